import { Readable, Writable } from 'node:stream';
import { type ExitStatus, runCli, type Terminal } from '../../src/cli';

/** What a command line printed, and how it ended. */
export interface Outcome {
  readonly output: string;
  readonly errors: string;
  readonly status: ExitStatus;
}

/** Runs a command line in memory; `typed` is what comes through the pipe. */
export async function run(words: readonly string[], typed: readonly string[] = []): Promise<Outcome> {
  const output = new Sink();
  const errors = new Sink();
  let status: ExitStatus = 0;
  const terminal: Terminal = {
    input: Readable.from(typed.map((line) => `${line}\n`)),
    output,
    errors,
    interactive: false,
    exitWith: (given) => {
      status = given;
    },
  };
  await runCli(words, terminal);
  return { output: output.text, errors: errors.text, status };
}

class Sink extends Writable {
  text = '';

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}
