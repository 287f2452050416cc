import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Command } from 'commander';
import { buildSafetyModel } from '../safety';
import { buildIntentModelFile } from '../understanding';
import { buildWordingModel } from '../wording';
import type { Terminal } from './terminal';

const packageDirectory = path.join(__dirname, '..', '..');

const models = [
  { name: 'intents', build: buildIntentModelFile },
  { name: 'safety', build: buildSafetyModel },
  { name: 'wording', build: buildWordingModel },
] as const;

/** `madobe models`: trains what the examples under `flows/` teach, so that no start has to. Part of the build. */
export function modelsCommand(terminal: Terminal): Command {
  return new Command('models')
    .description('train the models from the examples that come along')
    .option('--output <folder>', 'where they are written', path.join(packageDirectory, 'dist', 'models'))
    .action(({ output }: { readonly output: string }) => {
      mkdirSync(output, { recursive: true });
      for (const { name, build } of models) {
        writeFileSync(path.join(output, `${name}.bin`), build(path.join(packageDirectory, 'flows', name)));
      }
      terminal.output.write(`${models.length} models trained.\n`);
    });
}
