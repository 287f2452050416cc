import { defineConfig } from 'vite';
import { compressBesides } from './compress-besides';
import { fontLicence } from './font-licence';
import { outDir, source } from './places';
import { sayInHtml } from './say-in-html';

/** The page itself: `dist/web/index.html` and hashed assets below `dist/web/assets`. */
export default defineConfig({
  root: source,
  base: '/',
  publicDir: false,
  logLevel: 'warn',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir,
    emptyOutDir: true,
    // The page's policy knows no `data:` addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  plugins: [sayInHtml(), fontLicence(), compressBesides()],
});
