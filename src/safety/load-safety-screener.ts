import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type LinearModel, parseModel, serialiseModel } from '../text';
import { readSafetyMaterial, readScreeningMaterial } from './read-safety-material';
import { isSafetyClass, type SafetyClass } from './safety-label';
import type { Screener } from './screen';
import { trainSafetyModel } from './train-safety-model';

/** Where the build leaves the model; the same from `src/` and from `dist/`. */
const builtModel = path.resolve(__dirname, '..', '..', 'dist', 'models', 'safety.json');

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

/** The text of the file that {@link loadSafetyScreener} takes as the built model. Trains. */
export function buildSafetyModel(directory: string): string {
  const material = readSafetyMaterial(directory);
  return JSON.stringify({
    fingerprint: material.fingerprint,
    model: serialiseModel(trainSafetyModel(material)),
  });
}

function readBuilt(modelFile: string, expected: string): LinearModel<SafetyClass> | null {
  try {
    const built: unknown = JSON.parse(readFileSync(modelFile, 'utf8'));
    if (typeof built !== 'object' || built === null) return null;
    const { fingerprint, model } = built as { readonly fingerprint?: unknown; readonly model?: unknown };
    return fingerprint === expected && typeof model === 'string' ? parseModel(model, isSafetyClass) : null;
  } catch {
    return null;
  }
}
