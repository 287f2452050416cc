import path from 'node:path';

/** The page's sources; what the build calls its root. */
export const source = path.resolve(import.meta.dirname, '..');

/** Where the server finds the built page. */
export const outDir = path.resolve(source, '../../../dist/desk-page');
