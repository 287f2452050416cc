import { z } from 'zod';
import type { Tx } from '../store';
import { type AnswerPlace, answerPlaces, type TalkRule, usualPlace } from './answer-place';
import type { KeyedPerson } from './keyed-person';

/** Age bands a person may tell. */
export const ageBands = ['under-18', '18-29', '30-39', '40-49', '50-59', '60-over'] as const;
/** For how long they have been in the state. */
export const durations = [
  'under-6-months',
  'under-1-year',
  '1-3-years',
  '3-10-years',
  '10-years-over',
] as const;

/** What a person wants counsellors to know. Null: not told, or taken back; nothing is ever needed. */
export interface RegisteredItems {
  readonly nickname: string | null;
  readonly municipality: string | null;
  readonly ageBand: (typeof ageBands)[number] | null;
  readonly duration: (typeof durations)[number] | null;
  /** Where they want answers and a counsellor's words. */
  readonly answerIn: AnswerPlace;
}

/** What an earlier or later version wrote: what cannot be read counts as not told. */
const storedSchema = z.object({
  nickname: z.string().nullable().catch(null),
  municipality: z.string().nullable().catch(null),
  ageBand: z.enum(ageBands).nullable().catch(null),
  duration: z.enum(durations).nullable().catch(null),
  answerIn: z.enum(answerPlaces).nullable().catch(null),
});

const PURPOSE = 'registered_items.content';

/** What people registered, sealed with their key. Every method works inside the caller's transaction. */
export class Registrations {
  /** @param rule the organisation's rule, for those who have not chosen where to be answered */
  constructor(private readonly rule: TalkRule) {}

  /** What a person registered; all null when nothing was. */
  async of(tx: Tx, person: KeyedPerson): Promise<RegisteredItems> {
    const [row] = await tx.all<{ content: Uint8Array }>(
      'SELECT content FROM registered_items WHERE person_id = $1',
      person.id,
    );
    return this.open(person, row?.content ?? null);
  }

  /** What a sealed row says; all null when there is none. */
  open(person: KeyedPerson, sealed: Uint8Array | null): RegisteredItems {
    const stored = storedSchema.parse(sealed === null ? {} : JSON.parse(person.key.open(PURPOSE, sealed)));
    return { ...stored, answerIn: stored.answerIn ?? usualPlace(this.rule) };
  }

  /** Forgets what a person registered, where they want to be answered too. */
  async forget(tx: Tx, personId: string): Promise<void> {
    await tx.run('DELETE FROM registered_items WHERE person_id = $1', personId);
  }

  /** Registers these items in place of all from before. */
  async save(tx: Tx, person: KeyedPerson, items: RegisteredItems, now: number): Promise<void> {
    await tx.run(
      `INSERT INTO registered_items (person_id, content, updated_at) VALUES ($1, $2, $3)
       ON CONFLICT (person_id) DO UPDATE SET content = excluded.content, updated_at = excluded.updated_at`,
      person.id,
      person.key.seal(PURPOSE, JSON.stringify(items)),
      now,
    );
  }
}
