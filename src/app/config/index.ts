export * from './config';
export * from './config-fault';
export * from './load-config';
export * from './parse-config';
export * from './render-table';
export { type Variable, type VariableName, variables } from './variables';
