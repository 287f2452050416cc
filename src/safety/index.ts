export * from './load-safety-screener';
export * from './measure-screening';
export { SafetyFilesError } from './read-safety-material';
export * from './safety-label';
export * from './screen';
