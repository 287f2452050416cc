import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseDocument } from 'yaml';
import { loadFacts } from '../../src/conversation/services';
import { asking, idsOf, listOf } from '../conversation/services/asking';
import { codeBlocks } from './markdown';

const root = path.resolve(__dirname, '../..');
const text = readFileSync(path.join(root, 'docs', 'facts.md'), 'utf8');
const examples = codeBlocks(text).filter(({ language }) => language === 'yaml');
const fileOf = (example: string) => /^# flows\/(catalogue\/[a-z]+\.yaml)\n/.exec(example)?.[1];

const folder = mkdtempSync(path.join(tmpdir(), 'madobe-facts-doc-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The facts of a reader who did everything that the document shows. */
function followed(): ReturnType<typeof loadFacts> {
  cpSync(path.join(root, 'flows', 'catalogue'), path.join(folder, 'catalogue'), { recursive: true });
  for (const { text: example } of examples) {
    const target = path.join(folder, fileOf(example) ?? '');
    const document = parseDocument(readFileSync(target, 'utf8'));
    const add = (at: readonly string[], value: unknown): void => {
      if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
        for (const [key, inner] of Object.entries(value)) add([...at, key], inner);
      } else document.setIn(at, value);
    };
    add([], parseDocument(example).toJS());
    writeFileSync(target, document.toString());
  }
  return loadFacts({ flowsDir: folder, localesDir: path.join(root, 'locales') });
}

describe('docs/facts.md', () => {
  const ask = asking(followed());

  it('names the file of every example', () => {
    expect(examples.length).toBeGreaterThan(4);
    expect(examples.filter(({ text: example }) => fileOf(example) === undefined)).toEqual([]);
  });

  it('shows dates that are then offered until their deadline', () => {
    const now = '2027-05-20T12:00:00+09:00';
    expect(idsOf(ask('events-upcoming', { now }), 'events')).toEqual([
      'seminar-2027-05-30-hachioji',
      'individual-weekend-2027-05-30-hachioji',
      'joint-2027-06-12-east-hall',
    ]);
    expect(idsOf(ask('events-upcoming', { now: '2027-05-27T17:00:00+09:00' }), 'events')).toEqual([
      'joint-2027-06-12-east-hall',
    ]);
  });

  it('shows news that then comes and goes', () => {
    expect(ask('news', { now: '2027-05-12T23:00:00+09:00' }).outcome).toBe('some');
    expect(ask('news', { now: '2027-05-13T00:00:00+09:00' }).outcome).toBe('none');
  });

  it('shows decisions about peer days that are then told', () => {
    const days = listOf(ask('peer-days', { now: '2027-09-10T12:00:00+09:00' }), 'days');
    expect(days.slice(0, 2).map(({ id }) => id)).toEqual([
      'peer-2027-09-30-person',
      'peer-2027-10-14-family',
    ]);
  });

  it('shows a window that is then told', () => {
    expect(ask('visit-window', { facts: { municipality: 'setagaya' } }).outcome).toBe('window');
  });
});
