import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KeptMasterKeys } from '../../src/store';
import { MasterKey } from '../../src/store/master-key';

let directory: string;
let keys: KeptMasterKeys;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'madobe-key-'));
  keys = new KeptMasterKeys(directory);
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const file = () => join(directory, 'master.key');
const expectTidy = () => {
  expect(readdirSync(directory)).toEqual(['master.key']);
  expect(statSync(file()).mode & 0o777).toBe(0o600);
};

test('the first start makes a key, and later starts find the same', () => {
  const dataDir = join(directory, 'made', 'on', 'the', 'way');
  const { current, previous } = new KeptMasterKeys(dataDir).read();
  expect(current.bytes).toHaveLength(32);
  expect(previous).toBeNull();
  expect(new KeptMasterKeys(dataDir).read().current.equals(current)).toBe(true);
});

test('the key file is readable by its owner alone, and nothing else is left lying about', () => {
  keys.read();
  expectTidy();
  keys.keep({ current: MasterKey.random(), previous: MasterKey.random() });
  expectTidy();
});

test('a file of one line, as earlier versions made it, is read as the current key', () => {
  const key = MasterKey.random();
  writeFileSync(file(), `${key.bytes.toString('base64')}\n`);
  expect(keys.read().current.equals(key)).toBe(true);
  expect(keys.read().previous).toBeNull();
});

test('two keys are kept while they are needed, and whoever read the file before reads the new ones', () => {
  const first = keys.read().current;
  const second = MasterKey.random();
  keys.keep({ current: second, previous: first });
  const both = new KeptMasterKeys(directory).read();
  expect([both.current.equals(second), both.previous?.equals(first)]).toEqual([true, true]);
  keys.keep({ current: second, previous: null });
  expect(keys.read()).toEqual({ current: second, previous: null });
  expect(readFileSync(file(), 'utf8')).not.toContain(first.bytes.toString('base64'));
});

test.each(['not a key\n', '', `${'A'.repeat(43)}=\nnot a key\n`, `${`${'A'.repeat(43)}=\n`.repeat(3)}`])(
  'a damaged key file is refused instead of being replaced (%j)',
  (text) => {
    writeFileSync(file(), text);
    expect(() => keys.read()).toThrow('32-byte key');
    expect(readFileSync(file(), 'utf8')).toBe(text);
  },
);
