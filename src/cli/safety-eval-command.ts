import path from 'node:path';
import { Command } from 'commander';
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
import { configOrFaults } from './config-or-faults';
import { readExampleFile } from './read-example-file';
import { processTerminal, type Terminal } from './terminal';

interface EvalOptions {
  readonly json?: boolean;
  readonly flows?: string;
}

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

/** `madobe safety eval`: status 0 when it measured, 1 when the rules are at fault, 2 when the file cannot be used. */
export function safetyEvalCommand(terminal: Terminal = processTerminal): Command {
  return new Command('eval')
    .description('measure on your own examples how well danger is recognised')
    .argument('<file>', 'one object a line: {"text": "…", "label": "none", "urgent": false}')
    .option('--json', 'print the figures and every row for a machine')
    .option('--flows <folder>', 'where the flows are (default: MADOBE_FLOWS_DIR, else those that come along)')
    .addHelpText(
      'after',
      [
        '',
        'Examples:',
        '  $ npx madobe safety eval our-examples.jsonl',
        '  $ npx madobe safety eval our-examples.jsonl --json',
        '',
        `Labels: ${safetyLabels.join(', ')}.`,
        'Nothing is stored or sent. What it learns from is in flows/safety; examples it learned from say nothing about',
        'words it has never seen.',
      ].join('\n'),
    )
    .action((file: string, options: EvalOptions) => {
      const config = configOrFaults(terminal);
      if (config === null) return;
      const examples = readExampleFile(file, safetyLineSchema);
      if ('fault' in examples) {
        terminal.errors.write(`${examples.fault}\n`);
        terminal.exitWith(2);
        return;
      }
      const screener = screenerOrFault(path.join(options.flows ?? config.flowsDirectory, 'safety'), terminal);
      if (screener === null) return;
      const judged = examples.rows.map((row) => ({ row, screening: screen(screener, row.text) }));
      terminal.output.write(options.json ? asJson(judged) : asText(judged));
    });
}

function screenerOrFault(directory: string, terminal: Terminal): Screener | null {
  try {
    return loadSafetyScreener(directory);
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

function asJson(judged: readonly Judged[]): string {
  const { n, ...figures } = figuresOf(judged);
  const rows = judged.map(({ row, screening }) => ({
    ...row,
    predicted: screening.label,
    predictedUrgent: screening.urgent,
  }));
  return `${JSON.stringify({ n, rows, ...figures })}\n`;
}

function asText(judged: readonly Judged[]): string {
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
    `${'label'.padEnd(12)}${['count', 'precision', 'recall'].map((head) => head.padStart(11)).join('')}`,
    ...figures.labels.map(
      ({ label, count, precision, recall }) =>
        `${label.padEnd(12)}${[String(count), percent(precision), percent(recall)].map((cell) => cell.padStart(11)).join('')}`,
    ),
    ...(misses.length === 0 ? [] : ['', 'taken for something else:']),
    ...Object.entries(figures.confusion).flatMap(([expected, row]) =>
      Object.entries(row)
        .filter(([predicted]) => predicted !== expected)
        .map(([predicted, count]) => `${String(count).padStart(5)} × ${expected} taken for ${predicted}`),
    ),
    ...(misses.length === 0 ? [] : ['', 'misses:']),
    ...misses.map(
      ({ row, screening }) =>
        `  ${shown(row)} taken for ${shown(screening)}: ${JSON.stringify(row.text)} (${screening.because.join(', ')})`,
    ),
    '',
  ].join('\n');
}

function shown({ label, urgent }: { readonly label: string; readonly urgent: boolean }): string {
  return urgent ? `${label}, urgent,` : label;
}

function percent(part: number | null): string {
  return part === null ? '–' : `${(part * 100).toFixed(1)} %`;
}
