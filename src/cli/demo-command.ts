import path from 'node:path';
import { Command } from 'commander';
import type { DemoAccount } from '../app';
import { configOrFaults } from './config-or-faults';
import { processTerminal, type Terminal } from './terminal';

interface Options {
  readonly directory: string;
  readonly onlyMake?: boolean;
}

/** `madobe demo`: fills an empty folder with invented people and serves it. Status 1 when the folder is not empty. */
export function demoCommand(terminal: Terminal = processTerminal): Command {
  return new Command('demo')
    .description('try a living desk: invented people, talks, letters and bookings in a folder of their own')
    .option('--directory <folder>', 'an empty folder, or one that is made now', 'data-demo')
    .option('--only-make', 'fill the folder and do not start the server')
    .addHelpText(
      'after',
      [
        '',
        'Examples:',
        '  $ npm run demo',
        '  $ npx madobe demo --directory /tmp/madobe-demo',
        '',
        'Everybody in it is invented. It has a database and a key of its own, is connected to no LINE, and leaves your',
        'own data alone: MADOBE_DATA_DIR and DATABASE_URL count for nothing here. Delete the folder when you are done.',
      ].join('\n'),
    )
    .action(async ({ directory: given, onlyMake }: Options) => {
      const config = configOrFaults(terminal);
      if (config === null) return;
      const { isFreeForDemo, makeDemo, serve } = await import('../app/index.js');
      const directory = path.resolve(given);
      if (!isFreeForDemo(directory)) {
        terminal.errors.write(
          [
            `${directory} is not empty, so nothing was done there.`,
            'To try the demo anew, delete that folder if it is a demo of yours, or name another one:',
            '  $ npx madobe demo --directory data-demo-2',
            'To go on with a demo that is there:',
            `  $ MADOBE_DATA_DIR=${directory} MADOBE_FLOWS_DIR=${path.join(directory, 'flows')} npm start`,
            '',
          ].join('\n'),
        );
        terminal.exitWith(1);
        return;
      }
      terminal.output.write('Invented people are coming in. It takes about half a minute …\n');
      const demo = await makeDemo(config, directory);
      const origin = demo.config.baseUrl ?? `http://localhost:${demo.config.port}`;
      terminal.output.write(renderDemo(demo.accounts, { origin, directory }));
      if (!onlyMake) await serve(demo.config);
    });
}

/** Where to look, and how to come in. */
export function renderDemo(
  accounts: readonly DemoAccount[],
  { origin, directory }: { readonly origin: string; readonly directory: string },
): string {
  const lines = [
    '',
    'This is a demo: all people and words in it are invented. 見本です。中の人やことばは、すべてつくり話です。',
    '',
    `  The desk       ${origin}/desk`,
    `  The web chat   ${origin}/`,
    `  The folder     ${directory}  (delete it when you are done)`,
    '',
    'Sign in as one of these. They are told here once:',
    '',
    ...accounts.flatMap(({ login, name, role, password, secondFactor }) => [
      `  ${login.padEnd(9)} ${password}   ${role}, ${name}`,
      ...(secondFactor
        ? [
            `            authenticator app: ${secondFactor.secret}`,
            `            or one of these codes, each good once: ${secondFactor.recoveryCodes.slice(0, 3).join(' ')}`,
          ]
        : []),
    ]),
    '',
  ];
  return `${lines.join('\n')}\n`;
}
