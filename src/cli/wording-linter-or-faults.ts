import path from 'node:path';
import { loadWordingLinter, WordingFilesError, type WordingLinter } from '../wording';
import type { Terminal } from './terminal';

/** The linter of the flows in a folder, or null after its fault was printed and the status set to 1. */
export function wordingLinterOrFaults(flowsDirectory: string, terminal: Terminal): WordingLinter | null {
  try {
    return loadWordingLinter(path.join(flowsDirectory, 'wording'));
  } catch (fault) {
    if (!(fault instanceof WordingFilesError)) throw fault;
    terminal.errors.write(`${fault.message}\n`);
    terminal.exitWith(1);
    return null;
  }
}
