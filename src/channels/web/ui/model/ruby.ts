/** A piece of text, and how it is read when that was written behind it. */
export interface RubyPart {
  readonly text: string;
  readonly reading: string | null;
}

const written = /([\p{Script=Han}々〆ヶ]+)（([\p{Script=Hiragana}ー]+)）/gu;

/**
 * Takes やさしい日本語 apart, where a reading stands in （） behind its kanji, so that it can be set above them. What is
 * too long to be a reading stays as it is.
 */
export function splitRuby(text: string): readonly RubyPart[] {
  const parts: RubyPart[] = [];
  let end = 0;
  for (const match of text.matchAll(written)) {
    const [whole, kanji = '', reading = ''] = match;
    // No kanji is read longer than this (承る, うけたまわ), so the brackets hold something else.
    if (reading.length > kanji.length * 5) continue;
    if (match.index > end) parts.push({ text: text.slice(end, match.index), reading: null });
    parts.push({ text: kanji, reading });
    end = match.index + whole.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end), reading: null });
  return parts;
}

/** The text without its readings, for where nothing can be set above it. */
export function withoutReadings(text: string): string {
  return splitRuby(text)
    .map((part) => part.text)
    .join('');
}
