import { Command } from 'commander';
import { configOrFaults } from './config-or-faults';
import { processTerminal, type Terminal } from './terminal';

/** `madobe migrate`: brings the database to this version. Status 1 when it cannot be reached. */
export function migrateCommand(terminal: Terminal = processTerminal): Command {
  return new Command('migrate')
    .description('bring the database to this version; starting the server does it too')
    .addHelpText(
      'after',
      [
        '',
        'Examples:',
        '  $ npx madobe migrate',
        '  $ DATABASE_URL=postgres://madobe@127.0.0.1/madobe npx madobe migrate',
        '',
        'Running it again changes nothing.',
      ].join('\n'),
    )
    .action(async () => {
      const config = configOrFaults(terminal);
      if (config === null) return;
      const { migrateConfiguredStore } = await import('../app/index.js');
      const done = await migrateConfiguredStore(config);
      const lines = done.length === 0 ? ['The database is up to date.'] : done.map((name) => `done: ${name}`);
      terminal.output.write(`${lines.join('\n')}\n`);
    });
}
