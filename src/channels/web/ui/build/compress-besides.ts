import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';
import { outDir } from './places';

/** Bytes of one built file, and of what lies beside it for browsers that take it. */
export interface BuiltSize {
  readonly raw: number;
  readonly br: number;
  readonly gzip: number;
}

/** `dist/web/sizes.json`. */
export interface SizeManifest {
  /** Every file that was compressed, by its path in `dist/web`. */
  readonly files: Readonly<Record<string, BuiltSize>>;
  /** What a browser fetches before the page can be used: the document and what it names, without the font. */
  readonly firstLoad: BuiltSize & { readonly files: readonly string[] };
}

/** Puts `.br` and `.gz` beside every file that shrinks by it, and writes down how large everything is. */
export function compressBesides(): Plugin {
  return {
    name: 'compress-besides',
    closeBundle() {
      const files = Object.fromEntries(
        readdirSync(outDir, { recursive: true, encoding: 'utf8' })
          .map((file) => file.replaceAll(path.sep, '/'))
          .filter((file) => /\.(html|js|css|svg|txt)$/.test(file))
          .sort()
          .map((file) => [file, compress(path.join(outDir, file))] as const),
      );
      const manifest: SizeManifest = { files, firstLoad: firstLoad(files) };
      writeFileSync(path.join(outDir, 'sizes.json'), `${JSON.stringify(manifest, null, 2)}\n`);
    },
  };
}

function compress(file: string): BuiltSize {
  const raw = readFileSync(file);
  const br = brotliCompressSync(raw, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
  const gzip = gzipSync(raw, { level: 9 });
  writeFileSync(`${file}.br`, br);
  writeFileSync(`${file}.gz`, gzip);
  return { raw: statSync(file).size, br: br.length, gzip: gzip.length };
}

function firstLoad(files: Readonly<Record<string, BuiltSize>>): SizeManifest['firstLoad'] {
  const document = readFileSync(path.join(outDir, 'index.html'), 'utf8');
  const named = [...document.matchAll(/(?:src|href)="\/([^"]+)"/g)].map(([, file = '']) => file);
  const first = ['index.html', ...named].filter((file) => file in files);
  const sum = (part: keyof BuiltSize) => first.reduce((total, file) => total + (files[file]?.[part] ?? 0), 0);
  return { raw: sum('raw'), br: sum('br'), gzip: sum('gzip'), files: first };
}
