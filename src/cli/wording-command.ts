import { Command } from 'commander';
import { processTerminal, type Terminal } from './terminal';
import { wordingEvalCommand } from './wording-eval-command';
import { wordingLintCommand } from './wording-lint-command';

/** `madobe wording …`: for those who write what people read. */
export function wordingCommand(terminal: Terminal = processTerminal): Command {
  return new Command('wording')
    .description('find words that could press on people, and measure how well that works')
    .helpCommand(false)
    .addCommand(wordingLintCommand(terminal))
    .addCommand(wordingEvalCommand(terminal));
}
