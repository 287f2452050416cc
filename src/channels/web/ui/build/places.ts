import path from 'node:path';

/** The page's sources; what the builds call their root. */
export const source = path.resolve(import.meta.dirname, '..');

const house = path.resolve(source, '../../../..');

/** Where the server finds the built page. */
export const outDir = path.join(house, 'dist/web');

/** Where the words stand. */
export const locales = path.join(house, 'locales');
