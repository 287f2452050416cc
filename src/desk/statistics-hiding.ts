/** Counts below this are never shown: somebody who knows a person could find them in it. */
export const SHOWN_FROM = 5;

/** A count that is divided into parts, as it is shown: null is hidden. */
export interface ShownDivision {
  readonly total: number | null;
  readonly parts: readonly (number | null)[];
}

/** A count that stands alone. */
export function shown(count: number): number | null {
  return count < SHOWN_FROM ? null : count;
}

/**
 * Hides the small counts of a division, and enough of the others that none can be worked out from the sum. Where a part is
 * too small, the smallest of those that are not is hidden with it (and what equals that): whoever knows the sum cannot
 * tell which of the hidden ones is which, so not even that a certain one is small. Where every part is too small, nothing
 * is shown.
 */
export function shownDivision(parts: readonly number[]): ShownDivision {
  const large = parts.filter((part) => part >= SHOWN_FROM);
  if (large.length === 0) return { total: null, parts: parts.map(() => null) };
  const total = parts.reduce((sum, part) => sum + part, 0);
  if (large.length === parts.length) return { total, parts };
  const cover = Math.min(...large);
  return { total, parts: parts.map((part) => (part <= cover ? null : part)) };
}

/**
 * The same for several divisions of one count: where one of them can show nothing, the others would tell its sum, so all
 * of it is hidden.
 */
export function shownDivisions(divisions: readonly (readonly number[])[]): readonly ShownDivision[] {
  const each = divisions.map(shownDivision);
  if (each.every(({ total }) => total !== null)) return each;
  return divisions.map((parts) => ({ total: null, parts: parts.map(() => null) }));
}
