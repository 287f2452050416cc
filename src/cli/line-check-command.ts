import { Command } from 'commander';
import { configOrFaults } from './config-or-faults';
import { processTerminal, type Terminal } from './terminal';

/** `madobe line check`: status 1 when something about the channel has to be put right. */
export function lineCheckCommand(terminal: Terminal = processTerminal): Command {
  return new Command('check')
    .description('ask LINE whether the channel is set up, and say in words what to put right')
    .option('--json', 'print the findings for a machine')
    .addHelpText(
      'after',
      [
        '',
        'Examples:',
        '  $ npx madobe line check',
        '  $ npx madobe line check --json',
        '',
        'It needs LINE_CHANNEL_SECRET and LINE_CHANNEL_ACCESS_TOKEN. It reads settings, and lets LINE test the webhook;',
        'nothing is changed and nobody is written to.',
      ].join('\n'),
    )
    .action(async (options: { readonly json?: boolean }) => {
      const config = configOrFaults(terminal);
      if (config === null) return;
      const { checkConfiguredLine } = await import('../app/index.js');
      const findings = await checkConfiguredLine(config);
      const off = {
        ok: false,
        subject: 'configuration',
        message: 'LINE is off: set LINE_CHANNEL_SECRET and LINE_CHANNEL_ACCESS_TOKEN, then check again.',
      };
      const shown = findings ?? [off];
      const isWell = shown.every(({ ok }) => ok);
      terminal.output.write(
        options.json
          ? `${JSON.stringify({ ok: isWell, findings: shown })}\n`
          : shown.map(({ ok, message }) => `${ok ? 'ok     ' : 'mend   '}${message}\n`).join(''),
      );
      terminal.exitWith(isWell ? 0 : 1);
    });
}
