import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  buildWordingModel,
  createWordingLinter,
  lintWording,
  loadWordingLinter,
  readWordingMaterial,
  trainWordingModel,
  type WordingExample,
  WordingFilesError,
  wordingCategories,
} from '../../src/wording';
import { wordingDirectory } from './shipped-linter';

const material = readWordingMaterial(wordingDirectory);

interface Row {
  readonly text: string;
  readonly coercive: boolean;
}

function hand(number: 1 | 2 | 5): readonly Row[] {
  const file = path.resolve(__dirname, `../sets/hand-${number}/wording.jsonl`);
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Row => JSON.parse(line));
}

function copyOfFiles(): string {
  const folder = path.join(mkdtempSync(path.join(tmpdir(), 'madobe-wording-')), 'wording');
  cpSync(wordingDirectory, folder, { recursive: true });
  return folder;
}

describe('the shipped examples', () => {
  it('are many, of every category and of gentle ones', () => {
    const count = (label: string) => material.examples.filter((example) => example.label === label).length;
    expect(material.examples.length).toBeGreaterThan(1_500);
    expect(count('gentle')).toBeGreaterThan(600);
    for (const category of wordingCategories) expect(count(category)).toBeGreaterThan(40);
  });

  it('are called gentle or pressing, never both', () => {
    const labels = new Map<string, boolean>();
    for (const { text, label } of material.examples) {
      expect([text, labels.get(text) ?? label === 'gentle']).toEqual([text, label === 'gentle']);
      labels.set(text, label === 'gentle');
    }
  });
});

describe('the model and the rules together', () => {
  const hands = [1, 2, 5] as const;
  const seen = new Set(hands.flatMap((number) => hand(number).map(({ text }) => text)));
  const own = material.examples.filter(({ text }) => !seen.has(text));

  it.each(hands)(
    'learned without hand %i, find 0.9 of what presses in it and flag 0.07 of the gentle',
    async (left) => {
      const more = hands
        .filter((number) => number !== left)
        .flatMap((number) => hand(number))
        .map(({ text, coercive }): WordingExample => ({ text, label: coercive ? 'unsorted' : 'gentle' }));
      const linter = createWordingLinter(material, trainWordingModel([...own, ...more]));
      const flagged = async (coercive: boolean) => {
        const rows = hand(left).filter((row) => row.coercive === coercive);
        let found = 0;
        for (const { text } of rows) if ((await lintWording(linter, text)).length > 0) found += 1;
        return found / rows.length;
      };
      expect(await flagged(true)).toBeGreaterThanOrEqual(0.9);
      expect(await flagged(false)).toBeLessThanOrEqual(0.07);
    },
  );
});

describe('loading', () => {
  const built = buildWordingModel(wordingDirectory);

  it('trains the same model every time', () => {
    expect(buildWordingModel(wordingDirectory).equals(built)).toBe(true);
  });

  it('takes the built model when it was trained on these examples, and it is the same model', () => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'madobe-model-')), 'wording.bin');
    const missing = loadWordingLinter(wordingDirectory, path.join(tmpdir(), 'madobe-no-such-model.bin'));
    writeFileSync(file, built);
    const started = performance.now();
    const loaded = loadWordingLinter(wordingDirectory, file);
    expect(performance.now() - started).toBeLessThan(1_000);
    expect(loaded.model.pressure.weights).toEqual(missing.model.pressure.weights);
    expect(loaded.model.category.labels).toEqual(missing.model.category.labels);
  });

  it('trains anew when an example was added since', () => {
    const folder = copyOfFiles();
    const file = path.join(folder, 'wording.bin');
    writeFileSync(file, built);
    writeFileSync(
      path.join(folder, 'examples', 'ours.yaml'),
      'gentle: [窓の外は雨ですね、おやすみなさい。]\n',
    );
    const { model, material: read } = loadWordingLinter(folder, file);
    expect(read.examples.length).toBe(material.examples.length + 1);
    expect(model.pressure.rows.size).not.toBe(trainWordingModel(material.examples).pressure.rows.size);
  });
});

describe('files that cannot be used', () => {
  it.each([
    ['an unknown heading', 'examples/ours.yaml', 'rude: [はい]\n', /ours\.yaml.*rude/s],
    [
      'a rule of no category',
      'prh.yml',
      'version: 1\nrules: [{ expected: a, patterns: [b] }]\n',
      /prh\.yml.*category/s,
    ],
    ['an exception without a reason', 'allowed.yaml', '- text: はい\n', /allowed\.yaml.*reason/s],
    ['no YAML', 'categories.yaml', '{', /categories\.yaml/],
  ])('are named, with what is wrong: %s', (_, file, content, said) => {
    const folder = copyOfFiles();
    writeFileSync(path.join(folder, file), content);
    expect(() => readWordingMaterial(folder)).toThrow(said);
    expect(() => readWordingMaterial(folder)).toThrow(WordingFilesError);
  });

  it('are named when they are missing', () => {
    const folder = copyOfFiles();
    rmSync(path.join(folder, 'examples'), { recursive: true });
    expect(() => readWordingMaterial(folder)).toThrow(/examples is missing: add this folder/);
  });
});
