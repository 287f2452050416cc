/** Characters; up to here a text is judged in one piece. */
const ONE_PIECE = 90;

/**
 * A text as the pieces a model judges well: itself while it is short; else, as a single sentence would drown in a
 * letter, passages of whole sentences of about {@link ONE_PIECE} characters. Never empty; nothing is left out.
 */
export function passagesOf(text: string): readonly [string, ...string[]] {
  const passages: string[] = [];
  let current = '';
  for (const sentence of sentencesOf(text)) {
    if (current !== '' && current.length + sentence.length > ONE_PIECE) {
      passages.push(current);
      current = '';
    }
    current += sentence;
  }
  return [passages[0] ?? current, ...passages.slice(1), ...(passages.length > 0 ? [current] : [])];
}

/** The sentences of a text with what ends them. One without an end is cut, so that none is longer than a passage. */
export function sentencesOf(text: string): readonly string[] {
  return text.match(new RegExp(`[^。!?\n]{1,${ONE_PIECE}}[。!?\n]*|[。!?\n]+`, 'gu')) ?? [text];
}
