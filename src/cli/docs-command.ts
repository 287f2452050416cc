import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Command } from 'commander';
import { renderConfigTable, renderEnvExample } from '../app/config';
import { formatProblem, loadFlows } from '../flow';
import { drawSvg, pictureFlow } from '../flow/draw';
import { editorSchemas } from './editor-schemas';
import { renderErrorReference } from './error-reference';
import { renderFlowReference } from './flow-reference';
import { replaceSection } from './generated-section';
import type { Terminal } from './terminal';

const packageDirectory = path.join(__dirname, '..', '..');

const sections = [
  { file: 'README.md', name: 'config', render: () => renderConfigTable('en') },
  { file: 'README.ja.md', name: 'config', render: () => renderConfigTable('ja') },
  { file: 'docs/errors.md', name: 'errors', render: renderErrorReference },
  { file: 'docs/flows.md', name: 'reference', render: renderFlowReference },
] as const;

/** Pictures of flows, in the organisation's first language. */
const pictures = [{ file: 'docs/pictures/first-contact.svg', flow: 'first-contact' }] as const;

/** Where editors find the schemas of the files that authors write. */
const schemaFolder = path.join('flows', 'schema');

function writeSchemas(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, schema] of Object.entries(editorSchemas())) {
    writeFileSync(path.join(folder, `${name}.json`), `${JSON.stringify(schema, null, 2)}\n`);
  }
}

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
      writeSchemas(path.join(directory, schemaFolder));
      writePictures(directory, terminal);
    });
}

function writePictures(directory: string, terminal: Terminal): void {
  const loaded = loadFlows({
    flows: path.join(packageDirectory, 'flows'),
    locales: path.join(packageDirectory, 'locales'),
  });
  if (!loaded.ok) {
    for (const problem of loaded.problems) terminal.errors.write(`${formatProblem(problem)}\n`);
    terminal.exitWith(1);
    return;
  }
  for (const { file, flow } of pictures) {
    const picture = pictureFlow(loaded.flows, flow, loaded.flows.organisation.defaultLanguage);
    if (picture === null) continue;
    mkdirSync(path.dirname(path.join(directory, file)), { recursive: true });
    writeFileSync(path.join(directory, file), drawSvg(picture));
  }
}
