import path from 'node:path';
import { loadMeaning } from '../../src/app/content';
import type { Meaning } from '../../src/conversation/meaning';
import { intents, type RecognisedIntent } from '../../src/understanding';

/** Finds no danger and understands nothing: for tests that are about something else. */
export const noMeaning: Meaning = {
  screen: () => ({ label: 'none', urgent: false, because: [] }),
  understand: () => ({
    intent: 'out_of_scope',
    sure: false,
    confirm: false,
    confidence: 0,
    nearest: ['out_of_scope'],
    because: [],
  }),
};

let shipped: Meaning | undefined;

/** What comes with Madobe, loaded once a test file: the models of the build, or trained where there is none. */
export function shippedMeaning(): Meaning {
  if (shipped === undefined) {
    const { ready, problems } = loadMeaning(path.resolve(__dirname, '..', '..', 'flows'));
    if (ready === null) throw new Error(problems.join('\n'));
    shipped = ready;
  }
  return shipped;
}

/** An intent as the recogniser would tell it. */
export function wish(
  intent: (typeof intents)[number],
  over: Partial<RecognisedIntent> = {},
): RecognisedIntent {
  return { intent, sure: true, confirm: false, confidence: 0.9, nearest: [intent], because: [], ...over };
}
