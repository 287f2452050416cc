import { readFileSync } from 'node:fs';
import path from 'node:path';
import { measureScreening, type SafetyLabel, screen } from '../../src/safety';
import { readSafetyMaterial } from '../../src/safety/read-safety-material';
import { safetyClassOf } from '../../src/safety/safety-label';
import { trainSafetyModel } from '../../src/safety/train-safety-model';

interface Row {
  readonly text: string;
  readonly label: SafetyLabel;
  readonly urgent: boolean;
}

function hand(number: 1 | 2 | 4 | 5): readonly Row[] {
  return readFileSync(path.resolve(__dirname, `../sets/hand-${number}/safety.jsonl`), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Row => JSON.parse(line))
    .map((row) => ({ ...row, text: row.text.trim() }));
}

const material = readSafetyMaterial(path.resolve(__dirname, '../../flows/safety'));

it('trained without a hand, screening finds most of what is dangerous in it, and raises few false alarms', () => {
  const asked = hand(4);
  const unseen = new Set(asked.map(({ text }) => text));
  const examples = material.examples.filter(({ text }) => !unseen.has(text));
  const screener = { material, model: trainSafetyModel({ ...material, examples }) };
  const figures = measureScreening(
    asked.map((row) => {
      const { label, urgent } = screen(screener, row.text);
      return { ...row, predicted: label, predictedUrgent: urgent };
    }),
  );
  expect(figures.urgentRecall).toBeGreaterThanOrEqual(0.9);
  expect(figures.dangerRecall).toBeGreaterThanOrEqual(0.9);
  expect(figures.falseAlarmRate).toBeLessThanOrEqual(0.05);
}, 120_000);

it('every hand for development is learnt, with its own labels', () => {
  const learnt = new Map(material.examples.map(({ text, label }) => [text, label]));
  for (const number of [1, 2, 4, 5] as const) {
    for (const { text, label, urgent } of hand(number)) {
      expect([text, learnt.get(text)]).toEqual([text, safetyClassOf(label, urgent)]);
    }
  }
});
