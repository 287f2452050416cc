import { Command, InvalidArgumentError, Option } from 'commander';
import type { PasswordLink } from '../app';
import { type Role, readLogin, readStaffName, roles, type StaffAccount } from '../staff';
import { withActor } from './actor-option';
import { configOrFaults } from './config-or-faults';
import { processTerminal, type Terminal } from './terminal';

interface Options {
  readonly by: string;
  readonly json?: boolean;
}

/** `madobe staff …`: accounts for the desk, from the server's own command line. */
export function staffCommand(terminal: Terminal = processTerminal): Command {
  return new Command('staff')
    .description('look after the accounts of counsellors and other staff')
    .helpCommand(false)
    .addCommand(staffAddCommand(terminal))
    .addCommand(staffListCommand(terminal))
    .addCommand(staffLinkCommand(terminal))
    .addCommand(staffDisableCommand(terminal));
}

const besideTheServer = [
  'The server may be running or not. It is the same database: MADOBE_DATA_DIR, or DATABASE_URL.',
  'What was done and by whom is noted in the audit.',
];

/** `madobe staff add`: status 1 when the sign-in name is taken. */
function staffAddCommand(terminal: Terminal): Command {
  return withActor(
    new Command('add')
      .description('make an account, and print the one-time link to set its password')
      .argument('<login>', 'the name to sign in with', loginArgument)
      .requiredOption('--name <name>', 'the name that colleagues see', nameArgument)
      .addOption(
        new Option('--role <role>', 'what they may do').choices(roles).default('counsellor' satisfies Role),
      ),
  )
    .option('--json', 'print it for a machine')
    .addHelpText(
      'after',
      [
        '',
        'Examples:',
        '  $ npx madobe staff add hanako --name "窓口 花子"',
        '  $ npx madobe staff add jiro --name "窓口 次郎" --role administrator --json',
        '',
        'No password is typed here, where the shell would keep it: whoever the account is for opens the link and',
        'chooses one. It works once, for two days. Supervisors and administrators set up a second factor with it.',
        ...besideTheServer,
      ].join('\n'),
    )
    .action(async (login: string, options: Options & { readonly name: string; readonly role: Role }) => {
      const config = configOrFaults(terminal);
      if (config === null) return;
      const { addStaffOnRequest } = await import('../app/index.js');
      const { name, role } = options;
      sayLink(terminal, options, await addStaffOnRequest(config, { login, name, role }, options.by));
    });
}

/** `madobe staff list`. */
function staffListCommand(terminal: Terminal): Command {
  return new Command('list')
    .description('print all accounts')
    .option('--json', 'print them for a machine')
    .addHelpText('after', ['', 'Example:', '  $ npx madobe staff list'].join('\n'))
    .action(async (options: { readonly json?: boolean }) => {
      const config = configOrFaults(terminal);
      if (config === null) return;
      const { listStaffOnRequest } = await import('../app/index.js');
      const accounts = await listStaffOnRequest(config);
      if (options.json) terminal.output.write(`${JSON.stringify({ staff: accounts })}\n`);
      else if (accounts.length === 0) terminal.output.write('There is no account yet: madobe staff add\n');
      else terminal.output.write(`${accounts.map(lineOf).join('\n')}\n`);
    });
}

/** `madobe staff link`: status 1 when nobody has this sign-in name. */
function staffLinkCommand(terminal: Terminal): Command {
  return withActor(
    new Command('link')
      .description('print a one-time link by which somebody sets their password anew')
      .argument('<login>', 'the name they sign in with', loginArgument),
  )
    .option('--new-second-factor', 'they lost their second factor, too: they set up another')
    .option('--json', 'print it for a machine')
    .addHelpText(
      'after',
      [
        '',
        'Examples:',
        '  $ npx madobe staff link hanako',
        '  $ npx madobe staff link jiro --new-second-factor',
        '',
        'It works once, for two days; until then the password they have goes on. A disabled account is enabled again.',
        ...besideTheServer,
      ].join('\n'),
    )
    .action(async (login: string, options: Options & { readonly newSecondFactor?: boolean }) => {
      const config = configOrFaults(terminal);
      if (config === null) return;
      const { linkStaffOnRequest } = await import('../app/index.js');
      const made = await linkStaffOnRequest(config, login, options.by, {
        newSecondFactor: options.newSecondFactor ?? false,
      });
      if (made === null) nobody(terminal, options);
      else sayLink(terminal, options, made);
    });
}

/** `madobe staff disable`: status 1 when nobody has this sign-in name, or they are the last administrator. */
function staffDisableCommand(terminal: Terminal): Command {
  return withActor(
    new Command('disable')
      .description('sign somebody out everywhere and let them in no more')
      .argument('<login>', 'the name they sign in with', loginArgument),
  )
    .option('--json', 'print it for a machine')
    .addHelpText(
      'after',
      [
        '',
        'Examples:',
        '  $ npx madobe staff disable hanako',
        '',
        'What they did keeps their name. `madobe staff link` lets them in again.',
        ...besideTheServer,
      ].join('\n'),
    )
    .action(async (login: string, options: Options) => {
      const config = configOrFaults(terminal);
      if (config === null) return;
      const { disableStaffOnRequest } = await import('../app/index.js');
      if (!(await disableStaffOnRequest(config, login, options.by))) return nobody(terminal, options);
      terminal.output.write(
        options.json
          ? `${JSON.stringify({ disabled: true })}\n`
          : 'They are signed out and let in no more.\n',
      );
    });
}

function sayLink(terminal: Terminal, { json }: Options, { link, expiresAt }: PasswordLink): void {
  const until = new Date(expiresAt).toISOString();
  terminal.output.write(
    json
      ? `${JSON.stringify({ link, expiresAt: until })}\n`
      : `${link}\nGive this link to whoever it is for, and to nobody else. It works once, until ${until}.\n`,
  );
}

function lineOf({ login, name, role, active, hasPassword, hasSecondFactor }: StaffAccount): string {
  const notes = [
    active ? '' : 'disabled',
    hasPassword ? '' : 'no password yet',
    hasSecondFactor ? 'second factor' : '',
  ].filter((note) => note !== '');
  return [login, role, name, notes.join(', ')].filter((part) => part !== '').join('\t');
}

function loginArgument(typed: string): string {
  const login = readLogin(typed);
  if (login === null) throw new InvalidArgumentError('It has 1 to 64 letters, digits, or . _ @ + -');
  return login;
}

function nameArgument(typed: string): string {
  const name = readStaffName(typed);
  if (name === null) throw new InvalidArgumentError('It has 1 to 60 characters.');
  return name;
}

function nobody(terminal: Terminal, { json }: Options): void {
  if (json) terminal.output.write(`${JSON.stringify({ found: false })}\n`);
  terminal.errors.write('Nobody signs in with this name. `madobe staff list` shows who does.\n');
  terminal.exitWith(1);
}
