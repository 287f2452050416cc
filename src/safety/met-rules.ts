import { sentencesOf } from './passages';
import type { SafetyRule } from './safety-material';

/** The rules met by a folded text, in the order they are written in. */
export function metRules(rules: readonly SafetyRule[], folded: string): readonly SafetyRule[] {
  const sentences = sentencesOf(folded);
  return rules.filter(
    ({ when, unless }) =>
      sentences.some((sentence) => when.some((pattern) => pattern.test(sentence))) &&
      !unless.some((pattern) => pattern.test(folded)),
  );
}
