import { Command } from 'commander';
import { flowsCheckCommand } from './flows-check-command';
import { flowsTalkCommand } from './flows-talk-command';
import { processTerminal, type Terminal } from './terminal';

/** `madobe flows …`: for those who write conversations. */
export function flowsCommand(terminal: Terminal = processTerminal): Command {
  return new Command('flows')
    .description('check the conversations, or try them out')
    .helpCommand(false)
    .addCommand(flowsCheckCommand(terminal))
    .addCommand(flowsTalkCommand(terminal));
}
