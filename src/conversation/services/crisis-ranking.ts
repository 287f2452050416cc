import { openingAt } from '../../calendar';
import type { CrisisCatalogue, CrisisLine, CrisisMatter } from './crisis-catalogue';

/** A line where a person answers now. */
export interface AnsweringLine {
  readonly id: string;
  readonly line: CrisisLine;
  /** When it stops answering, milliseconds since the epoch; null when it never does. */
  readonly until: number | null;
}

/**
 * The lines where a person answers at this moment, best first: confirmed ones that answer at every hour, other confirmed
 * ones, then those to be rechecked in the same way. Closed ones are not among them. Never empty for a matter that the
 * catalogue's schema has checked.
 */
export function answeringLines(
  { lines }: CrisisCatalogue,
  wanted: { readonly matter: CrisisMatter; readonly urgent: boolean; readonly now: number },
): readonly AnsweringLine[] {
  const list = wanted.urgent ? 'urgentFor' : 'for';
  return Object.entries(lines)
    .filter(([, line]) => line[list].includes(wanted.matter))
    .flatMap(([id, line]) => openNow(id, line, wanted.now))
    .sort((a, b) => rankOf(a) - rankOf(b));
}

function openNow(id: string, line: CrisisLine, now: number): readonly AnsweringLine[] {
  if (line.hours === 'always') return [{ id, line, until: null }];
  const opening = openingAt(line.hours, now);
  return opening.open ? [{ id, line, until: opening.closesAt }] : [];
}

function rankOf({ line, until }: AnsweringLine): number {
  return (line.standing === 'confirmed' ? 0 : 2) + (until === null ? 0 : 1);
}
