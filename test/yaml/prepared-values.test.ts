import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { parseYaml, prepareYaml } from '../../src/yaml';

test('what comes along reads the same, whether the build has met it or not', () => {
  for (const folder of ['flows', 'flows/catalogue', 'locales/ja', 'locales/ja-easy', 'locales/en']) {
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.yaml'))) {
      const text = readFileSync(path.join(folder, file), 'utf8');
      expect(parseYaml(text)).toEqual(parse(text));
    }
  }
});

test('each reader gets a value of their own', () => {
  const text = readFileSync('flows/menu.yaml', 'utf8');
  expect(parseYaml(text)).not.toBe(parseYaml(text));
});

test('the build remembers what is sound, and nothing that is at fault or that JSON cannot hold', () => {
  const prepared = JSON.parse(prepareYaml(['a: 1\n', 'a: [\n', 'a: .nan\n', 'a: 1\na: 2\n']));
  expect(Object.values(prepared)).toEqual(['{"a":1}']);
});

test('a text at fault is refused as ever', () => {
  expect(() => parseYaml('a: [\n')).toThrow();
});
