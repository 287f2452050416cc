import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { jsonSchemaOf } from '../../src/flow';
import { storyFileSchema } from '../../src/stories';
import { runWith } from './command-with-server';

const run = (words: readonly string[]) => runWith({}, words);

const root = path.resolve(__dirname, '../..');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'madobe-test-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A file of stories in the temporary folder. */
function stories(name: string, ...lines: string[]): string {
  const file = path.join(folder, name);
  writeFileSync(file, ['stories:', ...lines, ''].join('\n'));
  return file;
}

const fine = ['  one:', '    turns:', '      - opens: madobe', '      - madobe: { at: first-contact/hello }'];

describe('madobe flows test', () => {
  it('holds stories on the shipped flows, and says that all went as written', async () => {
    const file = stories('fine.yaml', ...fine);
    expect(await run(['flows', 'test', file])).toEqual({
      output: '1 story held, and all went as written.\n',
      errors: '',
      status: 0,
    });
  });

  it('tells a story that goes otherwise: file, line, story, what was expected and what was said', async () => {
    const file = stories('wrong.yaml', ...fine, '      - madobe: { at: menu/choose }', '      - tap: x');
    const { output, status } = await run(['flows', 'test', file]);
    expect(output).toContain(
      `${file}:6 “one” (ja)\n  expected: to be at \`menu/choose\` afterwards\n  but there was:\n`,
    );
    expect(output).toContain('\n    at: first-contact/hello\n');
    expect(output).toMatch(/\n1 story held, and 1 went otherwise\.\n$/);
    expect(status).toBe(1);
  });

  it('tells a machine the same', async () => {
    const file = stories('wrong-too.yaml', ...fine, '      - madobe: { at: menu/choose }');
    const { output } = await run(['flows', 'test', file, '--json', '--coverage']);
    expect(JSON.parse(output)).toMatchObject({
      ok: false,
      stories: 1,
      failures: [{ line: 6, story: 'one', language: 'ja', expected: 'to be at `menu/choose` afterwards' }],
      coverage: [{ language: 'ja' }, { language: 'ja-easy', visited: 0 }, { language: 'en', visited: 0 }],
    });
  });

  it('says which steps no story takes, and ends with 1 below the threshold', async () => {
    const file = stories('fine.yaml', ...fine);
    const shown = await run(['flows', 'test', file, '--coverage']);
    expect(shown.output).toMatch(/^ja: 3 of \d+ steps are in a story \([\d.]+ %\)\n {2}in none: /m);
    expect(shown.status).toBe(0);
    const { output, status } = await run(['flows', 'test', file, '--coverage', '95']);
    expect(output).toMatch(/^en: 0 of \d+ steps are in a story \(0 %\), and 95 % are wanted$/m);
    expect(status).toBe(1);
  });

  it('lists what cannot be read as a story, and ends with 2', async () => {
    const file = stories('odd.yaml', '  one: { turns: [{ says: hello }] }');
    const { errors, status } = await run(['flows', 'test', file]);
    expect(errors).toContain(`${file}:2: `);
    expect(errors).toContain('`says`');
    expect(status).toBe(2);
  });

  it('says that there are none, and ends with 2', async () => {
    const { errors, status } = await run(['flows', 'test', path.join(folder, 'nowhere')]);
    expect(errors).toContain('There are no stories: ');
    expect(status).toBe(2);
    expect((await run(['flows', 'test', '--coverage', 'much'])).status).toBe(2);
  });

  it('does not begin on flows that have problems, and lists them', async () => {
    const { errors, status } = await run(['flows', 'test', '--flows', folder]);
    expect(errors).toContain('flows/moves.yaml:1: is missing');
    expect(status).toBe(1);
  });
});

describe('the schema of stories', () => {
  it('is the one that editors are given', () => {
    const kept: unknown = JSON.parse(readFileSync(path.join(root, 'flows/schema/stories.json'), 'utf8'));
    expect(kept).toEqual(jsonSchemaOf(storyFileSchema));
  });
});
