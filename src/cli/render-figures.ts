import type { Figures } from '../text';

/** A share as people read it; a dash where there is nothing to take a share of. */
export function percent(part: number | null): string {
  return part === null ? '–' : `${(part * 100).toFixed(1)} %`;
}

/** Precision and recall of each label, one line each under a heading. @param head what the labels are */
export function labelLines(head: string, labels: Figures['labels']): readonly string[] {
  const width = Math.max(head.length, ...labels.map(({ label }) => label.length)) + 1;
  const line = (first: string, cells: readonly string[]) =>
    `${first.padEnd(width)}${cells.map((cell) => cell.padStart(11)).join('')}`;
  return [
    line(head, ['count', 'precision', 'recall']),
    ...labels.map(({ label, count, precision, recall }) =>
      line(label, [String(count), percent(precision), percent(recall)]),
    ),
  ];
}

/** What was taken for what, and how often; right answers are left out. */
export function confusionLines(confusion: Figures['confusion']): readonly string[] {
  const lines = Object.entries(confusion).flatMap(([expected, row]) =>
    Object.entries(row)
      .filter(([predicted]) => predicted !== expected)
      .map(([predicted, count]) => `${String(count).padStart(5)} × ${expected} taken for ${predicted}`),
  );
  return lines.length === 0 ? [] : ['', 'taken for something else:', ...lines];
}
