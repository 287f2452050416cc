import { defaultTraining, type LinearModel, type TrainingOptions, trainLinearModel } from '../text';
import { plainWording } from './plain-wording';
import { isWordingCategory, type WordingCategory } from './wording-category';
import type { WordingExample } from './wording-material';

/** How a sentence comes across. */
export type Pressure = 'gentle' | 'pressing';

/** What was learned from the examples. */
export interface WordingModel {
  /** Whether a sentence presses. Learned from all examples. */
  readonly pressure: LinearModel<Pressure>;
  /** In which way, if it does. Learned from those that were sorted into a category. */
  readonly category: LinearModel<WordingCategory>;
}

/** How the model is trained. Chosen by training on all hands but one and measuring on that one; see README. */
const pressureTraining: TrainingOptions = {
  ...defaultTraining,
  nGrams: { from: 1, to: 4, distant: true },
  minTexts: 1,
  epochs: 10,
  rate: 0.1,
  decay: 1e-3,
  favourRare: true,
};
const categoryTraining: TrainingOptions = { ...defaultTraining, rate: 0.1 };

/** From this probability of pressing a sentence is pointed at. Chosen like the training. */
export const wordingThreshold = 0.57;

/** Trains the model. Deterministic; takes a few seconds. Throws when there are no examples to learn from. */
export function trainWordingModel(examples: readonly WordingExample[]): WordingModel {
  return {
    pressure: trainLinearModel<Pressure>(
      examples.map(({ text, label }) => ({
        text: plainWording(text),
        label: label === 'gentle' ? 'gentle' : 'pressing',
      })),
      pressureTraining,
    ),
    category: trainLinearModel<WordingCategory>(
      examples.flatMap(({ text, label }) =>
        isWordingCategory(label) ? [{ text: plainWording(text), label }] : [],
      ),
      categoryTraining,
    ),
  };
}
