import type { Tx } from '../store';
import type { KnownPerson } from './person-directory';

const STANDPOINT = 'counted_contact.standpoint';
/** The standpoint of those who did not say. */
export const UNSAID = 'unsaid';

/** One step of a count: by how much something happened more often, or less, in a month. */
export interface CountStep {
  readonly what: string;
  /** `YYYY-MM`. */
  readonly month: string;
  readonly by: number;
}

/** That somebody was here in a month. */
export interface Contact {
  /** `YYYY-MM`. */
  readonly month: string;
  /** Where they came first. */
  readonly channel: string;
  /** As far as they have said by now. */
  readonly standpoint: string;
  /** They had never been here before. */
  readonly isNew: boolean;
}

/** Under what somebody was counted last. */
export interface ContactMark {
  readonly month: string;
  readonly standpoint: string;
}

/**
 * Counts people who are here, each once a month: `contact/as/<standpoint>`, `contact/on/<channel>`, `contact/is/<new or
 * back>`, three ways of dividing the same people. What is counted hangs on nobody; of each person only their last month
 * is kept, and under what, sealed, so that who says later in the month where they stand is counted there.
 */
export class CountedContacts {
  /** Under what these people were counted last. Works in the caller's transaction. */
  async marksOf(tx: Tx, people: readonly KnownPerson[]): Promise<ReadonlyMap<string, ContactMark>> {
    const marks = new Map<string, ContactMark>();
    if (people.length === 0) return marks;
    const rows = await tx.all<{ personId: string; month: string; standpoint: Uint8Array }>(
      `SELECT person_id AS "personId", month, standpoint FROM counted_contact
        WHERE person_id IN (${people.map((_, index) => `$${index + 1}`).join(', ')})`,
      ...people.map(({ id }) => id),
    );
    for (const { personId, month, standpoint } of rows) {
      const person = people.find(({ id }) => id === personId);
      if (person) marks.set(personId, { month, standpoint: person.key.open(STANDPOINT, standpoint) });
    }
    return marks;
  }

  /** Keeps under what somebody is counted now. Works in the caller's transaction. */
  async mark(tx: Tx, person: KnownPerson, { month, standpoint }: ContactMark): Promise<void> {
    await tx.run(
      `INSERT INTO counted_contact (person_id, month, standpoint) VALUES ($1, $2, $3)
       ON CONFLICT (person_id) DO UPDATE SET month = excluded.month, standpoint = excluded.standpoint`,
      person.id,
      month,
      person.key.seal(STANDPOINT, standpoint),
    );
  }
}

/**
 * What counting somebody's contacts changes, and under what they are counted then. Pure. Counted before for that month,
 * only where they stand may change; who does not say any more stays where they were. A month before the last is over.
 *
 * @param contacts by month, the oldest first
 */
export function countContacts(
  before: ContactMark | null,
  contacts: readonly Contact[],
): { readonly steps: readonly CountStep[]; readonly mark: ContactMark | null } {
  const steps: CountStep[] = [];
  let mark = before;
  for (const { month, channel, standpoint, isNew } of contacts) {
    if (mark === null || month > mark.month) {
      steps.push(
        { what: `contact/as/${standpoint}`, month, by: 1 },
        { what: `contact/on/${channel}`, month, by: 1 },
        { what: `contact/is/${isNew ? 'new' : 'back'}`, month, by: 1 },
      );
      mark = { month, standpoint };
    } else if (month === mark.month && standpoint !== UNSAID && standpoint !== mark.standpoint) {
      steps.push(
        { what: `contact/as/${mark.standpoint}`, month, by: -1 },
        { what: `contact/as/${standpoint}`, month, by: 1 },
      );
      mark = { month, standpoint };
    }
  }
  return { steps, mark };
}
