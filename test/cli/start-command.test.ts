import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { lockDataDirectory } from '../../src/store';
import { runWith, type Variables } from './command-with-server';
import { run } from './memory-terminal';

const root = path.resolve(__dirname, '../..');
const secret = '0123456789abcdef0123456789abcdef';
const PORT = 25_449;

const folders: string[] = [];
const newFolder = () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'madobe-start-'));
  folders.push(folder);
  return folder;
};
/** A server listens to the end of its process; one that could not start must not do so on behalf of the tests. */
const ends = ['uncaughtException', 'unhandledRejection'] as const;
const before = ends.map((event) => process.listeners(event as 'uncaughtException'));
afterEach(() => {
  for (const [index, event] of ends.entries()) {
    for (const listener of process.listeners(event as 'uncaughtException')) {
      if (!before[index]?.includes(listener)) process.removeListener(event, listener);
    }
  }
});
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const start = (set: Variables = {}) =>
  runWith({ PORT: String(PORT), MADOBE_HOST: '127.0.0.1', MADOBE_DATA_DIR: newFolder(), ...set }, ['start']);

/** Runs `act` while another program listens on the port; rejects when the port cannot be had. */
async function withPortTaken<Result>(act: () => Promise<Result>): Promise<Result> {
  const other = createServer();
  await new Promise<void>((resolve, reject) => {
    other.once('error', reject);
    other.listen(PORT, '127.0.0.1', resolve);
  });
  try {
    return await act();
  } finally {
    await new Promise((resolve) => other.close(resolve));
  }
}

describe('madobe start --help', () => {
  it('says where the settings are, that none is needed, and how it stops', async () => {
    const { output, status } = await run(['start', '--help']);
    expect(output).toContain('README.md');
    expect(output).toContain('None is needed');
    expect(output).toContain('SIGTERM');
    expect(status).toBe(0);
  });
});

describe('madobe start, when it cannot', () => {
  it('lists every fault of the configuration, one line each, and quotes no value', async () => {
    const { output, errors, status } = await start({
      PORT: 'eighty',
      MADOBE_BASE_URL: 'http://madobe.example.org',
      MADOBE_PROT: '8080',
      LINE_CHANNEL_SECRET: secret,
    });
    expect(output).toBe('');
    const lines = errors.trimEnd().split('\n');
    expect(lines.map((line) => line.split(':')[0]).sort()).toEqual([
      'LINE_CHANNEL_ACCESS_TOKEN',
      'MADOBE_BASE_URL',
      'MADOBE_PROT',
      'PORT',
    ]);
    for (const line of lines) expect(line).toContain('; example: ');
    expect(errors).not.toContain('eighty');
    expect(errors).not.toContain('madobe.example.org;');
    expect(status).toBe(1);
  });

  it('makes no data folder when the configuration is faulty', async () => {
    const folder = path.join(newFolder(), 'data');
    await start({ MADOBE_DATA_DIR: folder, PORT: 'eighty' });
    expect(existsSync(folder)).toBe(false);
  });

  it('refuses conversations with problems in them, and says how to see them', async () => {
    const folder = newFolder();
    cpSync(path.join(root, 'flows'), folder, { recursive: true });
    writeFileSync(path.join(folder, 'menu.yaml'), 'specVersion: 1\nflow: menu\nstart: nowhere\nsteps: {}\n');
    const { errors, status } = await start({ MADOBE_FLOWS_DIR: folder });
    expect(errors).toContain('madobe flows check');
    expect(status).toBe(1);
  });

  it('says that the data folder is another server’s, and leaves it to that server', async () => {
    const folder = newFolder();
    const lock = lockDataDirectory(folder);
    try {
      const { errors, status } = await start({ MADOBE_DATA_DIR: folder });
      expect(errors).toContain('Another Madobe already serves from this data directory');
      expect(status).toBe(1);
    } finally {
      lock.release();
    }
  });

  it('says that the port is taken, and lets go of the data folder', async () => {
    const folder = newFolder();
    const { errors, status } = await withPortTaken(() => start({ MADOBE_DATA_DIR: folder }));
    expect(errors).toContain('Set PORT to a free one');
    expect(status).toBe(1);
    lockDataDirectory(folder).release();
  });

  it('refuses a database that was written with another master key, and lets go of the port', async () => {
    const folder = newFolder();
    const startWith = (digit: string) =>
      start({ MADOBE_DATA_DIR: folder, MADOBE_MASTER_KEY: digit.repeat(64) });
    await withPortTaken(() => startWith('a'));
    const { errors, status } = await startWith('b');
    expect(errors).toContain('The master key is not the one this database was written with');
    expect(errors).not.toMatch(/[ab]{64}/);
    expect(status).toBe(1);
    await expect(withPortTaken(() => Promise.resolve('free'))).resolves.toBe('free');
  });
});
