import path from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import {
  loadSafetyScreener,
  measureScreening,
  SafetyFilesError,
  type Screener,
  type Screening,
  safetyLabels,
  screen,
} from '../safety';
import { evalCommand } from './eval-command';
import { confusionLines, labelLines, percent } from './render-figures';
import { processTerminal, type Terminal } from './terminal';

const safetyLineSchema = z.looseObject({
  text: z.string(),
  label: z.enum(safetyLabels),
  urgent: z.boolean(),
});

/** One example with what screening made of it. */
interface Judged {
  readonly row: z.infer<typeof safetyLineSchema>;
  readonly screening: Screening;
}

/** `madobe safety eval`: how well danger is recognised. */
export function safetyEvalCommand(terminal: Terminal = processTerminal): Command {
  return evalCommand(
    {
      group: 'safety',
      description: 'measure on your own examples how well danger is recognised',
      line: '{"text": "…", "label": "none", "urgent": false}',
      schema: safetyLineSchema,
      notes: [
        `Labels: ${safetyLabels.join(', ')}.`,
        'Nothing is stored or sent. What it learns from is in flows/safety; examples it learned from say nothing about',
        'words it has never seen.',
      ],
      load: screenerOrFault,
      judge: (screener, row): Judged => ({ row, screening: screen(screener, row.text) }),
      asJson,
      asText,
    },
    terminal,
  );
}

function screenerOrFault(flowsDirectory: string, terminal: Terminal): Screener | null {
  try {
    return loadSafetyScreener(path.join(flowsDirectory, 'safety'));
  } catch (fault) {
    if (!(fault instanceof SafetyFilesError)) throw fault;
    terminal.errors.write(`${fault.message}\n`);
    terminal.exitWith(1);
    return null;
  }
}

function figuresOf(judged: readonly Judged[]) {
  return measureScreening(
    judged.map(({ row: { label, urgent }, screening }) => ({
      label,
      urgent,
      predicted: screening.label,
      predictedUrgent: screening.urgent,
    })),
  );
}

function asJson(judged: readonly Judged[]): object {
  const { n, ...figures } = figuresOf(judged);
  const rows = judged.map(({ row, screening }) => ({
    ...row,
    predicted: screening.label,
    predictedUrgent: screening.urgent,
  }));
  return { n, rows, ...figures };
}

function asText(judged: readonly Judged[]): readonly string[] {
  const figures = figuresOf(judged);
  const misses = judged.filter(
    ({ row, screening }) => row.label !== screening.label || row.urgent !== screening.urgent,
  );
  return [
    `${figures.n} examples, accuracy ${percent(figures.accuracy)}`,
    `urgent: ${percent(figures.urgentRecall)} found, ${percent(figures.urgentPrecision)} of those found are`,
    `danger: ${percent(figures.dangerRecall)} found`,
    `false alarms on none: ${percent(figures.falseAlarmRate)}`,
    '',
    ...labelLines('label', figures.labels),
    ...confusionLines(figures.confusion),
    ...(misses.length === 0 ? [] : ['', 'misses:']),
    ...misses.map(
      ({ row, screening }) =>
        `  ${shown(row)} taken for ${shown(screening)}: ${JSON.stringify(row.text)} (${screening.because.join(', ')})`,
    ),
  ];
}

function shown({ label, urgent }: { readonly label: string; readonly urgent: boolean }): string {
  return urgent ? `${label}, urgent,` : label;
}
