import { readFileSync } from 'node:fs';
import path from 'node:path';
import { packModels, parseModel, unpackModels } from '../text';
import { createWordingLinter, type WordingLinter } from './lint-wording';
import { fingerprintOfWordingExamples, readWordingMaterial } from './read-wording-material';
import { trainWordingModel, type WordingModel } from './train-wording-model';
import { isWordingCategory } from './wording-category';
import type { WordingExample } from './wording-material';

/** Where the build leaves the model; the same from `src/` and from `dist/`. */
const builtModel = path.resolve(__dirname, '..', '..', 'dist', 'models', 'wording.bin');

/**
 * Reads rules and model from `directory` (`flows/wording`). The model that was built is taken when it was trained on
 * these very examples; else it is trained now, which takes a few seconds.
 */
export function loadWordingLinter(directory: string, modelFile = builtModel): WordingLinter {
  const material = readWordingMaterial(directory);
  return createWordingLinter(material, loadWordingModel(directory, material.examples, modelFile));
}

/** The file that {@link loadWordingLinter} takes as the built model. Trains. */
export function buildWordingModel(directory: string): Buffer {
  const { pressure, category } = trainWordingModel(readWordingMaterial(directory).examples);
  return packModels(fingerprintOfWordingExamples(directory), { pressure, category });
}

function loadWordingModel(
  directory: string,
  examples: readonly WordingExample[],
  modelFile: string,
): WordingModel {
  return readBuilt(modelFile, fingerprintOfWordingExamples(directory)) ?? trainWordingModel(examples);
}

function readBuilt(modelFile: string, expected: string): WordingModel | null {
  try {
    const models = unpackModels(readFileSync(modelFile), expected);
    const [pressure, category] = [models?.get('pressure'), models?.get('category')];
    if (pressure === undefined || category === undefined) return null;
    return {
      pressure: parseModel(pressure, (label) => label === 'gentle' || label === 'pressing'),
      category: parseModel(category, isWordingCategory),
    };
  } catch {
    // Not built yet, as in the tests, or made by another version: it is trained now.
    return null;
  }
}
