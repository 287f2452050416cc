export * from './match-phrase';
