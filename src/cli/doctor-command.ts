import { Command } from 'commander';
import { configOrFaults } from './config-or-faults';
import { processTerminal, type Terminal } from './terminal';

/** `madobe doctor`: status 1 when something is to be put right. */
export function doctorCommand(terminal: Terminal = processTerminal): Command {
  return new Command('doctor')
    .description('look at settings, facts, disk, database, keys, clock and LINE, and say what to do')
    .option('--json', 'print the findings for a machine')
    .addHelpText(
      'after',
      [
        '',
        'Examples:',
        '  $ npx madobe doctor',
        '  $ npx madobe doctor --json',
        '',
        'It may run beside the server, with the same settings. Nobody is written to; LINE is asked to test the webhook.',
      ].join('\n'),
    )
    .action(async (options: { readonly json?: boolean }) => {
      const config = configOrFaults(terminal);
      if (config === null) return;
      const { examine } = await import('../app/index.js');
      const findings = await examine(config);
      const isWell = findings.every(({ ok }) => ok);
      terminal.output.write(
        options.json
          ? `${JSON.stringify({ ok: isWell, findings })}\n`
          : findings.map(({ ok, message }) => `${ok ? 'ok     ' : 'mend   '}${message}\n`).join(''),
      );
      terminal.exitWith(isWell ? 0 : 1);
    });
}
