import { defineConfig } from 'vite';
import { compressBesides } from './compress-besides';
import { fontLicence } from './font-licence';
import { outDir, source } from './places';

/** The desk's page: `dist/desk-page/index.html`, and hashed assets below `dist/desk-page/assets`. The server shows it at `/desk`. */
export default defineConfig({
  root: source,
  base: '/desk/',
  publicDir: false,
  logLevel: 'warn',
  oxc: { jsx: { runtime: 'automatic', importSource: 'react' } },
  build: {
    outDir,
    emptyOutDir: true,
    // The page's policy knows no `data:` addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1500,
    // What the licences of the bundled packages ask for: their texts go where their code goes.
    rolldownOptions: {
      onwarn(warning, warn) {
        // Mantine marks its files for servers that render React; nothing is rendered on a server here.
        if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') warn(warning);
      },
    },
    license: { fileName: 'licences.md' },
  },
  plugins: [fontLicence(), compressBesides()],
});
