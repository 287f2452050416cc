import type { WordingMark } from '../../api';

/** A piece of a text: as it is, or marked. */
export interface Piece {
  /** Where it begins. */
  readonly start: number;
  readonly text: string;
  readonly mark: WordingMark | null;
}

/** Cuts a text where its marks begin and end. Marks that overlap an earlier one, or lie outside, are left out. */
export function cut(text: string, marks: readonly WordingMark[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const mark of [...marks].sort((a, b) => a.start - b.start)) {
    if (mark.start < at || mark.end > text.length || mark.end <= mark.start) continue;
    if (mark.start > at) pieces.push({ start: at, text: text.slice(at, mark.start), mark: null });
    pieces.push({ start: mark.start, text: text.slice(mark.start, mark.end), mark });
    at = mark.end;
  }
  if (at < text.length) pieces.push({ start: at, text: text.slice(at), mark: null });
  return pieces;
}

/**
 * The marks that still lie where they were after a text was changed elsewhere, moved along with it; so that nothing flickers
 * while the next answer is under way.
 */
export function follow(before: string, after: string, marks: readonly WordingMark[]): readonly WordingMark[] {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head += 1;
  let tail = 0;
  while (
    tail < before.length - head &&
    tail < after.length - head &&
    before[before.length - 1 - tail] === after[after.length - 1 - tail]
  )
    tail += 1;
  const moved = after.length - before.length;
  return marks.flatMap((mark) => {
    if (mark.end <= head) return [mark];
    if (mark.start >= before.length - tail)
      return [{ ...mark, start: mark.start + moved, end: mark.end + moved }];
    return [];
  });
}
