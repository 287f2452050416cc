import { Command } from 'commander';
import { safetyEvalCommand } from './safety-eval-command';
import { processTerminal, type Terminal } from './terminal';

/** `madobe safety …`: for those who answer for the screening. */
export function safetyCommand(terminal: Terminal = processTerminal): Command {
  return new Command('safety')
    .description('look at how well danger is recognised in what people write')
    .helpCommand(false)
    .addCommand(safetyEvalCommand(terminal));
}
