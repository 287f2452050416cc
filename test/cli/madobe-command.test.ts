import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { processTerminal } from '../../src/cli';
import { createProgram } from '../../src/cli/program';
import { run } from './memory-terminal';

/** Every command that can be run, with the words that lead to it. */
function runnable(command: Command, words: readonly string[] = []): [string, Command][] {
  if (command.commands.length === 0) return [[words.join(' '), command]];
  return command.commands.flatMap((child) => runnable(child, [...words, child.name()]));
}

/** For those who work on Madobe itself. */
const hidden = ['docs', 'models', 'prepare'];
const commands = runnable(createProgram(processTerminal));

describe('madobe --help', () => {
  it('lists what there is to do, gives a newcomer a first command, and ends with 0', async () => {
    const { output, errors, status } = await run(['--help']);
    expect(output).toContain('flows');
    expect(output).toContain('npx madobe flows talk');
    expect(output).toContain('Exit status: 0');
    expect(errors).toBe('');
    expect(status).toBe(0);
  });

  it('keeps the commands of those who work on Madobe itself out of it', async () => {
    expect((await run(['--help'])).output).not.toMatch(new RegExp(`^\\s*(${hidden.join('|')})\\b`, 'm'));
  });

  it.each(commands.filter(([words]) => !hidden.includes(words)))(
    '%s says what it does and shows an example',
    async (words) => {
      const { output, status } = await run([...words.split(' '), '--help']);
      expect(output).toContain(`Usage: madobe ${words}`);
      expect(output).toContain(`$ npx madobe ${words}`);
      expect(status).toBe(0);
    },
  );

  it.each(commands)('%s has a description that starts small and ends without a full stop', (_, command) => {
    expect(command.description()).toMatch(/^[a-z].*[^.]$/);
  });
});

describe('madobe --version', () => {
  it('is the version of the package', async () => {
    const description: { version: string } = JSON.parse(
      readFileSync(path.resolve(__dirname, '../../package.json'), 'utf8'),
    );
    expect(await run(['--version'])).toEqual({ output: `${description.version}\n`, errors: '', status: 0 });
  });
});

describe('a command line that is wrong', () => {
  it('without a command prints the help as an error and ends with 2', async () => {
    const { errors, output, status } = await run([]);
    expect(errors).toContain('Usage: madobe');
    expect(output).toBe('');
    expect(status).toBe(2);
  });

  it('with a group and no command in it does the same', async () => {
    const { errors, status } = await run(['flows']);
    expect(errors).toContain('Usage: madobe flows');
    expect(status).toBe(2);
  });

  it('with a mistyped command suggests the right one', async () => {
    const { errors, status } = await run(['flwos', 'check']);
    expect(errors).toContain("unknown command 'flwos'");
    expect(errors).toContain('Did you mean flows?');
    expect(status).toBe(2);
  });

  it('with a mistyped option suggests the right one', async () => {
    const { errors, status } = await run(['flows', 'check', '--jsno']);
    expect(errors).toContain('Did you mean --json?');
    expect(errors).toContain('--help');
    expect(status).toBe(2);
  });

  it('with too many words says so', async () => {
    expect((await run(['flows', 'check', 'everything'])).status).toBe(2);
  });

  it('with a language that Madobe does not speak names those it speaks', async () => {
    const { errors, status } = await run(['flows', 'talk', '--language', 'xx']);
    expect(errors).toContain('ja, ja-easy, en');
    expect(status).toBe(2);
  });
});
