import fc from 'fast-check';
import { SHOWN_FROM, shownDivision, shownDivisions } from '../../src/desk/statistics-hiding';

const parts = fc.array(fc.nat({ max: 12 }), { minLength: 1, maxLength: 6 });
const isSmall = (count: number) => count < SHOWN_FROM;

test('no count under five is shown, no sum under five, and nothing that is shown is wrong', () => {
  fc.assert(
    fc.property(parts, (counts) => {
      const { total, parts: shown } = shownDivision(counts);
      shown.forEach((each, index) => {
        if (each === null) return;
        expect(each).toBe(counts[index]);
        expect(isSmall(each)).toBe(false);
      });
      if (total === null) return;
      expect(total).toBe(counts.reduce((sum, count) => sum + count, 0));
      expect(isSmall(total)).toBe(false);
    }),
  );
});

test('a small count cannot be worked out: for each there are other counts that are shown in exactly the same way', () => {
  fc.assert(
    fc.property(parts, (counts) => {
      const published = shownDivision(counts);
      counts.forEach((count, index) => {
        if (!isSmall(count)) return;
        const others = counts.flatMap((_, other) => {
          // Where nothing at all is shown, one fewer or more would not be seen; else the count of another might be theirs.
          const changed = [...counts];
          if (published.total === null) changed[index] = count === 0 ? 1 : count - 1;
          else [changed[index], changed[other]] = [counts[other] ?? 0, count];
          return changed[index] === count ? [] : [changed];
        });
        expect(
          others.some((other) => JSON.stringify(shownDivision(other)) === JSON.stringify(published)),
        ).toBe(true);
        if (published.total === null) return;
        // Not even that it is small: another of the hidden ones is not.
        const same = others.filter(
          (other) => JSON.stringify(shownDivision(other)) === JSON.stringify(published),
        );
        expect(same.some((other) => !isSmall(other[index] ?? 0))).toBe(true);
      });
    }),
  );
});

test('several divisions of the same people do not tell what one of them hides', () => {
  fc.assert(
    fc.property(fc.array(parts, { minLength: 1, maxLength: 3 }), (divisions) => {
      const shown = shownDivisions(divisions);
      const hidesAll = shown.filter(({ total }) => total === null);
      // All or none: one total that is shown would be the total of all.
      expect([0, shown.length]).toContain(hidesAll.length);
      for (const { parts: each } of hidesAll) expect(each.every((part) => part === null)).toBe(true);
    }),
  );
});

test('what is large enough throughout is shown as it is', () => {
  expect(shownDivision([5, 9, 7])).toEqual({ total: 21, parts: [5, 9, 7] });
  expect(shownDivision([20, 9, 1])).toEqual({ total: 30, parts: [20, null, null] });
  expect(shownDivision([20, 0, 9, 9])).toEqual({ total: 38, parts: [20, null, null, null] });
  expect(shownDivision([4, 4, 4])).toEqual({ total: null, parts: [null, null, null] });
});
