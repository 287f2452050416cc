import path from 'node:path';
import { defineConfig } from 'vite';
import { compressBesides } from './compress-besides';
import { outDir, source } from './places';
import { readPageWord } from './say-in-html';

const words = Object.fromEntries(
  ['ja', 'ja-easy', 'en'].map((language) => [
    language,
    Object.fromEntries(
      ['open', 'close', 'frame'].map((key) => [key, readPageWord(language, 'embed', key)] as const),
    ),
  ]),
);

/** `dist/web/embed.js`: one classic script for other sites' pages, complete in itself. Built after the page. */
export default defineConfig({
  root: source,
  publicDir: false,
  logLevel: 'warn',
  define: { EMBED_WORDS: JSON.stringify(words) },
  build: {
    outDir,
    emptyOutDir: false,
    reportCompressedSize: false,
    lib: {
      entry: path.join(source, 'embed/embed.ts'),
      formats: ['iife'],
      name: 'madobeEmbed',
      fileName: () => 'embed.js',
    },
  },
  plugins: [compressBesides()],
});
