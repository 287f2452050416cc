import path from 'node:path';
import { lintWording, loadWordingLinter, type WordingFinding, type WordingLinter } from '../../src/wording';

export const wordingDirectory = path.resolve(__dirname, '../../flows/wording');

let loaded: WordingLinter | undefined;

/** The linter as it is shipped; loaded once a test file. */
export function shippedLinter(): WordingLinter {
  loaded ??= loadWordingLinter(wordingDirectory);
  return loaded;
}

export async function findingsIn(text: string): Promise<readonly WordingFinding[]> {
  return lintWording(shippedLinter(), text);
}
