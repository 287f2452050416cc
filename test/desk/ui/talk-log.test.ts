import fc from 'fast-check';
import { plainWords, withGone, withNewest, withOlder } from '../../../src/desk/ui/model/talk-log';
import { entryOf } from './entries';

const page = (from: number, to: number, more = false) => ({
  entries: Array.from({ length: to - from + 1 }, (_, index) => entryOf(from + index)),
  more,
});
const ids = (log: { readonly entries: readonly { readonly id: number }[] }) =>
  log.entries.map(({ id }) => id);

describe('the log of a talk', () => {
  it('keeps what is older, and takes the newest page as it is', () => {
    const log = withNewest(page(1, 5), page(4, 8, true));
    expect(ids(log)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(log.more).toBe(false);
  });

  it('shows an entry as the newest page has it: what was taken back is taken back', () => {
    const gone = { entries: [entryOf(4), entryOf(5, '', { what: { kind: 'gone' } })], more: true };
    expect(withNewest(page(1, 5), gone).entries.at(-1)?.what).toEqual({ kind: 'gone' });
  });

  it('has no entry that the whole log no longer has', () => {
    expect(ids(withNewest(page(1, 5), { entries: [], more: false }))).toEqual([]);
    expect(ids(withNewest(page(1, 5), page(3, 5)))).toEqual([3, 4, 5]);
  });

  it('lets go of the known rather than hide that something is missing between', () => {
    const log = withNewest(page(1, 5), page(50, 60, true));
    expect(ids(log)[0]).toBe(50);
    expect(log.more).toBe(true);
  });

  it('puts older ones before, each once', () => {
    const log = withOlder(page(5, 8, true), page(1, 5));
    expect(ids(log)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(log.more).toBe(false);
  });

  it('stays in order without doubles, whatever pages come', () => {
    const pages = fc.array(
      fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 9 }), fc.boolean()),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(pages, (all) => {
        let log = null;
        for (const [from, length, more] of all) log = withNewest(log, page(from, from + length, more));
        const shown = ids(log ?? { entries: [] });
        expect(shown).toEqual([...new Set(shown)].sort((a, b) => a - b));
      }),
    );
  });

  it('empties what was taken back, and everything where a person erased it', () => {
    expect(withGone(page(1, 3), 2).entries[1]?.what).toEqual({ kind: 'gone' });
    expect(withGone(page(1, 3, true), null)).toEqual({ entries: [], more: false });
  });

  it('quotes in one line', () => {
    expect(plainWords(entryOf(1, 'はじめて\nです'))).toBe('はじめて です');
    expect(plainWords(entryOf(1, '', { what: { kind: 'gone' } }))).toBe('');
  });
});
