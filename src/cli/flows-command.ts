import { Command } from 'commander';
import { flowsCheckCommand } from './flows-check-command';
import { flowsDrawCommand } from './flows-draw-command';
import { flowsTalkCommand } from './flows-talk-command';
import { flowsTestCommand } from './flows-test-command';
import { processTerminal, type Terminal } from './terminal';

/** `madobe flows …`: for those who write conversations. */
export function flowsCommand(terminal: Terminal = processTerminal): Command {
  return new Command('flows')
    .description('check the conversations, draw them, or try them out')
    .helpCommand(false)
    .addCommand(flowsCheckCommand(terminal))
    .addCommand(flowsDrawCommand(terminal))
    .addCommand(flowsTalkCommand(terminal))
    .addCommand(flowsTestCommand(terminal));
}
