import type { Statistics } from '../../../src/desk/api';
import { chartsOf, hidesSomething, isEmpty, monthChoices } from '../../../src/desk/ui/model/statistics-chart';

const counted: Statistics = {
  months: ['2026-10', '2026-11'],
  series: [
    {
      id: 'contacts',
      unit: 'count',
      rows: [
        { part: 'all', values: [40, 20] },
        { part: 'individual', values: [10, null] },
        { part: 'family', values: [5, 0] },
      ],
    },
    { id: 'waiting', unit: 'minutes', rows: [{ part: 'all', values: [null, 12] }] },
  ],
};

describe('the charts of the statistics', () => {
  it('measure the parts of one chart alike, and all of them together by themselves', () => {
    const [contacts, waiting] = chartsOf(counted);
    expect(contacts?.rows.map(({ part, cells }) => [part, ...cells.map(({ share }) => share)])).toEqual([
      ['all', 1, 0.5],
      ['individual', 1, 0],
      ['family', 0.5, 0],
    ]);
    expect(waiting?.rows[0]?.cells).toEqual([
      { month: '2026-10', value: null, share: 0 },
      { month: '2026-11', value: 12, share: 1 },
    ]);
  });

  it('are empty when there is no number to look at: nothing was counted, or so little that it is hidden', () => {
    const only = (value: number | null): Statistics => ({
      months: ['2026-11'],
      series: [
        { id: 'newcomers', unit: 'count', rows: [{ part: 'all', values: [value] }] },
        { id: 'waiting', unit: 'minutes', rows: [{ part: 'all', values: [null] }] },
      ],
    });
    expect([0, 7, null].map((value) => isEmpty(only(value)))).toEqual([true, false, true]);
    expect(hidesSomething(counted)).toBe(true);
  });

  it('offer the months that can be asked for at once', () => {
    const months = monthChoices('2026-11');
    expect([months.length, months[0], months[10], months.at(-1)]).toEqual([
      36,
      '2026-11',
      '2026-01',
      '2023-12',
    ]);
  });
});
