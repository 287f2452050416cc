import { Command } from 'commander';
import { configOrFaults } from './config-or-faults';
import { processTerminal, type Terminal } from './terminal';

interface BackupOptions {
  readonly keys: string;
  readonly json?: boolean;
}

/** `madobe backup`: status 1 when there is nothing to back up, or it could not be done. */
export function backupCommand(terminal: Terminal = processTerminal): Command {
  return new Command('backup')
    .description('copy the database and its keys, while the server goes on')
    .argument('<folder>', 'where the database is copied to; each copy is a file of its own')
    .requiredOption(
      '--keys <folder>',
      'where the keys are copied to, over the copy from before; another place',
    )
    .option('--json', 'print the result for a machine')
    .addHelpText(
      'after',
      [
        '',
        'Examples:',
        '  $ npx madobe backup /backup/madobe --keys /elsewhere/madobe-keys',
        '  $ npx madobe backup /backup/madobe --keys /elsewhere/madobe-keys --json',
        '',
        'Keep as many copies of the database as you like, and only the newest of the keys: somebody who is erased loses',
        'their key, and then nobody can read them in any copy of the database. On SQLite the copy is opened and looked',
        'through before it counts as one. On PostgreSQL it is made by pg_dump, which has to be installed.',
        'The master key is not in it: keep a copy of that in a third place.',
      ].join('\n'),
    )
    .action(async (folder: string, options: BackupOptions) => {
      const config = configOrFaults(terminal);
      if (config === null) return;
      const { backUpConfigured } = await import('../app/index.js');
      const backup = await backUpConfigured(config, { database: folder, keys: options.keys });
      if (backup === null) {
        terminal.errors.write('There is no database yet, so there is nothing to back up.\n');
        terminal.exitWith(1);
        return;
      }
      if (options.json) {
        terminal.output.write(`${JSON.stringify(backup)}\n`);
        return;
      }
      const { database, keys, people } = backup;
      const looked = people === null ? '' : `; opened and looked through: ${peopleIn(people)}`;
      terminal.output.write(
        `database: ${database.file} (${inMegabytes(database.size)}${looked})\nkeys: ${keys.file} (${inMegabytes(keys.size)})\n`,
      );
    });
}

function peopleIn(people: number): string {
  return people === 1 ? '1 person' : `${people} people`;
}

function inMegabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
