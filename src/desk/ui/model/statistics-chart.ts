import type { Statistics, StatisticsId, StatisticsSeries } from '../../api';
import { addMonths, type CalendarMonth } from './calendar-month';

/** The server answers for so many months at once. */
export const mostMonths = 36;

/** A number with its bar. */
export interface ChartCell {
  readonly month: CalendarMonth;
  /** Null: hidden. */
  readonly value: number | null;
  /** The height of its bar, from 0 to 1; 0 where nothing may be drawn. */
  readonly share: number;
}

export interface ChartRow {
  readonly part: string;
  readonly cells: readonly ChartCell[];
}

export interface Chart {
  readonly id: StatisticsId;
  readonly unit: StatisticsSeries['unit'];
  readonly rows: readonly ChartRow[];
}

/**
 * The charts of what the server counted. The bars of all parts of one chart have the same measure, so that they can be
 * compared; what is counted over all parts has its own, or it would press them flat.
 */
export function chartsOf({ months, series }: Statistics): readonly Chart[] {
  return series.map(({ id, unit, rows }) => {
    const most = (isAll: boolean) =>
      Math.max(
        0,
        ...rows.filter(({ part }) => (part === 'all') === isAll).flatMap(({ values }) => shown(values)),
      );
    const measures = { all: most(true), parts: most(false) };
    return {
      id,
      unit,
      rows: rows.map(({ part, values }) => ({
        part,
        cells: months.map((month, index) => {
          const value = values[index] ?? null;
          const measure = part === 'all' ? measures.all : measures.parts;
          return { month, value, share: value === null || measure === 0 ? 0 : value / measure };
        }),
      })),
    };
  });
}

/** Whether there is no number to look at: nothing was counted, or so little that all of it is hidden. */
export function isEmpty({ series }: Statistics): boolean {
  return series.every(({ rows }) =>
    rows.every(({ values }) => values.every((value) => value === null || value === 0)),
  );
}

/** Whether something in it is hidden. */
export function hidesSomething({ series }: Statistics): boolean {
  return series.some(({ rows }) => rows.some(({ values }) => values.includes(null)));
}

/** The months that may be chosen, the newest first. @param thisMonth the month that is not over yet */
export function monthChoices(thisMonth: CalendarMonth): readonly CalendarMonth[] {
  return Array.from({ length: mostMonths }, (_, index) => addMonths(thisMonth, -index));
}

function shown(values: readonly (number | null)[]): readonly number[] {
  return values.filter((value) => value !== null);
}
