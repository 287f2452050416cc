import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { renderErrorReference } from '../../src/cli/error-reference';
import { type ErrorCode, type ErrorRow, errorTable, MadobeError } from '../../src/errors';

const root = path.resolve(__dirname, '../..');
const reference = readFileSync(path.join(root, 'docs', 'errors.md'), 'utf8');
const codes = Object.keys(errorTable) as ErrorCode[];
const rows = Object.entries<ErrorRow>(errorTable);

/** The codes at the beginning of the table's rows. */
function documentedCodes(): string[] {
  return [...reference.matchAll(/^\| `([a-z_]+)` \|/gm)].map(([, code]) => code ?? '');
}

describe('the table of errors', () => {
  it('is documented code by code, and no documented code is made up', () => {
    expect(documentedCodes().sort()).toEqual([...codes].sort());
  });

  it('stands in docs/errors.md exactly as in the code (else: npm run docs)', () => {
    expect(reference).toContain(`<!-- errors:start -->\n\n${renderErrorReference()}\n\n<!-- errors:end -->`);
  });

  it.each(rows)(
    'tells staff a cause and a next step for %s, in whole sentences and without placeholders',
    (_, row) => {
      expect(row.staff).toMatch(/^[A-Z].*[.]$/s);
      expect(row.staff).not.toMatch(/[{}]|\$\w|%[sdj]|\n/);
    },
  );

  it.each(rows)('answers %s with an HTTP status that means a fault', (_, row) => {
    expect(row.status).toBeGreaterThanOrEqual(400);
    expect(row.status).toBeLessThan(600);
  });

  it('tells persons only three things, all of them gentle', () => {
    const told = new Set(rows.flatMap(([, row]) => (row.person === null ? [] : [row.person])));
    expect([...told].sort()).toEqual(['fallback', 'fault', 'maybe-not-arrived']);
  });
});

describe('an error', () => {
  it.each(codes)('%s carries its code and the text for staff, nothing else', (code) => {
    const error = new MadobeError(code, { cause: new Error('what the driver said') });
    expect(error.message).toBe(errorTable[code].staff);
    expect(error.row).toBe(errorTable[code]);
    expect(error.message).not.toContain('driver');
  });
});

describe('the words for persons', () => {
  const locales = path.join(root, 'locales');
  const files = (existsSync(locales) ? readdirSync(locales) : [])
    .map((language) => path.join('locales', language, 'errors.yaml'))
    .filter((file) => existsSync(path.join(root, file)));
  const wanted = rows.flatMap(([code, row]) => (row.person === null ? [] : [[code, row.person] as const]));

  it('are there in every language or in none', () => {
    expect([0, 3]).toContain(files.length);
  });

  it.each(files)('in %s cover every key of the table', (file) => {
    const words: unknown = parse(readFileSync(path.join(root, file), 'utf8'));
    for (const [, key] of wanted) expect(words).toHaveProperty([key], expect.stringMatching(/\S/));
  });
});
