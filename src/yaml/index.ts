export * from './parse-yaml';
export { preparedValue, prepareYaml } from './prepared-values';
