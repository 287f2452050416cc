import type { Command } from 'commander';
import { z } from 'zod';
import { measure, share } from '../text';
import { lintWording, type WordingFinding } from '../wording';
import { evalCommand } from './eval-command';
import { percent } from './render-figures';
import { processTerminal, type Terminal } from './terminal';
import { wordingLinterOrFaults } from './wording-linter-or-faults';

const wordingLineSchema = z.looseObject({ text: z.string(), coercive: z.boolean() });

/** One example with what was found in it. */
interface Judged {
  readonly row: z.infer<typeof wordingLineSchema>;
  readonly findings: readonly WordingFinding[];
}

/** `madobe wording eval`: how well words that press are found. */
export function wordingEvalCommand(terminal: Terminal = processTerminal): Command {
  return evalCommand(
    {
      group: 'wording',
      description: 'measure on your own examples how well words that press are found',
      line: '{"text": "…", "coercive": true}',
      schema: wordingLineSchema,
      notes: [
        'Nothing is stored or sent. An example counts as found when anything in it is pointed at. What it learns from',
        'is in flows/wording; sentences it learned from say nothing about sentences it has never seen.',
      ],
      load: wordingLinterOrFaults,
      judge: async (linter, row): Promise<Judged> => ({ row, findings: await lintWording(linter, row.text) }),
      asJson,
      asText,
    },
    terminal,
  );
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

function asJson(judged: readonly Judged[]): object {
  const rows = judged.map((each) => ({
    ...each.row,
    predicted: isFound(each),
    categories: [...new Set(each.findings.map(({ category }) => category))],
  }));
  return { n: judged.length, rows, ...figuresOf(judged) };
}

function asText(judged: readonly Judged[]): readonly string[] {
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
  ];
}
