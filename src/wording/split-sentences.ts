/** A sentence with its place in the text, in UTF-16 units. */
export interface Sentence {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Up to and with its closing marks; a mark inside quotation marks or a number ends nothing. */
const sentences = /(?:「[^」\n]*」|『[^』\n]*』|“[^”\n]*”|[^。！？!?.\n]|\.(?=\S))+[。！？!?.…]*/gu;

/** The sentences of a text, Japanese or English. A line end ends a sentence; blank ones are left out. */
export function splitSentences(text: string): readonly Sentence[] {
  return [...text.matchAll(sentences)]
    .map(({ 0: found, index }) => {
      const start = index + found.length - found.trimStart().length;
      const trimmed = found.trim();
      return { text: trimmed, start, end: start + trimmed.length };
    })
    .filter((sentence) => /[\p{L}\p{N}]/u.test(sentence.text));
}
