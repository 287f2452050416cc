import {
  judge,
  packModels,
  parseModel,
  serialiseModel,
  trainLinearModel,
  unpackModels,
} from '../../src/text';

const model = trainLinearModel(
  [
    { text: '電話の時間は', label: 'phone' },
    { text: '電話番号を知りたい', label: 'phone' },
    { text: 'ありがとう', label: 'thanks' },
    { text: '助かりました', label: 'thanks' },
  ],
  { nGrams: { from: 1, to: 2 }, minTexts: 1, epochs: 5, rate: 0.3, decay: 1e-5 },
);
const isAny = (label: string): label is string => label !== '';

test('models that were packed together are the same when they are taken out', () => {
  const models = unpackModels(packModels('a', { one: model, other: model }), 'a');
  expect([...(models?.keys() ?? [])]).toEqual(['one', 'other']);
  for (const bytes of models?.values() ?? [])
    expect(judge(parseModel(bytes, isAny), '電話')).toEqual(judge(model, '電話'));
});

test('models that were trained on other material are not taken', () => {
  expect(unpackModels(packModels('a', { one: model }), 'b')).toBeNull();
});

test('a file that is cut short anywhere, or is something else, is refused', () => {
  const bytes = serialiseModel(model);
  for (let length = 0; length < bytes.length; length += 7)
    expect(() => parseModel(bytes.subarray(0, length), isAny)).toThrow();
  expect(() => unpackModels(Buffer.from('{"fingerprint":'), 'a')).toThrow();
  expect(() => unpackModels(serialiseModel(model), 'a')).toThrow('holds no models');
});
