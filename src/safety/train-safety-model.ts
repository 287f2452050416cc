import { type LinearModel, trainLinearModel } from '../text';
import { foldDisguise } from './fold-disguise';
import type { SafetyClass } from './safety-label';
import type { SafetyMaterial } from './safety-material';

/** Trains the model on the examples, each folded as {@link foldDisguise} folds what people write. Deterministic. */
export function trainSafetyModel({
  examples,
  folding,
  cues,
}: Pick<SafetyMaterial, 'examples' | 'folding' | 'cues'>): LinearModel<SafetyClass> {
  const folded = examples.map(({ text, label }) => ({ text: foldDisguise(text, folding), label }));
  // Chosen by training on all hands but one and measuring on that one; see README.
  return trainLinearModel(folded, {
    nGrams: { from: 1, to: 3, cues, distant: true },
    minTexts: 1,
    epochs: 20,
    rate: 0.1,
    decay: 1e-2,
    favourRare: true,
  });
}
