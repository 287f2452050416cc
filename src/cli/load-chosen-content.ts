import { Option } from 'commander';
import { type Content, loadContent } from '../app/content';
import { configOrFaults } from './config-or-faults';
import type { Terminal } from './terminal';

/** What the author chose on the command line; absent means what is configured. */
export interface ContentOptions {
  readonly flows?: string;
  readonly locales?: string;
}

/** Options of every command that reads conversations. */
export const contentOptions: readonly Option[] = [
  new Option(
    '--flows <folder>',
    'where the flows are (default: MADOBE_FLOWS_DIR, else those that come along)',
  ),
  new Option(
    '--locales <folder>',
    'where their words are (default: MADOBE_LOCALES_DIR, else those that come along)',
  ),
];

/** Reads and checks the conversations. Null when the configuration has faults; they are printed then. */
export function loadChosenContent(options: ContentOptions, terminal: Terminal): Content | null {
  const config = configOrFaults(terminal);
  if (config === null) return null;
  return loadContent({
    flowsDirectory: options.flows ?? config.flowsDirectory,
    localesDirectory: options.locales ?? config.localesDirectory,
    timeZone: config.timeZone,
  });
}
