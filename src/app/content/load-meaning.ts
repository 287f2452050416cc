import path from 'node:path';
import type { Meaning } from '../../conversation/meaning';
import { loadSafetyScreener, SafetyFilesError, screen } from '../../safety';
import { IntentFilesError, loadIntentModel, recogniseIntent } from '../../understanding';

/** Where the build leaves the model; the same from `src/` and from `dist/`. */
const builtIntents = path.resolve(__dirname, '..', '..', '..', 'dist', 'models', 'intents.bin');

/** What texts are judged by, and everything that is wrong with the files it learns from. */
export interface LoadedMeaning {
  /** Null when there are problems. */
  readonly ready: Meaning | null;
  /** One plain line each. */
  readonly problems: readonly string[];
}

/**
 * Loads the screening for danger and the recogniser of intents from `safety/` and `intents/` below a flows folder. With
 * the models of the build this takes a quarter of a second; where an organisation has changed the examples they are
 * trained now, which takes some seconds. Never throws for what stands in the files. Synchronous: call it at start-up.
 */
export function loadMeaning(flowsDirectory: string): LoadedMeaning {
  try {
    const screener = loadSafetyScreener(path.join(flowsDirectory, 'safety'));
    const intents = loadIntentModel(path.join(flowsDirectory, 'intents'), builtIntents);
    return {
      ready: {
        screen: (text) => screen(screener, text),
        understand: (text) => recogniseIntent(intents, text),
      },
      problems: [],
    };
  } catch (fault) {
    if (fault instanceof SafetyFilesError)
      return { ready: null, problems: [`flows/safety: ${fault.message}`] };
    if (fault instanceof IntentFilesError) {
      return { ready: null, problems: fault.problems.map((problem) => `flows/intents: ${problem}`) };
    }
    throw fault;
  }
}
