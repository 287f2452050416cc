import type { Catalogue } from './catalogue';

const dayMs = 86_400_000;
/** A fact that nobody looked at for longer than this may have changed. */
export const freshDays = 180;

/** A fact that should be looked at again. */
export interface StaleFact {
  /** The file below `flows/catalogue/`, such as `phone.yaml`. */
  readonly file: string;
  /** Where in the file, such as `lines.yorisoi`; entries of lists by their id. Empty for the whole file. */
  readonly place: string;
  /** As it is written. */
  readonly verifiedAt: string;
  /** Whole days since somebody last looked. */
  readonly days: number;
}

/**
 * The facts that nobody looked at for more than {@link freshDays} days, in the order of the files. Looked at is: the
 * later of `verifiedAt` and a date in `checkedBy`. A month or a year counts from its first day, as the fact may be that
 * old.
 *
 * @param catalogue all of it, or some of its files
 * @param now milliseconds since the epoch
 */
export function staleFacts(catalogue: Partial<Catalogue>, now: number): readonly StaleFact[] {
  return Object.entries(catalogue).flatMap(([name, file]) =>
    [...factsIn(file, [])].flatMap(({ place, verifiedAt, checkedBy }) => {
      const looked = Math.max(firstDayOf(verifiedAt), ...datesIn(checkedBy ?? '').map(firstDayOf));
      const days = Math.floor((now - looked) / dayMs);
      return days > freshDays ? [{ file: `${name}.yaml`, place: place.join('.'), verifiedAt, days }] : [];
    }),
  );
}

interface Fact {
  readonly place: readonly string[];
  readonly verifiedAt: string;
  readonly checkedBy: string | null;
}

/** Everything that carries a `verifiedAt`, however deep. */
function* factsIn(value: unknown, place: readonly string[]): Iterable<Fact> {
  if (typeof value !== 'object' || value === null) return;
  if ('verifiedAt' in value && typeof value.verifiedAt === 'string') {
    const checkedBy = 'checkedBy' in value && typeof value.checkedBy === 'string' ? value.checkedBy : null;
    yield { place, verifiedAt: value.verifiedAt, checkedBy };
  }
  for (const [key, inner] of Object.entries(value)) {
    const id: unknown = Array.isArray(value) && typeof inner === 'object' ? inner?.id : undefined;
    yield* factsIn(inner, [...place, typeof id === 'string' ? id : key]);
  }
}

function datesIn(text: string): readonly string[] {
  return text.match(/\d{4}-\d{2}-\d{2}/g) ?? [];
}

/** Japan's midnight or UTC's makes no difference to half a year. */
function firstDayOf(date: string): number {
  const [year = '', month = '01', day = '01'] = date.split('-');
  return Date.parse(`${year}-${month}-${day}T00:00:00Z`);
}
