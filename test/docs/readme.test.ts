import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { processTerminal } from '../../src/cli';
import { createProgram } from '../../src/cli/program';
import { run } from '../cli/memory-terminal';
import { anchorsOf, codeBlocks, codeOf, linksOf } from './markdown';

const root = path.resolve(__dirname, '../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const readmes = ['README.md', 'README.ja.md'] as const;

/** Every Markdown file of the project, relative to its root. */
function markdownFiles(folder = ''): readonly string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (/^(\..*|node_modules|dist|data|coverage)$/.test(entry.name)) return [];
    const file = path.posix.join(folder, entry.name);
    if (entry.isDirectory()) return markdownFiles(file);
    return file.endsWith('.md') ? [file] : [];
  });
}

const documents = markdownFiles();

describe('every document', () => {
  it('is looked at', () => {
    expect(documents).toEqual(
      expect.arrayContaining(['README.md', 'CHANGELOG.md', 'docs/flows.md', 'src/flow/README.md']),
    );
  });

  it.each(documents)('%s links only to files and headings that are there', (file) => {
    const text = read(file);
    const broken = linksOf(text).filter((link) => {
      if (/^(https?|mailto):/.test(link)) return false;
      const [target = '', anchor] = link.split('#');
      const found = target === '' ? file : path.posix.join(path.posix.dirname(file), target);
      if (!existsSync(path.join(root, found))) return true;
      return anchor !== undefined && !anchorsOf(read(found)).includes(decodeURIComponent(anchor));
    });
    expect(broken).toEqual([]);
  });

  it.each(documents)('%s names only npm scripts that there are', (file) => {
    const { scripts }: { scripts: Readonly<Record<string, string>> } = JSON.parse(read('package.json'));
    const named = codeOf(read(file)).flatMap((code) =>
      [...code.matchAll(/\bnpm (?:run ([\w:-]+)|(start|test)\b)/g)].map(
        ([, script, short]) => script ?? short,
      ),
    );
    expect(named.filter((name) => name === undefined || !Object.hasOwn(scripts, name))).toEqual([]);
  });

  it.each(documents)('%s names only madobe commands and options that there are', (file) => {
    const lines = codeOf(read(file)).flatMap((code) => code.split('\n'));
    const named = lines.flatMap((line) =>
      [...line.matchAll(/\bnpx madobe ([a-z -]+)/g)].map(([, words]) => words),
    );
    expect(named.flatMap((words = '') => unknownWordsOf(words.trim().split(/\s+/)))).toEqual([]);
  });
});

describe.each(readmes)('%s', (file) => {
  const text = read(file);

  it('names the one command to start and the one to test', () => {
    const shown = codeBlocks(text).map((block) => block.text.trim());
    expect(shown).toContain('npm ci && npm start');
    expect(shown).toContain('npm ci && npm test');
  });

  it('names every command of madobe', () => {
    for (const words of commandsOf(createProgram(processTerminal))) {
      if (!['docs', 'models', 'prepare'].includes(words)) expect(text).toContain(`\`npx madobe ${words}\``);
    }
  });

  it('shows a conversation as it really goes', async () => {
    const shown = codeBlocks(text).find((block) => block.text.startsWith('$ npx madobe flows talk'));
    const [command = '', ...lines] = (shown?.text ?? '').trimEnd().split('\n');
    const typed = lines.filter((line) => line.startsWith('> ')).map((line) => line.slice(2));
    const { output, status } = await run(command.split(' ').slice(3), [...typed, '/quit']);
    expect(status).toBe(0);
    expect(typed.length).toBeGreaterThan(2);
    let rest = output;
    for (const piece of lines.join('\n').split('\n…\n')) {
      expect(rest).toContain(piece);
      rest = rest.slice(rest.indexOf(piece) + piece.length);
    }
  });

  it('has the same chapters as in the other language', () => {
    const chapters = readmes.map((each) => read(each).match(/^#+ /gm));
    expect(chapters[0]).toEqual(chapters[1]);
  });

  it('holds the same commands as in the other language', () => {
    const [english, japanese] = readmes.map((each) =>
      codeBlocks(read(each)).flatMap((block) => (block.language === 'sh' ? [block.text] : [])),
    );
    expect(japanese).toEqual(english);
  });
});

describe('how to connect LINE', () => {
  it('says the same in both languages: chapters, examples, variables', () => {
    const [english = '', japanese = ''] = ['docs/connect-line.md', 'docs/connect-line.ja.md'].map(read);
    expect(japanese.match(/^#+ /gm)).toEqual(english.match(/^#+ /gm));
    expect(codeBlocks(japanese)).toEqual(codeBlocks(english));
    const variables = (text: string) => [...new Set(text.match(/\b(?:LINE|MADOBE)_[A-Z_]+\b/g))].sort();
    expect(variables(japanese)).toEqual(variables(english));
  });
});

/** Every command that can be run, as the words that lead to it. */
function commandsOf(command: Command, words: readonly string[] = []): readonly string[] {
  if (command.commands.length === 0) return [words.join(' ')];
  return command.commands.flatMap((child) => commandsOf(child, [...words, child.name()]));
}

/** What of a command line is neither a command nor an option of it. */
function unknownWordsOf(words: readonly string[]): readonly string[] {
  let command = createProgram(processTerminal);
  const unknown: string[] = [];
  for (const word of words) {
    const child = command.commands.find((each) => each.name() === word);
    if (child) command = child;
    else if (word.startsWith('--')) {
      if (word !== '--help' && !command.options.some(({ long }) => long === word)) unknown.push(word);
    } else if (command.commands.length > 0) unknown.push(word);
  }
  return unknown;
}
