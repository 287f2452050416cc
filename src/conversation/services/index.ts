export type { Catalogue } from './catalogue';
export * from './create-services';
export * from './load-services';
