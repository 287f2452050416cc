import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'dotenv';
import { parseConfig, renderConfigTable, renderEnvExample, variables } from '../../../src/app/config';

const root = path.resolve(__dirname, '../../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

/** What stands between the markers in a document. */
function between(text: string, name: string): string | undefined {
  return new RegExp(`<!-- ${name}:start -->\n\n([^]*?)\n\n<!-- ${name}:end -->`).exec(text)?.[1];
}

describe('the documents of the configuration', () => {
  it.each([
    ['README.md', 'en'],
    ['README.ja.md', 'ja'],
  ] as const)(
    '%s holds the table of variables as it is in the code (else: npm run docs)',
    (file, language) => {
      expect(between(read(file), 'config')).toBe(renderConfigTable(language));
    },
  );

  it('.env.example is as the code renders it (else: npm run docs)', () => {
    expect(read('.env.example')).toBe(renderEnvExample());
  });

  it.each(Object.keys(variables))('name %s in all of them', (name) => {
    for (const text of [renderConfigTable('en'), renderConfigTable('ja'), renderEnvExample()]) {
      expect(text).toContain(name);
    }
  });

  it('.env.example changes nothing when it is copied as it is', () => {
    expect(parse(renderEnvExample())).toEqual({});
  });

  it('.env.example with every # taken away gives no unknown name', () => {
    const all = parse(renderEnvExample().replaceAll(/^#(?=[A-Z_]+=)/gm, ''));
    expect(Object.keys(all)).toEqual(Object.keys(variables));
    expect(parseConfig(all)).toHaveProperty('config');
  });

  it('have a default in words wherever there is none as a text', () => {
    for (const variable of Object.values(variables)) {
      expect(variable.default === null && !('absent' in variable)).toBe(false);
    }
  });
});
