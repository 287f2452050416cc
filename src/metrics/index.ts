export * from './levels';
export * from './meter';
export * from './metric-list';
export * from './prometheus-meter';
