import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run } from './memory-terminal';

const root = path.resolve(__dirname, '../..');

/** A copy of the shipped conversations, to be broken. */
function copyOfContent(): { readonly folder: string; readonly options: readonly string[] } {
  const folder = mkdtempSync(path.join(tmpdir(), 'madobe-flows-'));
  for (const name of ['flows', 'locales'])
    cpSync(path.join(root, name), path.join(folder, name), { recursive: true });
  const options = ['--flows', path.join(folder, 'flows'), '--locales', path.join(folder, 'locales')];
  return { folder, options };
}

function edit(file: string, change: (text: string) => string): void {
  const before = readFileSync(file, 'utf8');
  const after = change(before);
  expect(after).not.toBe(before);
  writeFileSync(file, after);
}

async function withEnvironment(
  set: Readonly<Record<string, string>>,
  act: () => Promise<void>,
): Promise<void> {
  const before = { ...process.env };
  Object.assign(process.env, set);
  try {
    await act();
  } finally {
    for (const name of Object.keys(set)) {
      const old = before[name];
      if (old === undefined) delete process.env[name];
      else process.env[name] = old;
    }
  }
}

describe('madobe flows check', () => {
  it('finds the shipped conversations in order', async () => {
    const { output, status } = await run(['flows', 'check']);
    const [verdict, , head, ...proofs] = output.trimEnd().split('\n');
    expect(verdict).toBe('All flows and their words are in order, in every language.');
    expect(head).toBe('Proved, on every way through them:');
    expect(proofs).toContainEqual(
      expect.stringMatching(/^ {2}✓ A person is one move away from all \d+ questions, in 3 languages/),
    );
    expect(proofs.filter((line) => !line.startsWith('  ✓ '))).toEqual([]);
    expect(status).toBe(0);
  });

  it('tells a machine the same', async () => {
    const { output, status } = await run(['flows', 'check', '--json']);
    const told: unknown = JSON.parse(output);
    expect(told).toMatchObject({ ok: true, problems: [], serviceProblems: [] });
    expect(told).toHaveProperty('proofs.0.name', 'person');
    expect(told).toHaveProperty('proofs.0.holds', true);
    expect(told).toHaveProperty('proofs.0.counted.languages', 3);
    expect(status).toBe(0);
  });

  it('says where a flow leads nowhere, and ends with 1', async () => {
    const { folder, options } = copyOfContent();
    edit(path.join(folder, 'flows', 'menu.yaml'), (text) => text.replace(/^start: .*$/m, 'start: nowhere'));
    const { output, status } = await run(['flows', 'check', ...options]);
    expect(output).toMatch(/^flows\/menu\.yaml:\d+ .*nowhere/m);
    expect(output).toMatch(/\n\d+ things? to put right\.\n/);
    expect(status).toBe(1);

    const forMachines: unknown = JSON.parse((await run(['flows', 'check', '--json', ...options])).output);
    expect(forMachines).toMatchObject({ ok: false, serviceProblems: [] });
    expect(forMachines).toHaveProperty('problems.0.file', 'flows/menu.yaml');
  });

  it('says which promise is not proved any more', async () => {
    const { folder, options } = copyOfContent();
    edit(path.join(folder, 'flows', 'moves.yaml'), (text) =>
      text.replace(/^( +stop: \{.*)effect: notices-off/m, '$1'),
    );
    const { output, status } = await run(['flows', 'check', ...options]);
    expect(output).toContain('the move `stop` must keep its promise');
    expect(output).toMatch(
      /\n1 thing to put right\.\n\nSo this is not proved yet:\n {2}✗ “Stop” is one move away/,
    );
    expect(status).toBe(1);
  });

  it('finds a file that is not YAML at all', async () => {
    const { folder, options } = copyOfContent();
    edit(path.join(folder, 'locales', 'en', 'menu.yaml'), () => 'a: [\n');
    const { output, status } = await run(['flows', 'check', ...options]);
    expect(output).toContain('locales/en/menu.yaml:');
    expect(status).toBe(1);
  });

  it('finds what is wrong in the catalogue', async () => {
    const { folder, options } = copyOfContent();
    edit(path.join(folder, 'flows', 'catalogue', 'phone.yaml'), () => 'number: 1\n');
    const { output, status } = await run(['flows', 'check', ...options]);
    expect(output).toContain('phone.yaml');
    expect(status).toBe(1);
  });

  it('takes the folders from the configuration when none are named', async () => {
    const { folder } = copyOfContent();
    edit(path.join(folder, 'flows', 'menu.yaml'), (text) => text.replace(/^start: .*$/m, 'start: nowhere'));
    await withEnvironment({ MADOBE_FLOWS_DIR: path.join(folder, 'flows') }, async () => {
      expect((await run(['flows', 'check'])).status).toBe(1);
    });
  });

  it('lists the faults of the configuration instead, when there are any', async () => {
    await withEnvironment({ PORT: 'eighty', MADOBE_FLOW_DIR: 'x' }, async () => {
      const { output, errors, status } = await run(['flows', 'check']);
      expect(output).toBe('');
      expect(errors.split('\n').map((line) => line.split(':')[0])).toEqual(['MADOBE_FLOW_DIR', 'PORT', '']);
      expect(status).toBe(1);
    });
  });
});

describe('madobe flows talk', () => {
  it('holds a conversation that is piped in, and repeats what was typed', async () => {
    const { output, errors, status } = await run(['flows', 'talk'], ['1', '/sticker', '/quit', 'too late']);
    expect(output).toContain('  1. ');
    expect(output).toContain('\n> 1\n');
    expect(output).toContain('\n> /sticker\n');
    expect(output).not.toContain('too late');
    expect(errors).toBe('');
    expect(status).toBe(0);
  });

  it('ends when the pipe ends', async () => {
    expect((await run(['flows', 'talk'], ['1'])).status).toBe(0);
  });

  it('meets a person in the language that is asked for', async () => {
    const english = await run(['flows', 'talk', '--language', 'en'], ['/quit']);
    const japanese = await run(['flows', 'talk', '--language', 'ja'], ['/quit']);
    // A button offers the other languages in their own words, so only whole sentences tell.
    expect(english.output).not.toContain('。');
    expect(english.output).toContain('. ');
    expect(japanese.output).toContain('。');
  });

  it('begins with silence when asked to, so that somebody may write first', async () => {
    const { output } = await run(['flows', 'talk', '--no-follow'], ['/quit']);
    expect(output).toBe('\n> /quit\n');
  });

  it('talks on in spite of small faults, and says them on the side', async () => {
    const { folder, options } = copyOfContent();
    edit(path.join(folder, 'locales', 'en', 'menu.yaml'), (text) => `${text}\nnobody-says-this: Hello.\n`);
    const { output, errors } = await run(['flows', 'talk', ...options], ['/quit']);
    expect(errors).toContain('nobody-says-this');
    expect(output).toContain('  1. ');
  });

  it('cannot begin when the files cannot be read, and says why', async () => {
    const { folder, options } = copyOfContent();
    edit(path.join(folder, 'flows', 'menu.yaml'), () => 'a: [\n');
    const { output, errors, status } = await run(['flows', 'talk', ...options], ['/quit']);
    expect(output).toBe('');
    expect(errors).toContain('flows/menu.yaml:');
    expect(status).toBe(1);
  });
});
