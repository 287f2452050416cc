export * from './match-phrase';
export * from './normalise';
