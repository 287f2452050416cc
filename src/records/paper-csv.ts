import type { Paper } from './paper';

/** The names of the columns, in their order. */
export type PaperColumns = readonly [chapter: string, name: string, value: string, by: string, at: string];

/** Without it, the spreadsheet that most offices have takes Japanese for another encoding. */
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * A paper as CSV (RFC 4180) in UTF-8, with a mark of byte order. A cell that a spreadsheet would take for a formula is
 * led by an apostrophe: what somebody wrote must not run on a colleague's computer.
 */
export function paperCsv(paper: Paper, columns: PaperColumns): string {
  const rows = paper.chapters.flatMap(({ title, rows: written }) =>
    written.map(({ name, value, by, at }) => [title, name, value, by, at]),
  );
  return BYTE_ORDER_MARK + [columns, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
