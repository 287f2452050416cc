import { Command } from 'commander';
import type { z } from 'zod';
import { configOrFaults } from './config-or-faults';
import { readExampleFile } from './read-example-file';
import type { Terminal } from './terminal';

/** How one of the judging rooms is measured. */
export interface Evaluation<Schema extends z.ZodType, Judge, Judged> {
  /** The group of the command: `intents`, `wording`, `safety`. */
  readonly group: string;
  readonly description: string;
  /** A line as it must be written, for the help. */
  readonly line: string;
  readonly schema: Schema;
  /** What the help says at its end. */
  readonly notes: readonly string[];
  /** The judge under a folder of flows; null after its fault was printed and the status set to 1. */
  readonly load: (flowsDirectory: string, terminal: Terminal) => Judge | null;
  readonly judge: (judge: Judge, row: z.infer<Schema>) => Judged | Promise<Judged>;
  readonly asJson: (judged: readonly Judged[]) => object;
  readonly asText: (judged: readonly Judged[]) => readonly string[];
}

interface EvalOptions {
  readonly json?: boolean;
  readonly flows?: string;
}

/**
 * `madobe … eval FILE`: measures a judging room on an organisation's own examples, one JSON object a line. Status 0 when
 * it measured, 1 when what the room reads is at fault, 2 when the file cannot be used.
 */
export function evalCommand<Schema extends z.ZodType, Judge, Judged>(
  evaluation: Evaluation<Schema, Judge, Judged>,
  terminal: Terminal,
): Command {
  return new Command('eval')
    .description(evaluation.description)
    .argument('<file>', `one object a line: ${evaluation.line}`)
    .option('--json', 'print the figures and every row for a machine')
    .option('--flows <folder>', 'where the flows are (default: MADOBE_FLOWS_DIR, else those that come along)')
    .addHelpText(
      'after',
      [
        '',
        'Examples:',
        `  $ npx madobe ${evaluation.group} eval our-examples.jsonl`,
        `  $ npx madobe ${evaluation.group} eval our-examples.jsonl --json`,
        '',
        ...evaluation.notes,
      ].join('\n'),
    )
    .action(async (file: string, options: EvalOptions) => {
      const config = configOrFaults(terminal);
      if (config === null) return;
      const examples = readExampleFile(file, evaluation.schema);
      if ('fault' in examples) {
        terminal.errors.write(`${examples.fault}\n`);
        terminal.exitWith(2);
        return;
      }
      const judge = evaluation.load(options.flows ?? config.flowsDirectory, terminal);
      if (judge === null) return;
      const judged: Judged[] = [];
      for (const row of examples.rows) judged.push(await evaluation.judge(judge, row));
      terminal.output.write(
        options.json
          ? `${JSON.stringify(evaluation.asJson(judged))}\n`
          : `${evaluation.asText(judged).join('\n')}\n`,
      );
    });
}
