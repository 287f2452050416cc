export * from './intents';
export * from './match-phrase';
export * from './match-place';
export * from './read-date';
export * from './read-number';
export * from './yes-no';
