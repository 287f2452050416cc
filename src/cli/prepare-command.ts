import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Command } from 'commander';
import {
  type ContentLocation,
  checkedNote,
  contentProblems,
  loadContent,
  writtenFiles,
} from '../app/content';
import { prepareYaml } from '../yaml';
import type { Terminal } from './terminal';

const packageDirectory = path.join(__dirname, '..', '..');

/** What comes along, in the zone that is set where nothing else is. */
const shipped: ContentLocation = {
  flowsDirectory: path.join(packageDirectory, 'flows'),
  localesDirectory: path.join(packageDirectory, 'locales'),
  timeZone: 'Asia/Tokyo',
};

/**
 * `madobe prepare`: reads and checks the conversations that come along, and leaves what no start has to do again. Part of
 * the build. Faults are said and noted nowhere, so that a start finds them too.
 */
export function prepareCommand(terminal: Terminal): Command {
  return new Command('prepare')
    .description('read and check the conversations that come along, once for all starts')
    .option('--output <folder>', 'where it is written', path.join(packageDirectory, 'dist', 'prepared'))
    .action(({ output }: { readonly output: string }) => {
      mkdirSync(output, { recursive: true });
      const files = writtenFiles(shipped);
      writeFileSync(path.join(output, 'yaml.json'), prepareYaml(files.map(({ text }) => text)));
      const problems = contentProblems(loadContent(shipped));
      for (const problem of problems) terminal.errors.write(`${problem}\n`);
      if (problems.length === 0) writeFileSync(path.join(output, 'checked.json'), checkedNote(shipped));
      terminal.output.write(`${files.length} files prepared.\n`);
    });
}
