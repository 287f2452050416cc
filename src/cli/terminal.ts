import type { Readable, Writable } from 'node:stream';

/** 0: all is well. 1: something was found, or went wrong. 2: the command was used wrongly. */
export type ExitStatus = 0 | 1 | 2;

/** What a command may touch of the process it runs in. Tests hand in their own. */
export interface Terminal {
  readonly input: Readable;
  readonly output: Writable;
  readonly errors: Writable;
  /** Whether a human types at `input`; else it is a file or a pipe. */
  readonly interactive: boolean;
  /** Sets the status the process ends with. It goes on running until its work is done. */
  exitWith(status: ExitStatus): void;
}

/** The terminal this process was started in. */
export const processTerminal: Terminal = {
  input: process.stdin,
  output: process.stdout,
  errors: process.stderr,
  interactive: process.stdin.isTTY === true,
  exitWith: (status) => {
    process.exitCode = status;
  },
};
