import { Command } from 'commander';
import { type Content, contentProblems, contentWarnings } from '../app/content';
import { systemClock } from '../clock';
import { type Proof, proveFlows } from '../flow';
import { type ContentOptions, contentOptions, loadChosenContent } from './load-chosen-content';
import { processTerminal, type Terminal } from './terminal';

interface CheckOptions extends ContentOptions {
  readonly json?: boolean;
}

/** `madobe flows check`: status 1 when anything is wrong with the conversations. */
export function flowsCheckCommand(terminal: Terminal = processTerminal): Command {
  const command = new Command('check')
    .description('read all flows and their words, and say what is wrong with them and where')
    .option('--json', 'print the findings for a machine')
    .addHelpText(
      'after',
      [
        '',
        'Examples:',
        '  $ npx madobe flows check',
        '  $ npx madobe flows check --flows my/flows --locales my/locales',
        '',
        'Each line says the file and line, what is wrong, and what to do. Then what is proved about all ways through the',
        'flows, with how much was looked at. Nothing is changed.',
      ].join('\n'),
    )
    .action((options: CheckOptions) => {
      const content = loadChosenContent(options, terminal);
      if (content === null) return;
      const warnings = contentWarnings(content, systemClock.now());
      if (!options.json) for (const warning of warnings) terminal.errors.write(`${warning}\n`);
      terminal.output.write(options.json ? asJson(content, warnings) : asText(content));
      terminal.exitWith(isSound(content) ? 0 : 1);
    });
  for (const option of contentOptions) command.addOption(option);
  return command;
}

function isSound(content: Content): boolean {
  return content.ready !== null && contentProblems(content).length === 0;
}

function proofsOf({ ready }: Content): readonly Proof[] {
  return ready === null ? [] : proveFlows(ready.flows, ready.services);
}

function asJson(content: Content, warnings: readonly string[]): string {
  const { problems, serviceProblems } = content;
  const proofs = proofsOf(content).map(({ name, statement, counted, problems: against }) => ({
    name,
    holds: against.length === 0,
    statement,
    counted,
  }));
  return `${JSON.stringify({ ok: isSound(content), problems, serviceProblems, warnings, proofs })}\n`;
}

function asText(content: Content): string {
  const proofs = proofsOf(content);
  if (isSound(content)) {
    const proved = proofs.map(({ statement }) => `  ✓ ${statement}`);
    const head = 'All flows and their words are in order, in every language.';
    return `${[head, '', 'Proved, on every way through them:', ...proved].join('\n')}\n`;
  }
  const lines = contentProblems(content);
  const count = lines.length === 1 ? '1 thing' : `${lines.length} things`;
  const open = proofs.filter(({ problems }) => problems.length > 0);
  const unproved = open.map(({ statement }) => `  ✗ ${statement}`);
  const tail = open.length === 0 ? [] : ['', 'So this is not proved yet:', ...unproved];
  return `${[...lines, '', `${count} to put right.`, ...tail].join('\n')}\n`;
}
