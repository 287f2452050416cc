import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { parseModel, serialiseModel } from '../text';
import { createWordingLinter, type WordingLinter } from './lint-wording';
import { fingerprintOfWordingExamples, readWordingMaterial } from './read-wording-material';
import { trainWordingModel, type WordingModel } from './train-wording-model';
import { isWordingCategory } from './wording-category';
import type { WordingExample } from './wording-material';

/** Where the build leaves the model; the same from `src/` and from `dist/`. */
const builtModel = path.resolve(__dirname, '..', '..', 'dist', 'models', 'wording.json');

/**
 * Reads rules and model from `directory` (`flows/wording`). The model that was built is taken when it was trained on
 * these very examples; else it is trained now, which takes a few seconds.
 */
export function loadWordingLinter(directory: string, modelFile = builtModel): WordingLinter {
  const material = readWordingMaterial(directory);
  return createWordingLinter(material, loadWordingModel(directory, material.examples, modelFile));
}

/** The text of the file that {@link loadWordingLinter} takes as the built model. Trains. */
export function buildWordingModel(directory: string): string {
  const { pressure, category } = trainWordingModel(readWordingMaterial(directory).examples);
  const built: BuiltModel = {
    fingerprint: fingerprintOfWordingExamples(directory),
    pressure: serialiseModel(pressure),
    category: serialiseModel(category),
  };
  return JSON.stringify(built);
}

const builtShape = z.object({ fingerprint: z.string(), pressure: z.string(), category: z.string() });
type BuiltModel = z.infer<typeof builtShape>;

function loadWordingModel(
  directory: string,
  examples: readonly WordingExample[],
  modelFile: string,
): WordingModel {
  const built = readBuilt(modelFile);
  if (built?.fingerprint !== fingerprintOfWordingExamples(directory)) return trainWordingModel(examples);
  return {
    pressure: parseModel(built.pressure, (label) => label === 'gentle' || label === 'pressing'),
    category: parseModel(built.category, isWordingCategory),
  };
}

function readBuilt(modelFile: string): BuiltModel | null {
  let text: string;
  try {
    text = readFileSync(modelFile, 'utf8');
  } catch {
    // Not built yet, as in the tests.
    return null;
  }
  return builtShape.parse(JSON.parse(text));
}
