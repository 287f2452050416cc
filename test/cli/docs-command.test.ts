import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { renderConfigTable, renderEnvExample } from '../../src/app/config';
import { replaceSection } from '../../src/cli/generated-section';
import { jsonSchemas } from '../../src/flow';
import { run } from './memory-terminal';

const marked = (name: string) => `Before.\n<!-- ${name}:start -->\nold\n<!-- ${name}:end -->\nAfter.\n`;

function newDocuments(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'madobe-docs-'));
  mkdirSync(path.join(folder, 'docs'));
  for (const file of ['README.md', 'README.ja.md']) writeFileSync(path.join(folder, file), marked('config'));
  writeFileSync(path.join(folder, 'docs', 'errors.md'), marked('errors'));
  writeFileSync(path.join(folder, 'docs', 'flows.md'), marked('reference'));
  return folder;
}

describe('madobe docs', () => {
  it('writes the tables between their markers and leaves the rest', async () => {
    const folder = newDocuments();
    expect(await run(['docs', '--directory', folder])).toEqual({ output: '', errors: '', status: 0 });
    const read = (file: string) => readFileSync(path.join(folder, file), 'utf8');
    const table = renderConfigTable('ja');
    expect(read('README.ja.md')).toBe(
      `Before.\n<!-- config:start -->\n\n${table}\n\n<!-- config:end -->\nAfter.\n`,
    );
    expect(read('docs/errors.md')).toContain('| `flow_fault` |');
    expect(read('.env.example')).toBe(renderEnvExample());
    expect(read('docs/flows.md')).toContain('| `say` | a list of names (optional) |');
    expect(JSON.parse(read('flows/schema/flow.json'))).toEqual(jsonSchemas().flow);
    expect(read('flows/schema/stories.json')).toContain('"madobe"');
    expect(read('docs/pictures/first-contact.svg').startsWith('<svg ')).toBe(true);
  });

  it('changes nothing when it is run again', async () => {
    const folder = newDocuments();
    await run(['docs', '--directory', folder]);
    const before = readFileSync(path.join(folder, 'README.md'), 'utf8');
    await run(['docs', '--directory', folder]);
    expect(readFileSync(path.join(folder, 'README.md'), 'utf8')).toBe(before);
  });

  it('says which document has lost its markers, and leaves it alone', async () => {
    const folder = newDocuments();
    writeFileSync(path.join(folder, 'README.md'), 'No markers here.\n');
    const { errors, status } = await run(['docs', '--directory', folder]);
    expect(errors).toBe('README.md: the markers <!-- config:start --> and <!-- config:end --> are gone\n');
    expect(status).toBe(1);
    expect(readFileSync(path.join(folder, 'README.md'), 'utf8')).toBe('No markers here.\n');
  });

  it('describes a fault nobody foresaw without its message', async () => {
    const { errors, status } = await run(['docs', '--directory', '/nowhere/at-all']);
    expect(errors).toMatch(/^madobe: \{"fault":.*\}\n$/);
    expect(errors).not.toContain('/nowhere');
    expect(status).toBe(1);
  });
});

describe('a generated section', () => {
  it('takes content with dollar signs as it is', () => {
    expect(replaceSection(marked('a'), 'a', "$& $1 $'")).toContain("\n$& $1 $'\n");
  });

  it('is not found when only its end is there, or when the two are the wrong way round', () => {
    expect(replaceSection('<!-- a:end -->', 'a', 'x')).toBeNull();
    expect(replaceSection('<!-- a:end --> <!-- a:start -->', 'a', 'x')).toBeNull();
  });
});
