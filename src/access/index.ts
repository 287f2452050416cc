export * from './paces';
export * from './sealed-phrases';
export * from './token';
export * from './try-line';
