import { Command } from 'commander';
import { configOrFaults } from './config-or-faults';
import { processTerminal, type Terminal } from './terminal';

interface RestoreOptions {
  readonly keys?: string;
  readonly json?: boolean;
}

/** `madobe restore`: status 1 when it could not be done. */
export function restoreCommand(terminal: Terminal = processTerminal): Command {
  return new Command('restore')
    .description('put a backup back where there is no database')
    .argument('<file>', 'the copy of the database')
    .option('--keys <file>', 'the copy of the keys; without it those in the data directory')
    .option('--json', 'print the result for a machine')
    .addHelpText(
      'after',
      [
        '',
        'Examples:',
        '  $ npx madobe restore /backup/madobe/madobe-20270401T030000Z.sqlite --keys /elsewhere/madobe-keys/madobe-keys.sqlite',
        '  $ npx madobe restore /backup/madobe/madobe-20270401T030000Z.sqlite',
        '',
        'Stop the server first, and see that the master key is in its place. The newest keys there are belong to every copy of',
        'the database: who came later is missing, and who was erased since stays gone. Nothing is changed unless all of it',
        'can be opened. On PostgreSQL, DATABASE_URL names an empty database, and pg_restore has to be installed.',
      ].join('\n'),
    )
    .action(async (file: string, options: RestoreOptions) => {
      const config = configOrFaults(terminal);
      if (config === null) return;
      const { restoreConfigured } = await import('../app/index.js');
      const restored = await restoreConfigured(config, { database: file, keys: options.keys ?? null });
      terminal.output.write(
        options.json
          ? `${JSON.stringify(restored)}\n`
          : `The database is back, with ${restored.people === 1 ? '1 person' : `${restored.people} people`} in it. Start the server.\n`,
      );
    });
}
