import path from 'node:path';
import type { Command } from 'commander';
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
import { evalCommand } from './eval-command';
import { confusionLines, labelLines, percent } from './render-figures';
import { processTerminal, type Terminal } from './terminal';

/** One example with what was made of it. */
interface Judged {
  readonly row: z.infer<typeof intentLineSchema>;
  readonly recognised: RecognisedIntent;
}

const builtModelFile = path.join(__dirname, '..', 'models', 'intents.json');

/** `madobe intents eval`: how well free text is understood. */
export function intentsEvalCommand(terminal: Terminal = processTerminal): Command {
  return evalCommand(
    {
      group: 'intents',
      description: 'measure on your own examples how well intents are recognised',
      line: '{"text": "…", "intent": "phone_info"}',
      schema: intentLineSchema,
      notes: [
        'Nothing is stored or sent. What is measured are the likeliest intents, also where Madobe would ask back',
        'because it is unsure. The phrases it learns from are in flows/intents; add your own there.',
      ],
      load: modelOrFaults,
      judge: (model, row) => ({ row, recognised: recogniseIntent(model, row.text) }),
      asJson,
      asText,
    },
    terminal,
  );
}

function modelOrFaults(flowsDirectory: string, terminal: Terminal): LinearModel<Intent> | null {
  try {
    return loadIntentModel(path.join(flowsDirectory, 'intents'), builtModelFile);
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

function asJson(judged: readonly Judged[]): object {
  const { n, ...figures } = figuresOf(judged);
  const rows = judged.map(({ row, recognised }) => ({ ...row, predicted: recognised.intent }));
  return { n, rows, ...figures, ...surenessOf(judged) };
}

function asText(judged: readonly Judged[]): readonly string[] {
  const { n, accuracy, labels, confusion } = figuresOf(judged);
  const { sure, accuracyWhenSure, unsure, offeredWhenUnsure } = surenessOf(judged);
  const misses = judged.filter(({ row, recognised }) => row.intent !== recognised.intent);
  return [
    `${n} examples, accuracy ${percent(accuracy)}`,
    `sure of ${sure}: ${percent(accuracyWhenSure)} right`,
    `unsure of ${unsure}: ${percent(offeredWhenUnsure)} among the two or three that are offered`,
    '',
    ...labelLines('intent', labels),
    ...confusionLines(confusion),
    ...(misses.length === 0 ? [] : ['', 'misses:']),
    ...misses.map(({ row, recognised }) =>
      [
        `  ${row.intent} taken for ${recognised.intent} (${percent(recognised.confidence)})`,
        JSON.stringify(row.text),
      ].join(': '),
    ),
  ];
}
