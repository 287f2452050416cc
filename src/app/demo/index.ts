export { type DemoCast, readCast } from './demo-cast';
export { isFreeForDemo } from './demo-directory';
export type { DemoAccount } from './demo-staff';
export { type DemoSurroundings, type MadeDemo, makeDemo } from './make-demo';
