import { Command } from 'commander';
import { type Content, contentProblems } from '../app/content';
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
        'Each line says the file and line, what is wrong, and what to do. Nothing is changed.',
      ].join('\n'),
    )
    .action((options: CheckOptions) => {
      const content = loadChosenContent(options, terminal);
      if (content === null) return;
      terminal.output.write(options.json ? asJson(content) : asText(content));
      terminal.exitWith(isSound(content) ? 0 : 1);
    });
  for (const option of contentOptions) command.addOption(option);
  return command;
}

function isSound(content: Content): boolean {
  return content.ready !== null && contentProblems(content).length === 0;
}

function asJson(content: Content): string {
  const { problems, serviceProblems } = content;
  return `${JSON.stringify({ ok: isSound(content), problems, serviceProblems })}\n`;
}

function asText(content: Content): string {
  const lines = contentProblems(content);
  if (isSound(content)) return 'All flows and their words are in order, in every language.\n';
  const count = lines.length === 1 ? '1 thing' : `${lines.length} things`;
  return `${[...lines, '', `${count} to put right.`].join('\n')}\n`;
}
