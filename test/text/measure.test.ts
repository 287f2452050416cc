import { measure } from '../../src/text';

test('accuracy, precision, recall and confusion are those one counts by hand', () => {
  const figures = measure([
    { expected: 'a', predicted: 'a' },
    { expected: 'a', predicted: 'b' },
    { expected: 'b', predicted: 'b' },
    { expected: 'b', predicted: 'b' },
  ]);
  expect(figures.n).toBe(4);
  expect(figures.accuracy).toBe(0.75);
  expect(figures.labels).toEqual([
    { label: 'a', count: 2, precision: 1, recall: 0.5 },
    { label: 'b', count: 2, precision: 2 / 3, recall: 1 },
  ]);
  expect(figures.confusion).toEqual({ a: { a: 1, b: 1 }, b: { b: 2 } });
});

test('a label that was never said, or is never true, has no precision or recall rather than a made-up one', () => {
  const { labels } = measure([{ expected: 'a', predicted: 'b' }]);
  expect(labels).toEqual([
    { label: 'a', count: 1, precision: null, recall: 0 },
    { label: 'b', count: 0, precision: 0, recall: null },
  ]);
});
