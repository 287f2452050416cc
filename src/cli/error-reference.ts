import { type ErrorRow, errorTable } from '../errors';

/** The table of errors as Markdown, for `docs/errors.md`. */
export function renderErrorReference(): string {
  const head = [
    'Code',
    'HTTP status',
    'Tried again',
    'What the person is told',
    'What it means, and what to do',
  ];
  const rows = Object.entries<ErrorRow>(errorTable).map(([code, row]) => [
    `\`${code}\``,
    String(row.status),
    row.retryable ? 'yes' : 'no',
    row.person === null ? '–' : `\`${row.person}\``,
    row.staff.replaceAll('|', '\\|'),
  ]);
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
