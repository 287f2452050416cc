import { Command, InvalidArgumentError } from 'commander';
import { withActor } from './actor-option';
import { configOrFaults } from './config-or-faults';
import { processTerminal, type Terminal } from './terminal';

interface RequestOptions {
  readonly by: string;
  readonly json?: boolean;
}

/** `madobe person …`: for staff whom somebody asked to export or erase what is kept about them. */
export function personCommand(terminal: Terminal = processTerminal): Command {
  return new Command('person')
    .description('export or erase what is kept about somebody who asks for it')
    .helpCommand(false)
    .addCommand(personExportCommand(terminal))
    .addCommand(personEraseCommand(terminal))
    .addCommand(personReceiptCommand(terminal));
}

const howFound = [
  'NUMBER is what the person tells you: the request number (お申し出番号) that they get under わたしの情報, good for two',
  'weeks, or the number (利用者番号) with which they go on on another device. No name is needed, and none is known.',
  'Who did it and when is noted in the audit, and stays when the person is erased.',
];

/** `madobe person export`: status 1 when the number is nobody's. */
function personExportCommand(terminal: Terminal): Command {
  return withRequest(
    new Command('export').description('print everything that is kept about a person, as a page to read'),
  )
    .option('--json', 'print it as data')
    .addHelpText(
      'after',
      [
        '',
        'Examples:',
        '  $ npx madobe person export 4071-9356-1120 > for-them.html',
        '  $ npx madobe person export 4071-9356-1120 --by "hanako" --json > for-them.json',
        '',
        ...howFound,
      ].join('\n'),
    )
    .action(async (number: string, options: RequestOptions) => {
      const config = configOrFaults(terminal);
      if (config === null) return;
      const { exportPersonOnRequest } = await import('../app/index.js');
      const exported = await exportPersonOnRequest(config, { number, actor: options.by });
      if (exported === null) return nobody(terminal, options);
      terminal.output.write(options.json ? `${JSON.stringify(exported.data)}\n` : exported.page);
    });
}

/** `madobe person erase`: status 1 when the number is nobody's, 2 without `--yes`. */
function personEraseCommand(terminal: Terminal): Command {
  return withRequest(
    new Command('erase').description(
      'erase everything that is kept about a person; it cannot be brought back',
    ),
  )
    .option('--yes', 'really erase')
    .option('--json', 'print the receipt for a machine')
    .addHelpText(
      'after',
      [
        '',
        'Examples:',
        '  $ npx madobe person erase 4071-9356-1120 --yes',
        '  $ npx madobe person erase 4071-9356-1120 --by "hanako" --yes --json',
        '',
        ...howFound,
        'What is printed is the receipt; tell it to the person. `madobe person receipt` confirms it later.',
      ].join('\n'),
    )
    .action(async (number: string, options: RequestOptions & { readonly yes?: boolean }) => {
      if (options.yes !== true) {
        terminal.errors.write('Nothing was erased. To erase everything about this person, add --yes.\n');
        terminal.exitWith(2);
        return;
      }
      const config = configOrFaults(terminal);
      if (config === null) return;
      const { erasePersonOnRequest } = await import('../app/index.js');
      const receipt = await erasePersonOnRequest(config, { number, actor: options.by });
      if (receipt === null) return nobody(terminal, options);
      terminal.output.write(
        options.json
          ? `${JSON.stringify({ erased: true, receipt: receipt.number, on: receipt.on })}\n`
          : `Everything about this person is erased. Receipt: ${receipt.number}, ${receipt.on}\n`,
      );
    });
}

/** `madobe person receipt`: status 1 when there is no such receipt. */
function personReceiptCommand(terminal: Terminal): Command {
  return new Command('receipt')
    .description('say whether an erasure was done, by the number on its receipt')
    .argument('<number>', 'the receipt’s number', numberArgument)
    .option('--json', 'print it for a machine')
    .addHelpText(
      'after',
      [
        '',
        'Examples:',
        '  $ npx madobe person receipt 7883-0276-8708',
        '',
        'A receipt says that somebody was erased on a day. Whose it was is not known any more.',
      ].join('\n'),
    )
    .action(async (number: string, options: { readonly json?: boolean }) => {
      const config = configOrFaults(terminal);
      if (config === null) return;
      const { findReceiptOnRequest } = await import('../app/index.js');
      const on = await findReceiptOnRequest(config, number);
      terminal.output.write(
        options.json
          ? `${JSON.stringify({ found: on !== null, on })}\n`
          : on === null
            ? 'There is no such receipt; it may be too old, or mistyped.\n'
            : `Erased on ${on}.\n`,
      );
      terminal.exitWith(on === null ? 1 : 0);
    });
}

function withRequest(command: Command): Command {
  return withActor(command.argument('<number>', 'the number that the person tells you', numberArgument));
}

/** Mistyped past anything that could be a number. */
function numberArgument(typed: string): string {
  if (!/\d/.test(typed.normalize('NFKC'))) throw new InvalidArgumentError('It is no number.');
  return typed;
}

function nobody(terminal: Terminal, { json }: RequestOptions): void {
  const said = 'Nobody has this number: it may be mistyped, too old, or replaced by a newer one.';
  if (json) terminal.output.write(`${JSON.stringify({ found: false })}\n`);
  terminal.errors.write(`${said}\n`);
  terminal.exitWith(1);
}
