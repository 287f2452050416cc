import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Command } from 'commander';
import { renderConfigTable, renderEnvExample } from '../app/config';
import { renderErrorReference } from './error-reference';
import { replaceSection } from './generated-section';
import type { Terminal } from './terminal';

const packageDirectory = path.join(__dirname, '..', '..');

const sections = [
  { file: 'README.md', name: 'config', render: () => renderConfigTable('en') },
  { file: 'README.ja.md', name: 'config', render: () => renderConfigTable('ja') },
  { file: 'docs/errors.md', name: 'errors', render: renderErrorReference },
] as const;

/** `madobe docs`: writes again what the documents repeat from the code. For those who work on Madobe itself. */
export function docsCommand(terminal: Terminal): Command {
  return new Command('docs')
    .description('write again the parts of the documents that come from the code')
    .option('--directory <folder>', 'where the documents are', packageDirectory)
    .action(({ directory }: { directory: string }) => {
      for (const { file, name, render } of sections) {
        const target = path.join(directory, file);
        const document = replaceSection(readFileSync(target, 'utf8'), name, render());
        if (document === null) {
          terminal.errors.write(
            `${file}: the markers <!-- ${name}:start --> and <!-- ${name}:end --> are gone\n`,
          );
          terminal.exitWith(1);
        } else writeFileSync(target, document);
      }
      writeFileSync(path.join(directory, '.env.example'), renderEnvExample());
    });
}
