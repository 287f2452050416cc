import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseDocument } from 'yaml';
import { jsonSchemaOf } from '../../src/flow';
import { storyFileSchema } from '../../src/stories';
import { runWith } from '../cli/command-with-server';
import { run } from '../cli/memory-terminal';
import { type CodeBlock, codeBlocks } from './markdown';

const root = path.resolve(__dirname, '../..');
const text = readFileSync(path.join(root, 'docs', 'flows.md'), 'utf8');
const blocks = codeBlocks(text);

/** Where an example belongs: its first line. */
const fileOf = (block: string) => /^# ((?:flows|locales)\/[a-z/-]+\.yaml)\n/.exec(block)?.[1];

/** A reader's copy of the shipped conversations, into which the examples are written. */
class Copy {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'madobe-flows-doc-'));
  readonly options = [
    '--flows',
    path.join(this.folder, 'flows'),
    '--locales',
    path.join(this.folder, 'locales'),
  ];

  constructor() {
    for (const name of ['flows', 'locales']) {
      cpSync(path.join(root, name), path.join(this.folder, name), { recursive: true });
    }
  }

  /** Does what the document asks its reader to do: a new file is made, in an old one the example is added. */
  private write(file: string, example: string): void {
    const target = path.join(this.folder, file);
    const document = parseDocument(existsSync(target) ? readFileSync(target, 'utf8') : '{}');
    const add = (at: readonly string[], value: unknown): void => {
      if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
        for (const [key, inner] of Object.entries(value)) add([...at, key], inner);
      } else document.setIn(at, value);
    };
    add([], parseDocument(example).toJS());
    // Long lines stay one line, so that the checker names the lines a reader sees.
    writeFileSync(target, document.toString({ lineWidth: 0 }));
  }

  /** Does what a block of the document shows, if it is an example. */
  follow({ language, text }: CodeBlock): void {
    const file = fileOf(text);
    if (language === 'yaml' && file) this.write(file, text);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const copies: Copy[] = [];
const newCopy = () => {
  const copy = new Copy();
  copies.push(copy);
  return copy;
};
afterAll(() => {
  for (const copy of copies) copy.remove();
});

/** What the checker says before it lists what it has proved: the figures there grow with the flows. */
function verdictOf(output: string): string {
  const [verdict = '', proofs] = output.split('\nProved');
  return proofs === undefined ? output : verdict;
}

/** Every name of a property anywhere in a schema. */
function storyWords(schema: unknown): Readonly<Record<string, true>> {
  if (typeof schema !== 'object' || schema === null) return {};
  const own = 'properties' in schema && typeof schema.properties === 'object' ? schema.properties : {};
  const names = Object.keys(own ?? {}).map((name) => [name, true] as const);
  return Object.assign(Object.fromEntries(names), ...Object.values(schema).map(storyWords));
}

/** Follows the document to its end. */
function wholeDocument(): Copy {
  const copy = newCopy();
  for (const block of blocks) copy.follow(block);
  return copy;
}

describe('docs/flows.md', () => {
  it('names the file of every YAML example', () => {
    const examples = blocks.filter(({ language }) => language === 'yaml');
    expect(examples.length).toBeGreaterThan(20);
    expect(examples.filter(({ text }) => fileOf(text) === undefined)).toEqual([]);
  });

  it('shows what the checker really says at each place', async () => {
    const copy = newCopy();
    const shown: string[] = [];
    for (const block of blocks) {
      copy.follow(block);
      const [command, ...output] = block.text.split('\n');
      if (block.language !== 'text' || command !== '$ npx madobe flows check') continue;
      const said = await run(['flows', 'check', ...copy.options]);
      expect(verdictOf(said.output)).toBe(output.join('\n'));
      shown.push(said.output);
    }
    expect(shown.length).toBeGreaterThan(2);
  });

  it('leaves the flows in order at the end of every chapter', async () => {
    const copy = newCopy();
    const chapters = text.split(/^## /m).slice(1);
    for (const chapter of chapters) {
      for (const block of codeBlocks(chapter)) copy.follow(block);
      const { output } = await run(['flows', 'check', ...copy.options]);
      const [title] = chapter.split('\n');
      expect(`${title}: ${verdictOf(output)}`).toBe(
        `${title}: All flows and their words are in order, in every language.\n`,
      );
    }
  });

  it('ends in conversations that can be had', async () => {
    const talk = ['flows', 'talk', '--no-follow', ...wholeDocument().options];
    const { output, status } = await run(talk, ['ひと休み', '行き方', 'バス', 'ひと休み', '行き方', '/quit']);
    expect(output).toContain('ただいるだけでいい場所です');
    expect(output.match(/電車とバスでは、どちらが楽でしょうか/g)).toHaveLength(1);
    expect(output.match(/「みなと図書館前」のすぐそばです/g)).toHaveLength(2);
    expect(status).toBe(0);
  });

  it('ends in a day that is read, and in a list to choose from', async () => {
    const talk = ['flows', 'talk', '--no-follow', ...wholeDocument().options];
    const day = await run(talk, [
      'ひと休み',
      '行く日を考える',
      '来年の今ごろ',
      '2027年1月6日',
      'はい',
      '/quit',
    ]);
    expect(day.output).toContain('日にちを読みとれませんでした');
    expect(day.output).toContain('2027年1月6日(水)で、合っていますか。');
    expect(day.output).toContain('来られたら、いつでもどうぞ');
    expect(day.status).toBe(0);
    const list = await run(talk, ['ひと休み', 'ほかの場所をさがす', '1', '/quit']);
    expect(list.output).toContain('こんなところがあります');
    expect(list.output).toMatch(/^\[ .+ \]$/m);
    expect(list.status).toBe(0);
  });

  it('holds the conversation that it writes down', async () => {
    const copy = wholeDocument();
    const story = path.join(copy.folder, 'flows/stories/quiet-room.yaml');
    const { output, errors } = await runWith({}, ['flows', 'test', story, ...copy.options]);
    expect(errors + output).toBe('1 story held, and all went as written.\n');
  });

  it('shows what a conversation that goes otherwise looks like', async () => {
    const copy = wholeDocument();
    const story = path.join(copy.folder, 'flows/stories/quiet-room.yaml');
    writeFileSync(story, readFileSync(story, 'utf8').replace('person: バス', 'person: 電車'));
    const { output } = await runWith({}, ['flows', 'test', story, ...copy.options]);
    const shown = blocks.find((block) => block.text.startsWith('flows/stories/quiet-room.yaml:'))?.text ?? '';
    const [head = '', ...rest] = output.split('\n').filter((line) => !line.includes('to be remembered'));
    expect(
      [head.replace(/^.*flows\/stories/, 'flows/stories').replace(/:\d+ /, ':8 '), ...rest].join('\n'),
    ).toContain(shown);
  });

  it('lists every word of a story', () => {
    const words = Object.keys(storyWords(jsonSchemaOf(storyFileSchema)));
    expect(words.length).toBeGreaterThan(20);
    for (const word of words) expect(text).toMatch(new RegExp(`\`[^\`\\n]*\\b${word}\\b`));
  });

  it('lists every way on that a step has', () => {
    for (const word of ['then', 'go', 'enter', 'branch', 'call', 'ask', 'end']) {
      expect(text).toMatch(new RegExp(`^\\| \`${word}: `, 'm'));
    }
  });
});
