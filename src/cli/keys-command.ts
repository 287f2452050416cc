import { Command } from 'commander';
import type { ConfiguredRotation } from '../app';
import { configOrFaults } from './config-or-faults';
import { processTerminal, type Terminal } from './terminal';

/** `madobe keys …`: for those who look after the keys. */
export function keysCommand(terminal: Terminal = processTerminal): Command {
  return new Command('keys')
    .description('look after the keys that protect what people write')
    .helpCommand(false)
    .addCommand(keysRotateCommand(terminal));
}

/** `madobe keys rotate`: status 1 when it cannot be done, 2 when no new key was given. */
function keysRotateCommand(terminal: Terminal): Command {
  return new Command('rotate')
    .description('change the master key, while the server goes on')
    .option('--json', 'print the result for a machine')
    .addHelpText(
      'after',
      [
        '',
        'Examples:',
        '  $ npx madobe keys rotate',
        '  $ MADOBE_MASTER_KEY_PREVIOUS="$old" MADOBE_MASTER_KEY="$new" npx madobe keys rotate',
        '',
        'A master key that Madobe made itself (master.key) is replaced by a new one. One that you gave in',
        'MADOBE_MASTER_KEY is replaced in three steps: give every process the new one, with the old one in',
        'MADOBE_MASTER_KEY_PREVIOUS, and start it again; run this command with the same two; take the old one away.',
        'Nothing that was written is written again: only the key of each person is wrapped anew. Broken off, run it again.',
      ].join('\n'),
    )
    .action(async (options: { readonly json?: boolean }) => {
      const config = configOrFaults(terminal);
      if (config === null) return;
      const { rotateConfiguredKeys } = await import('../app/index.js');
      const rotation = await rotateConfiguredKeys(config);
      if (rotation === null) {
        terminal.errors.write('There is no database yet, so there is nothing to rotate.\n');
        terminal.exitWith(1);
        return;
      }
      if (rotation.outcome === 'nothing-new' && config.previousMasterKey === null) {
        terminal.errors.write(
          'MADOBE_MASTER_KEY is the key that is in use. Set a new one, with this one in MADOBE_MASTER_KEY_PREVIOUS.\n',
        );
        terminal.exitWith(2);
        return;
      }
      terminal.output.write(options.json ? `${JSON.stringify(rotation)}\n` : `${tell(rotation)}\n`);
    });
}

function tell({ outcome, rewrapped, masterKey }: ConfiguredRotation): string {
  const done = {
    done: `The master key is a new one; ${keysOf(rewrapped)} wrapped by it.`,
    finished: `A rotation that was begun before is finished; ${keysOf(rewrapped)} wrapped by the new key now.`,
    'nothing-new': 'Everything is wrapped by MADOBE_MASTER_KEY already.',
  }[outcome];
  const next = {
    kept: 'Copy master.key to a safe place again, and make new backups of the keys: older ones need the key of before.',
    given: 'MADOBE_MASTER_KEY_PREVIOUS is no longer needed: take it away wherever it is set.',
  }[masterKey];
  return `${done}\n${next}`;
}

function keysOf(count: number): string {
  return count === 1 ? '1 person’s key was' : `${count} people’s keys were`;
}
