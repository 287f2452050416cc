import fc from 'fast-check';
import type { Entry } from '../../../../src/channels/web/api';
import { markGone, mergeEntries } from '../../../../src/channels/web/ui/model/timeline';

const entry = (id: number, text = `${id}`): Entry => ({
  id,
  at: id,
  from: 'madobe',
  channel: 'web',
  what: { kind: 'text', text },
});

describe('the entries of a conversation', () => {
  it('stand in order and once each, however often and in whatever order they come', () => {
    const ids = fc.array(fc.integer({ min: 1, max: 30 }));
    fc.assert(
      fc.property(fc.array(ids), (deliveries) => {
        const merged = deliveries.reduce<readonly Entry[]>(
          (known, delivery) =>
            mergeEntries(
              known,
              delivery.map((id) => entry(id)),
            ),
          [],
        );
        const wanted = [...new Set(deliveries.flat())].sort((a, b) => a - b);
        expect(merged.map(({ id }) => id)).toEqual(wanted);
      }),
    );
  });

  it('are what was told last', () => {
    expect(mergeEntries([entry(1), entry(2)], [entry(1, 'anew')])).toEqual([entry(1, 'anew'), entry(2)]);
  });

  it('become gone in their place', () => {
    expect(markGone([entry(1), entry(2)], 1).map(({ what }) => what.kind)).toEqual(['gone', 'text']);
    expect(markGone([entry(1)], 7)).toEqual([entry(1)]);
  });
});
