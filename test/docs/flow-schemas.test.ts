import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';
import { editorSchemas } from '../../src/cli/editor-schemas';
import { renderFlowReference } from '../../src/cli/flow-reference';
import { replaceSection } from '../../src/cli/generated-section';
import { languages } from '../../src/flow';

const root = path.resolve(__dirname, '../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

/** Files of conversations with the schema that an editor is told to hold them against. */
const yamlIn = (folder: string): readonly string[] =>
  readdirSync(path.join(root, folder))
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => `${folder}/${file}`);
const flowFiles = yamlIn('flows');
const isFlow = (name: string) => !['moves', 'organisation', 'facts'].includes(name);
const nameOf = (file: string) => path.basename(file, '.yaml');
const wordFiles = languages
  .flatMap((language) => yamlIn(`locales/${language}`))
  .filter((file) => file.endsWith('/moves.yaml') || flowFiles.includes(`flows/${path.basename(file)}`));

const schemaOf = (file: string): string => {
  if (file.startsWith('flows/')) return isFlow(nameOf(file)) ? 'flow' : nameOf(file);
  return nameOf(file) === 'moves' ? 'move-words' : 'words';
};
const validators = new Map(
  Object.entries(editorSchemas()).map(([name, schema]) => [
    name,
    addFormats(new Ajv({ strict: false })).compile(schema),
  ]),
);

describe('the schemas for editors', () => {
  it('are those that the files are really held against', () => {
    const written = Object.fromEntries(
      readdirSync(path.join(root, 'flows/schema')).map((file) => [
        path.basename(file, '.json'),
        JSON.parse(read(`flows/schema/${file}`)),
      ]),
    );
    // `npm run docs` writes them again.
    expect(written).toEqual(JSON.parse(JSON.stringify(editorSchemas())));
  });

  it.each([...flowFiles, ...wordFiles])('let %s pass', (file) => {
    const validate = validators.get(schemaOf(file));
    validate?.(parse(read(file)));
    expect(validate?.errors ?? null).toBeNull();
  });

  it.each(flowFiles)('are named in the first line of %s', (file) => {
    expect(read(file).split('\n')[0]).toBe(`# yaml-language-server: $schema=schema/${schemaOf(file)}.json`);
  });

  it('underline a word that the language does not have', () => {
    const flow = { specVersion: 2, flow: 'a', start: 'b', steps: { b: { says: ['c'], end: true } } };
    expect(validators.get('flow')?.(flow)).toBe(false);
    expect(validators.get('flow')?.({ ...flow, steps: { b: { say: ['c'], end: true } } })).toBe(true);
  });

  it('take every version of the language that is read', () => {
    const flow = { flow: 'a', start: 'b', steps: { b: { end: true } } };
    expect(validators.get('flow')?.({ ...flow, specVersion: 1 })).toBe(true);
    expect(validators.get('flow')?.({ ...flow, specVersion: 3 })).toBe(false);
  });
});

describe('the reference in docs/flows.md', () => {
  it('is what the schema says', () => {
    const document = read('docs/flows.md');
    expect(replaceSection(document, 'reference', renderFlowReference())).toBe(document);
  });

  it('explains every word', () => {
    for (const row of renderFlowReference().split('\n')) {
      if (row.startsWith('| `')) expect(row).toMatch(/\| [^|]+ \| [^|]{3,} \|$/);
    }
  });
});
