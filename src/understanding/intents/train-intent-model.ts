import { cueBook, type LinearModel, trainLinearModel } from '../../text';
import type { IntentExamples } from './intent-examples';
import type { Intent } from './intents';

/** Chosen by training on one hand's phrases and measuring on another's; README.md has the figures. */
const CUE_WEIGHT = 3;
const training = { minTexts: 2, epochs: 24, rate: 0.3, decay: 1e-5 };

/** Learns the intents. The same examples give the same model. Throws when they tell of fewer than two intents. */
export function trainIntentModel({
  examples,
  cues,
}: Pick<IntentExamples, 'examples' | 'cues'>): LinearModel<Intent> {
  return trainLinearModel(examples, {
    ...training,
    nGrams: { from: 1, to: 4, cues: cueBook(cues, CUE_WEIGHT) },
  });
}
