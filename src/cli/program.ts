import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Command } from 'commander';
import { backupCommand } from './backup-command';
import { demoCommand } from './demo-command';
import { docsCommand } from './docs-command';
import { doctorCommand } from './doctor-command';
import { flowsCommand } from './flows-command';
import { intentsCommand } from './intents-command';
import { keysCommand } from './keys-command';
import { lineCommand } from './line-command';
import { migrateCommand } from './migrate-command';
import { modelsCommand } from './models-command';
import { personCommand } from './person-command';
import { prepareCommand } from './prepare-command';
import { restoreCommand } from './restore-command';
import { safetyCommand } from './safety-command';
import { staffCommand } from './staff-command';
import { startCommand } from './start-command';
import type { Terminal } from './terminal';
import { wordingCommand } from './wording-command';

/** The whole `madobe` command. A new command is one file and one line here. */
export function createProgram(terminal: Terminal): Command {
  return new Command('madobe')
    .description('Madobe (窓辺): the first door to consultation, on LINE and the web.')
    .version(packageVersion(), '-v, --version', 'print the version')
    .helpOption('-h, --help', 'print this help; after a command, that command’s help')
    .helpCommand(false)
    .usage('<command> [options]')
    .addCommand(startCommand(terminal))
    .addCommand(demoCommand(terminal))
    .addCommand(migrateCommand(terminal))
    .addCommand(doctorCommand(terminal))
    .addCommand(keysCommand(terminal))
    .addCommand(backupCommand(terminal))
    .addCommand(restoreCommand(terminal))
    .addCommand(personCommand(terminal))
    .addCommand(staffCommand(terminal))
    .addCommand(flowsCommand(terminal))
    .addCommand(lineCommand(terminal))
    .addCommand(intentsCommand(terminal))
    .addCommand(safetyCommand(terminal))
    .addCommand(wordingCommand(terminal))
    .addCommand(docsCommand(terminal), { hidden: true })
    .addCommand(modelsCommand(terminal), { hidden: true })
    .addCommand(prepareCommand(terminal), { hidden: true })
    .addHelpText(
      'after',
      [
        '',
        'New here? Try a conversation first; it needs no LINE account and stores nothing:',
        '  $ npx madobe flows talk',
        '',
        'Exit status: 0 all is well, 1 something was found or went wrong, 2 used wrongly.',
      ].join('\n'),
    );
}

function packageVersion(): string {
  const description: unknown = JSON.parse(
    readFileSync(path.join(__dirname, '..', '..', 'package.json'), 'utf8'),
  );
  const { version } = description as { readonly version?: unknown };
  return typeof version === 'string' ? version : 'unknown';
}
