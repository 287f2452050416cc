import { Command } from 'commander';
import { intentsEvalCommand } from './intents-eval-command';
import { processTerminal, type Terminal } from './terminal';

/** `madobe intents …`: for those who teach Madobe what people mean. */
export function intentsCommand(terminal: Terminal = processTerminal): Command {
  return new Command('intents')
    .description('look at how well Madobe understands what people write')
    .helpCommand(false)
    .addCommand(intentsEvalCommand(terminal));
}
