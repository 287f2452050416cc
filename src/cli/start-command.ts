import { Command } from 'commander';
import { configOrFaults } from './config-or-faults';
import { processTerminal, type Terminal } from './terminal';

/** `madobe start`: serves until it is asked to stop. Status 1 when it cannot start. */
export function startCommand(terminal: Terminal = processTerminal): Command {
  return new Command('start')
    .description('start the server; the same as `npm start`, without the build')
    .addHelpText(
      'after',
      [
        '',
        'Example:',
        '  $ npx madobe start',
        '',
        'Settings come from environment variables, or from a file .env; README.md lists them. None is needed to try it.',
        'It stops on Ctrl+C or SIGTERM, after finishing what it has in hand.',
      ].join('\n'),
    )
    .action(async () => {
      const config = configOrFaults(terminal);
      if (config === null) return;
      // Loaded here, so that commands which need no server start without waiting for its libraries.
      const { serve } = await import('../app/index.js');
      await serve(config);
    });
}
