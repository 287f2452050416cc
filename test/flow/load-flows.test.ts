import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatProblem, loadFlows } from '../../src/flow';
import { copySmallSet, loadSmallSet } from './small-set';

describe('loading flows', () => {
  it('gives a set that cannot be changed', () => {
    const flows = loadSmallSet();
    expect(Object.isFrozen(flows)).toBe(true);
  });

  it('carries the words that code says, per language', () => {
    const root = copySmallSet();
    try {
      for (const language of ['ja', 'ja-easy', 'en']) {
        writeFileSync(join(root, 'locales', language, 'errors.yaml'), `fault: sorry in ${language}\n`);
      }
      const loaded = loadFlows({ flows: join(root, 'flows'), locales: join(root, 'locales') });
      expect(loaded.ok && loaded.flows.words.en.get('errors')).toEqual({ fault: 'sorry in en' });
    } finally {
      rmSync(root, { recursive: true });
    }
  });

  it('lists everything that is missing when there is nothing at all', () => {
    const empty = mkdtempSync(join(tmpdir(), 'madobe-flows-'));
    try {
      const loaded = loadFlows({ flows: join(empty, 'flows'), locales: join(empty, 'locales') });
      expect(loaded.ok ? [] : loaded.problems.map(formatProblem)).toEqual([
        'flows:1: is missing or cannot be read: add this folder',
        'flows/moves.yaml:1: is missing or cannot be read: add this file',
        'flows/organisation.yaml:1: is missing or cannot be read: add this file',
        'locales/en:1: is missing or cannot be read: add this folder',
        'locales/en/moves.yaml:1 (en): is missing or cannot be read: add this file',
        'locales/ja:1: is missing or cannot be read: add this folder',
        'locales/ja-easy:1: is missing or cannot be read: add this folder',
        'locales/ja-easy/moves.yaml:1 (ja-easy): is missing or cannot be read: add this file',
        'locales/ja/moves.yaml:1 (ja): is missing or cannot be read: add this file',
      ]);
    } finally {
      rmSync(empty, { recursive: true });
    }
  });
});
