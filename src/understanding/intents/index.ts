export * from './intent-examples';
export { intentLineSchema } from './intent-files-schema';
export * from './intents';
export * from './load-intent-model';
export * from './read-intent-examples';
export * from './recognise-intent';
export * from './train-intent-model';
