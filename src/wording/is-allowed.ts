import type { WordingFinding } from './wording-finding';
import type { AllowedText } from './wording-material';

/** Whether what was found lies within a text that a person has read and kept. */
export function isAllowed(
  allowed: readonly AllowedText[],
  text: string,
  { start, end }: Pick<WordingFinding, 'start' | 'end'>,
): boolean {
  return allowed.some(({ text: kept }) => {
    for (let at = text.indexOf(kept); at >= 0; at = text.indexOf(kept, at + 1)) {
      if (at <= start && end <= at + kept.length) return true;
    }
    return false;
  });
}
