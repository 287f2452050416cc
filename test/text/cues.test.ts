import { cueBook, cuePiecesOf, normalise, weightedPiecesOf } from '../../src/text';

const book = cueBook({ phone: ['デンワ', '電話', 'call', 'tel'], want: ['したい', '！？'], now: ['今'] }, 3);

test('an idea is met in whichever way it is written', () => {
  for (const text of ['電話', 'でんわ', 'ﾃﾞﾝﾜ', 'CALL', 'I am calling', 'tel']) {
    expect(cuePiecesOf(normalise(text), book)).toEqual(['c:phone']);
  }
});

test('a Latin phrase begins a word, and a short one is a whole word', () => {
  for (const text of ['recall', 'hotel', 'tell me', 'Itel']) {
    expect(cuePiecesOf(normalise(text), book)).toEqual([]);
  }
  expect(cuePiecesOf(normalise('tell me your tel'), book)).toEqual(['c:phone']);
  expect(cuePiecesOf(normalise('tel番号'), book)).toEqual(['c:phone']);
});

test('two ideas in a text are a piece of their own', () => {
  expect(cuePiecesOf(normalise('今電話したい'), book)).toEqual([
    'c:phone',
    'c:phone+want',
    'c:phone+now',
    'c:want',
    'c:want+now',
    'c:now',
  ]);
});

test('a phrase without words is met nowhere', () => {
  expect(cuePiecesOf(normalise('えっ！？'), book)).toEqual([]);
});

test('an idea counts for more than an n-gram, and only where a book is given', () => {
  const plain = weightedPiecesOf('電話', { from: 1, to: 2 });
  const heavier = weightedPiecesOf('電話', { from: 1, to: 2, cues: book });
  expect([...plain.values()].every((times) => times === 1)).toBe(true);
  expect([...heavier]).toEqual([...plain, ['c:phone', 3]]);
});
