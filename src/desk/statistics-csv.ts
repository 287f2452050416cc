import type { Statistics, StatisticsId } from './api';

/** What stands in the file beside numbers. */
export interface StatisticsWords {
  readonly month: string;
  /** In place of a number that is not shown. */
  readonly hidden: string;
  readonly series: Readonly<Record<StatisticsId, string>>;
  /** By part; one that is missing is written as it is. */
  readonly parts: Readonly<Record<string, string>>;
}

/** Spreadsheets read Japanese in a file that begins with this. */
const BYTE_ORDER_MARK = '\u{feff}';

/** The tables as one: a line for each month, a column for each part. RFC 4180. */
export function statisticsCsv({ months, series }: Statistics, words: StatisticsWords): string {
  const columns = series.flatMap(({ id, rows }) =>
    rows.map(({ part, values }) => ({
      name: `${words.series[id]} ${words.parts[part] ?? part}`,
      values,
    })),
  );
  const lines = [
    [words.month, ...columns.map(({ name }) => name)],
    ...months.map((month, index) => [
      month,
      ...columns.map(({ values }) => String(values[index] ?? words.hidden)),
    ]),
  ];
  return BYTE_ORDER_MARK + lines.map((line) => `${line.map(quoted).join(',')}\r\n`).join('');
}

function quoted(field: string): string {
  return /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
