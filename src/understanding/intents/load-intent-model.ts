import { readFileSync } from 'node:fs';
import { type LinearModel, packModels, parseModel, unpackModels } from '../../text';
import { type Intent, isIntent } from './intents';
import { readIntentExamples } from './read-intent-examples';
import { trainIntentModel } from './train-intent-model';

/** Trains on the examples below a folder (`flows/intents`). Throws `IntentFilesError` when they are at fault. */
export function trainIntentsModel(directory: string): LinearModel<Intent> {
  return trainIntentModel(readIntentExamples(directory));
}

/** What the build writes to a file for {@link loadIntentModel}. */
export function buildIntentModelFile(directory: string): Buffer {
  const read = readIntentExamples(directory);
  return packModels(read.fingerprint, { intents: trainIntentModel(read) });
}

/**
 * The model for the examples below a folder: read from the file that the build made when it was made from the very
 * same examples, else trained now (a few seconds). A file that is missing or broken is as good as none. Throws
 * `IntentFilesError` when the examples are at fault. Synchronous: call it at start-up.
 */
export function loadIntentModel(directory: string, modelFile: string): LinearModel<Intent> {
  const read = readIntentExamples(directory);
  return builtModel(modelFile, read.fingerprint) ?? trainIntentModel(read);
}

function builtModel(modelFile: string, fingerprint: string): LinearModel<Intent> | null {
  try {
    const model = unpackModels(readFileSync(modelFile), fingerprint)?.get('intents');
    return model === undefined ? null : parseModel(model, isIntent);
  } catch {
    return null;
  }
}
