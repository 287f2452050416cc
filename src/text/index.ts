export * from './cues';
export * from './linear-model';
export * from './measure';
export * from './model-file';
export * from './n-grams';
export * from './normalise';
export * from './serialise-model';
