import { Command } from 'commander';
import { lineCheckCommand } from './line-check-command';
import { processTerminal, type Terminal } from './terminal';

/** `madobe line …`: for those who connect a LINE channel. */
export function lineCommand(terminal: Terminal = processTerminal): Command {
  return new Command('line')
    .description('look at the connection to LINE')
    .helpCommand(false)
    .addCommand(lineCheckCommand(terminal));
}
