/** LINE's limit for what is written on a button. */
export const labelGraphemes = 20;

const segmenter = new Intl.Segmenter('ja', { granularity: 'grapheme' });

/** How many characters a person would count. */
export function countGraphemes(text: string): number {
  let count = 0;
  for (const _ of segmenter.segment(text)) count += 1;
  return count;
}

/** Whether a text is no longer than this, without counting when that is plain. */
export function fitsGraphemes(text: string, max: number): boolean {
  return text.length <= max || countGraphemes(text) <= max;
}

/** The text, cut between graphemes when it is longer than this. */
export function atMostGraphemes(text: string, max: number): string {
  if (text.length <= max) return text;
  return [...segmenter.segment(text)]
    .slice(0, max)
    .map(({ segment }) => segment)
    .join('');
}
