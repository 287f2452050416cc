import { type Command, CommanderError } from 'commander';
import { MadobeError } from '../errors';
import { describeFault } from '../log';
import { createProgram } from './program';
import type { Terminal } from './terminal';

/**
 * Runs one command line (without the program's own name). Never throws: what goes wrong is said on the error output and
 * ends in a status. A fault nobody foresaw is described without its message, which may quote what people wrote.
 */
export async function runCli(words: readonly string[], terminal: Terminal): Promise<void> {
  const program = createProgram(terminal);
  prepare(program, terminal);
  try {
    await program.parseAsync(words, { from: 'user' });
  } catch (fault) {
    if (fault instanceof CommanderError) {
      terminal.exitWith(fault.exitCode === 0 ? 0 : 2);
      return;
    }
    const said = fault instanceof MadobeError ? fault.message : JSON.stringify(describeFault(fault));
    terminal.errors.write(`madobe: ${said}\n`);
    terminal.exitWith(1);
  }
}

/** Commander hands these settings down only to commands it creates itself, and ours come from their own files. */
function prepare(command: Command, terminal: Terminal): void {
  command
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.output.write(text),
      writeErr: (text) => terminal.errors.write(text),
    })
    .showHelpAfterError('(add --help to see how it is used)')
    .showSuggestionAfterError();
  for (const child of command.commands) prepare(child, terminal);
}
