export * from './escalations';
export * from './mail-way';
export type * from './way';
export * from './webhook-way';
