import fc from 'fast-check';
import { explain, judge, parseModel, serialiseModel, trainLinearModel } from '../../src/text';

const examples = [
  ...['電話の時間は', '電話は何時から', '電話番号を知りたい', 'でんわしたい'].map((text) => ({
    text,
    label: 'phone' as const,
  })),
  ...['ありがとう', 'ありがとうございます', '助かりました', 'thank you'].map((text) => ({
    text,
    label: 'thanks' as const,
  })),
];
const options = { nGrams: { from: 1, to: 3 }, minTexts: 1, epochs: 20, rate: 0.3, decay: 1e-5 };
const model = trainLinearModel(examples, options);

test('it finds again what it learnt, and what is like it', () => {
  for (const { text, label } of examples) expect(judge(model, text)[0].label).toBe(label);
  expect(judge(model, '電話は何時までですか')[0].label).toBe('phone');
  expect(judge(model, 'ありがとうね')[0].label).toBe('thanks');
});

test('probabilities of all labels add up to one, for any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const total = judge(model, text).reduce((sum, { probability }) => sum + probability, 0);
      expect(total).toBeCloseTo(1, 6);
    }),
  );
});

test('the same examples give the same model, bit for bit', () => {
  expect(serialiseModel(trainLinearModel(examples, options)).equals(serialiseModel(model))).toBe(true);
});

test('it is the same model after it was written and read', () => {
  const isLabel = (label: string): label is 'phone' | 'thanks' => label === 'phone' || label === 'thanks';
  const read = parseModel(serialiseModel(model), isLabel);
  expect(judge(read, '電話は')).toEqual(judge(model, '電話は'));
  expect(() => parseModel(serialiseModel(model), (label): label is never => label === '')).toThrow(
    'other labels',
  );
});

describe('a model that favours what is rare', () => {
  const rare = trainLinearModel(examples, {
    ...options,
    nGrams: { from: 1, to: 2, distant: true },
    favourRare: true,
  });

  test('knows again what it learnt, also after it was written and read', () => {
    const read = parseModel(
      serialiseModel(rare),
      (label): label is 'phone' | 'thanks' => label === 'phone' || label === 'thanks',
    );
    for (const { text, label } of examples) {
      expect(judge(rare, text)[0].label).toBe(label);
      expect(judge(read, text)).toEqual(judge(rare, text));
    }
  });

  test('lets a piece of one text count for more than a piece of many', () => {
    const scaleOf = (piece: string) => rare.scales?.[rare.rows.get(piece) ?? -1] ?? 0;
    expect(scaleOf('番')).toBeGreaterThan(scaleOf('電'));
    expect(model.scales).toBeUndefined();
  });
});

test('what moved it can be named', () => {
  expect(
    explain(model, '電話は何時', 'phone').some(({ piece }) => '電話'.includes(piece) || piece.includes('電')),
  ).toBe(true);
});

test('without two labels there is nothing to learn', () => {
  expect(() => trainLinearModel([{ text: 'a', label: 'x' }])).toThrow('two labels');
});
