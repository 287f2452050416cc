import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadMeaning } from '../../../src/app/content';
import { quickestOf } from '../../support/quickest-of';

const root = path.resolve(__dirname, '..', '..', '..');
const flows = path.join(root, 'flows');

/** Development lines, as people write: what a turn meets. */
const written = readFileSync(path.join(root, 'test', 'sets', 'hand-1', 'safety.jsonl'), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => (JSON.parse(line) as { readonly text: string }).text);

describe('the judges of what people write', () => {
  it('are there soon after the start, when the build has made their models', () => {
    const began = performance.now();
    expect(loadMeaning(flows)).toMatchObject({ ready: expect.anything(), problems: [] });
    expect(performance.now() - began).toBeLessThan(1500);
  });

  it('screen a message in less than 2 ms', async () => {
    const { ready } = loadMeaning(flows);
    // The machine is shared, so a message may wait for somebody else's work: its quickest time of three counts.
    const took = await quickestOf(
      3,
      written.map((text) => async () => ready?.screen(text)),
    );
    const nineOfTen = took.toSorted((a, b) => a - b)[Math.floor(took.length * 0.9)];
    expect(nineOfTen).toBeLessThan(2);
  });

  it('tell danger, and what is asked for', () => {
    const { ready } = loadMeaning(flows);
    expect(ready?.screen('もう死にたい')).toMatchObject({ label: 'suicide', urgent: false });
    expect(ready?.understand('電話番号が知りたいのですが')).toMatchObject({
      intent: 'phone_info',
      sure: true,
    });
  });

  describe('with files of an organisation that cannot be used', () => {
    let copy: string;
    beforeEach(() => {
      copy = mkdtempSync(path.join(tmpdir(), 'madobe-meaning-'));
      cpSync(flows, copy, { recursive: true });
    });
    afterEach(() => rmSync(copy, { recursive: true }));

    it('say which file, and quote nothing from it', () => {
      writeFileSync(path.join(copy, 'safety', 'rules.yaml'), 'rules: [{ name: ひみつ }]\n');
      const { ready, problems } = loadMeaning(copy);
      expect(ready).toBeNull();
      expect(problems.join('\n')).toMatch(/^flows\/safety: rules\.yaml cannot be used/);
      expect(problems.join('\n')).not.toContain('ひみつ');
    });

    it('say that a folder is missing', () => {
      rmSync(path.join(copy, 'safety'), { recursive: true });
      expect(loadMeaning(copy).problems[0]).toMatch(/^flows\/safety: /);
    });

    it('name the intent file', () => {
      writeFileSync(path.join(copy, 'intents', 'thanks.yaml'), 'specVersion: 7\n');
      expect(loadMeaning(copy).problems[0]).toMatch(/^flows\/intents: thanks\.yaml:/);
    });
  });
});
