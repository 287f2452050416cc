export * from './intents';
export * from './match-phrase';
