export * from './draw-mermaid';
export * from './draw-svg';
export type { Picture } from './picture';
export * from './picture-all';
export * from './picture-flow';
