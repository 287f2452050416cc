import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keepMasterKey } from '../../src/store';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'madobe-key-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

test('the first start makes a key, and later starts find the same', () => {
  const dataDir = join(directory, 'made', 'on', 'the', 'way');
  const key = keepMasterKey(dataDir);
  expect(key).toHaveLength(32);
  expect(keepMasterKey(dataDir).equals(key)).toBe(true);
});

test('the key file is readable by its owner alone, and nothing else is left lying about', () => {
  keepMasterKey(directory);
  expect(readdirSync(directory)).toEqual(['master.key']);
  expect(statSync(join(directory, 'master.key')).mode & 0o777).toBe(0o600);
});

test('a damaged key file is refused instead of being replaced', () => {
  writeFileSync(join(directory, 'master.key'), 'not a key\n');
  expect(() => keepMasterKey(directory)).toThrow('32-byte key');
});
