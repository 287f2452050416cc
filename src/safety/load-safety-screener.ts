import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type LinearModel, packModels, parseModel, unpackModels } from '../text';
import { readSafetyMaterial, readScreeningMaterial } from './read-safety-material';
import { isSafetyClass, type SafetyClass } from './safety-label';
import type { Screener } from './screen';
import { trainSafetyModel } from './train-safety-model';

/** Where the build leaves the model; the same from `src/` and from `dist/`. */
const builtModel = path.resolve(__dirname, '..', '..', 'dist', 'models', 'safety.bin');

/**
 * Reads rules and model from `directory` (`flows/safety`). The model that was built is taken when it was trained on
 * these very files; else (not built, broken, another version, other examples) it is trained now, which takes a few
 * seconds. Throws `SafetyFilesError` when the files in `directory` are at fault.
 */
export function loadSafetyScreener(directory: string, modelFile = builtModel): Screener {
  const material = readScreeningMaterial(directory);
  const model = readBuilt(modelFile, material.fingerprint) ?? trainSafetyModel(readSafetyMaterial(directory));
  return { material, model };
}

/** The file that {@link loadSafetyScreener} takes as the built model. Trains. */
export function buildSafetyModel(directory: string): Buffer {
  const material = readSafetyMaterial(directory);
  return packModels(material.fingerprint, { safety: trainSafetyModel(material) });
}

function readBuilt(modelFile: string, expected: string): LinearModel<SafetyClass> | null {
  try {
    const model = unpackModels(readFileSync(modelFile), expected)?.get('safety');
    return model === undefined ? null : parseModel(model, isSafetyClass);
  } catch {
    return null;
  }
}
