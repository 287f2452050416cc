/** Nothing that begins a line in printed Japanese. */
const neverFirst = /^[、。，．・：；？！ー」』）］｝〉》】ぁぃぅぇぉっゃゅょァィゥェォッャュョ…,.!?)\]}]/u;
/** Nothing that ends one. */
const neverLast = /[「『（［｛〈《【([{]$/u;
const graphemes = new Intl.Segmenter('ja', { granularity: 'grapheme' });
const words = new Intl.Segmenter('ja', { granularity: 'word' });

/** How wide a text is, in em, as far as that can be told without its font. */
export function widthOf(text: string): number {
  let width = 0;
  for (const { segment } of graphemes.segment(text)) width += widthOfGrapheme(segment);
  return width;
}

function widthOfGrapheme(grapheme: string): number {
  const code = grapheme.codePointAt(0) ?? 0;
  if (code >= 0x2e80 || (code >= 0x2190 && code <= 0x27bf)) return code >= 0xff61 && code <= 0xff9f ? 0.5 : 1;
  if (/[A-Z@%&mwMW]/.test(grapheme)) return 0.72;
  if (/[iljtfr.,:;'|!()[\]{} ]/.test(grapheme)) return 0.36;
  return 0.58;
}

/**
 * Breaks a text into lines no wider than `em`, at most so many; the last one then ends in an ellipsis. Its own line
 * breaks stay, its blank lines go. Words stay whole, and Japanese punctuation does not begin a line.
 */
export function wrapText(text: string, em: number, linesAtMost: number): readonly string[] {
  const lines = text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .flatMap((line) => wrapLine(line.trim(), em));
  if (lines.length <= linesAtMost) return lines;
  const kept = lines.slice(0, linesAtMost);
  return kept.map((line, index) => (index === linesAtMost - 1 ? ellipsed(line, em) : line));
}

function wrapLine(line: string, em: number): readonly string[] {
  const lines: string[] = [];
  let current = '';
  for (const piece of pieces(line, em)) {
    const joined = current + piece;
    if (current === '' || widthOf(joined.trimEnd()) <= em || neverFirst.test(piece)) {
      current = joined;
      continue;
    }
    const held = neverLast.exec(current)?.[0] ?? '';
    lines.push(current.slice(0, current.length - held.length).trimEnd());
    current = held + piece.trimStart();
  }
  return current.trim() === '' ? lines : [...lines, current.trimEnd()];
}

/** Words, as far as they can be told; what is wider than a line is taken apart. */
function pieces(line: string, em: number): readonly string[] {
  return [...words.segment(line)].flatMap(({ segment }) =>
    widthOf(segment) <= em ? [segment] : [...graphemes.segment(segment)].map((part) => part.segment),
  );
}

function ellipsed(line: string, em: number): string {
  const kept = [...graphemes.segment(line.replace(/[、。,.]$/u, ''))].map(({ segment }) => segment);
  while (kept.length > 0 && widthOf(`${kept.join('')}…`) > em) kept.pop();
  return `${kept.join('')}…`;
}
