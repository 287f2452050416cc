import path from 'node:path';
import { Command } from 'commander';
import type { z } from 'zod';
import { type Figures, type LinearModel, measure, share } from '../text';
import {
  type Intent,
  IntentFilesError,
  intentLineSchema,
  loadIntentModel,
  type RecognisedIntent,
  recogniseIntent,
} from '../understanding';
import { configOrFaults } from './config-or-faults';
import { readExampleFile } from './read-example-file';
import { processTerminal, type Terminal } from './terminal';

interface EvalOptions {
  readonly json?: boolean;
  readonly flows?: string;
}

/** One example with what was made of it. */
interface Judged {
  readonly row: z.infer<typeof intentLineSchema>;
  readonly recognised: RecognisedIntent;
}

const builtModelFile = path.join(__dirname, '..', 'models', 'intents.json');

/** `madobe intents eval`: status 0 when it measured, 1 when the intents are at fault, 2 when the file cannot be used. */
export function intentsEvalCommand(terminal: Terminal = processTerminal): Command {
  return new Command('eval')
    .description('measure on your own examples how well intents are recognised')
    .argument('<file>', 'one object a line: {"text": "…", "intent": "phone_info"}')
    .option('--json', 'print the figures and every row for a machine')
    .option('--flows <folder>', 'where the flows are (default: MADOBE_FLOWS_DIR, else those that come along)')
    .addHelpText(
      'after',
      [
        '',
        'Examples:',
        '  $ npx madobe intents eval our-examples.jsonl',
        '  $ npx madobe intents eval our-examples.jsonl --json',
        '',
        'Nothing is stored or sent. What is measured are the likeliest intents, also where Madobe would ask back',
        'because it is unsure. The phrases it learns from are in flows/intents; add your own there.',
      ].join('\n'),
    )
    .action((file: string, options: EvalOptions) => {
      const config = configOrFaults(terminal);
      if (config === null) return;
      const examples = readExampleFile(file, intentLineSchema);
      if ('fault' in examples) {
        terminal.errors.write(`${examples.fault}\n`);
        terminal.exitWith(2);
        return;
      }
      const model = modelOrFaults(path.join(options.flows ?? config.flowsDirectory, 'intents'), terminal);
      if (model === null) return;
      const judged = examples.rows.map((row) => ({ row, recognised: recogniseIntent(model, row.text) }));
      terminal.output.write(options.json ? asJson(judged) : asText(judged));
    });
}

function modelOrFaults(directory: string, terminal: Terminal): LinearModel<Intent> | null {
  try {
    return loadIntentModel(directory, builtModelFile);
  } catch (fault) {
    if (!(fault instanceof IntentFilesError)) throw fault;
    for (const problem of fault.problems) terminal.errors.write(`${problem}\n`);
    terminal.exitWith(1);
    return null;
  }
}

function figuresOf(judged: readonly Judged[]): Figures {
  return measure(
    judged.map(({ row, recognised }) => ({ expected: row.intent, predicted: recognised.intent })),
  );
}

/** What happens where Madobe would act, and where it would ask back. */
function surenessOf(judged: readonly Judged[]) {
  const sure = judged.filter(({ recognised }) => recognised.sure);
  const unsure = judged.filter(({ recognised }) => !recognised.sure);
  const right = ({ row, recognised }: Judged) => row.intent === recognised.intent;
  const offered = ({ row, recognised }: Judged) => recognised.nearest.includes(row.intent);
  return {
    sure: sure.length,
    accuracyWhenSure: share(sure.filter(right).length, sure.length),
    unsure: unsure.length,
    offeredWhenUnsure: share(unsure.filter(offered).length, unsure.length),
  };
}

function asJson(judged: readonly Judged[]): string {
  const { n, ...figures } = figuresOf(judged);
  const rows = judged.map(({ row, recognised }) => ({ ...row, predicted: recognised.intent }));
  return `${JSON.stringify({ n, rows, ...figures, ...surenessOf(judged) })}\n`;
}

function asText(judged: readonly Judged[]): string {
  const { n, accuracy, labels, confusion } = figuresOf(judged);
  const { sure, accuracyWhenSure, unsure, offeredWhenUnsure } = surenessOf(judged);
  const misses = judged.filter(({ row, recognised }) => row.intent !== recognised.intent);
  return [
    `${n} examples, accuracy ${percent(accuracy)}`,
    `sure of ${sure}: ${percent(accuracyWhenSure)} right`,
    `unsure of ${unsure}: ${percent(offeredWhenUnsure)} among the two or three that are offered`,
    '',
    `${'intent'.padEnd(18)}${['count', 'precision', 'recall'].map((head) => head.padStart(11)).join('')}`,
    ...labels.map(
      ({ label, count, precision, recall }) =>
        `${label.padEnd(18)}${[String(count), percent(precision), percent(recall)].map((cell) => cell.padStart(11)).join('')}`,
    ),
    ...(misses.length === 0 ? [] : ['', 'taken for something else:']),
    ...Object.entries(confusion).flatMap(([expected, row]) =>
      Object.entries(row)
        .filter(([predicted]) => predicted !== expected)
        .map(([predicted, count]) => `${String(count).padStart(5)} × ${expected} taken for ${predicted}`),
    ),
    ...(misses.length === 0 ? [] : ['', 'misses:']),
    ...misses.map(({ row, recognised }) =>
      [
        `  ${row.intent} taken for ${recognised.intent} (${percent(recognised.confidence)})`,
        JSON.stringify(row.text),
      ].join(': '),
    ),
    '',
  ].join('\n');
}

function percent(part: number | null): string {
  return part === null ? '–' : `${(part * 100).toFixed(1)} %`;
}
