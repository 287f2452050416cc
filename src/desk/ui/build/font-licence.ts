import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Plugin } from 'vite';

/** Puts the font's licence (SIL Open Font License 1.1) beside the font, as it asks for. */
export function fontLicence(): Plugin {
  return {
    name: 'font-licence',
    generateBundle() {
      const licence = createRequire(import.meta.url).resolve('@fontsource-variable/noto-sans-jp/LICENSE');
      this.emitFile({
        type: 'asset',
        fileName: 'assets/noto-sans-jp-licence.txt',
        source: readFileSync(licence, 'utf8'),
      });
    },
  };
}
