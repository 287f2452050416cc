import { Command } from 'commander';
import { z } from 'zod';
import { measure, share } from '../text';
import { lintWording, type WordingFinding } from '../wording';
import { configOrFaults } from './config-or-faults';
import { readExampleFile } from './read-example-file';
import { processTerminal, type Terminal } from './terminal';
import { wordingLinterOrFaults } from './wording-linter-or-faults';

interface EvalOptions {
  readonly json?: boolean;
  readonly flows?: string;
}

const wordingLineSchema = z.looseObject({ text: z.string(), coercive: z.boolean() });

/** One example with what was found in it. */
interface Judged {
  readonly row: z.infer<typeof wordingLineSchema>;
  readonly findings: readonly WordingFinding[];
}

/** `madobe wording eval`: status 0 when it measured, 1 when the rules are at fault, 2 when the file cannot be used. */
export function wordingEvalCommand(terminal: Terminal = processTerminal): Command {
  return new Command('eval')
    .description('measure on your own examples how well words that press are found')
    .argument('<file>', 'one object a line: {"text": "…", "coercive": true}')
    .option('--json', 'print the figures and every row for a machine')
    .option('--flows <folder>', 'where the flows are (default: MADOBE_FLOWS_DIR, else those that come along)')
    .addHelpText(
      'after',
      [
        '',
        'Examples:',
        '  $ npx madobe wording eval our-examples.jsonl',
        '  $ npx madobe wording eval our-examples.jsonl --json',
        '',
        'Nothing is stored or sent. An example counts as found when anything in it is pointed at. What it learns from',
        'is in flows/wording; sentences it learned from say nothing about sentences it has never seen.',
      ].join('\n'),
    )
    .action(async (file: string, options: EvalOptions) => {
      const config = configOrFaults(terminal);
      if (config === null) return;
      const examples = readExampleFile(file, wordingLineSchema);
      if ('fault' in examples) {
        terminal.errors.write(`${examples.fault}\n`);
        terminal.exitWith(2);
        return;
      }
      const linter = wordingLinterOrFaults(options.flows ?? config.flowsDirectory, terminal);
      if (linter === null) return;
      const judged: Judged[] = [];
      for (const row of examples.rows) judged.push({ row, findings: await lintWording(linter, row.text) });
      terminal.output.write(options.json ? asJson(judged) : asText(judged));
    });
}

function isFound({ findings }: Judged): boolean {
  return findings.length > 0;
}

function figuresOf(judged: readonly Judged[]) {
  const nameOf = (coercive: boolean) => (coercive ? 'coercive' : 'gentle');
  const { accuracy, confusion } = measure(
    judged.map((each) => ({ expected: nameOf(each.row.coercive), predicted: nameOf(isFound(each)) })),
  );
  const coercive = judged.filter(({ row }) => row.coercive);
  const gentle = judged.filter(({ row }) => !row.coercive);
  return {
    accuracy,
    /** Of the coercive, the share that was found; null when there are none. */
    recall: share(coercive.filter(isFound).length, coercive.length),
    /** Of the gentle, the share that was flagged; null when there are none. */
    falsePositiveRate: share(gentle.filter(isFound).length, gentle.length),
    precision: share(coercive.filter(isFound).length, judged.filter(isFound).length),
    confusion,
  };
}

function asJson(judged: readonly Judged[]): string {
  const rows = judged.map((each) => ({
    ...each.row,
    predicted: isFound(each),
    categories: [...new Set(each.findings.map(({ category }) => category))],
  }));
  return `${JSON.stringify({ n: judged.length, rows, ...figuresOf(judged) })}\n`;
}

function asText(judged: readonly Judged[]): string {
  const { accuracy, recall, falsePositiveRate, precision, confusion } = figuresOf(judged);
  const count = (expected: string, predicted: string) =>
    String(confusion[expected]?.[predicted] ?? 0).padStart(9);
  const missed = judged.filter((each) => each.row.coercive && !isFound(each));
  const flagged = judged.filter((each) => !each.row.coercive && isFound(each));
  return [
    `${judged.length} examples, accuracy ${percent(accuracy)}`,
    `coercive found ${percent(recall)}, gentle flagged ${percent(falsePositiveRate)}, precision ${percent(precision)}`,
    '',
    `${''.padEnd(10)}    found  let pass`,
    `coercive  ${count('coercive', 'coercive')} ${count('coercive', 'gentle')}`,
    `gentle    ${count('gentle', 'coercive')} ${count('gentle', 'gentle')}`,
    ...(missed.length === 0 ? [] : ['', 'coercive, and not found:']),
    ...missed.map(({ row }) => `  ${JSON.stringify(row.text)}`),
    ...(flagged.length === 0 ? [] : ['', 'gentle, and flagged:']),
    ...flagged.map(({ row, findings }) => {
      const why = findings.map(({ category, by, because }) => `${category} (${by}: ${because.join(' ')})`);
      return `  ${JSON.stringify(row.text)}: ${why.join(', ')}`;
    }),
    '',
  ].join('\n');
}

function percent(part: number | null): string {
  return part === null ? '–' : `${(part * 100).toFixed(1)} %`;
}
