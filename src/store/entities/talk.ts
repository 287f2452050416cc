import { EntitySchema } from 'typeorm';
import { type Dialect, typesOf } from '../dialect';

/** That somebody asked for a human. One open at most for each person. Times are milliseconds since the epoch. */
export interface StoredTalk {
  /** UUID. */
  id: string;
  personId: string;
  /** `waiting`, `with` a counsellor, or `over`. */
  state: string;
  /** 0: words of acute danger; 1: words of danger; 2: neither. Who has the lower is taken first. */
  risk: number;
  /** The channel they asked on. */
  channel: string;
  language: string;
  /** One line of what they told on the way, sealed with the person's key. */
  summary: Buffer;
  askedAt: number;
  /** Who has it, or had it last, by an opaque name; null while nobody has. */
  staff: string | null;
  /** When a counsellor first took it; null until then. */
  takenAt: number | null;
  overAt: number | null;
  /** `left`, `closed` or `given-back`; null while it is open. */
  ended: string | null;
  snoozedUntil: number | null;
  /** When the person last wrote while it was open. */
  lastInAt: number | null;
  /** When a counsellor last wrote. */
  lastOutAt: number | null;
  /** When a counsellor first wrote; null until then. */
  firstOutAt: number | null;
  /** How often the person was told that their place stands. */
  wordsSaid: number;
  /** When they are told next; null when no more. */
  nextWordAt: number | null;
}

export const talkSchema = (dialect: Dialect) =>
  new EntitySchema<StoredTalk>({
    name: 'talk',
    withoutRowid: true,
    columns: {
      id: { type: 'varchar', length: 36, primary: true },
      personId: { name: 'person_id', type: 'varchar', length: 36 },
      state: { type: 'varchar', length: 8 },
      risk: { type: 'integer' },
      channel: { type: 'varchar', length: 16 },
      language: { type: 'varchar', length: 8 },
      summary: { type: typesOf(dialect).bytes },
      askedAt: { name: 'asked_at', type: 'bigint' },
      staff: { type: 'varchar', length: 64, nullable: true },
      takenAt: { name: 'taken_at', type: 'bigint', nullable: true },
      overAt: { name: 'over_at', type: 'bigint', nullable: true },
      ended: { type: 'varchar', length: 12, nullable: true },
      snoozedUntil: { name: 'snoozed_until', type: 'bigint', nullable: true },
      lastInAt: { name: 'last_in_at', type: 'bigint', nullable: true },
      lastOutAt: { name: 'last_out_at', type: 'bigint', nullable: true },
      firstOutAt: { name: 'first_out_at', type: 'bigint', nullable: true },
      wordsSaid: { name: 'words_said', type: 'integer' },
      nextWordAt: { name: 'next_word_at', type: 'bigint', nullable: true },
    },
    indices: [
      { name: 'talk_one_open', columns: ['personId'], unique: true, where: `"state" <> 'over'` },
      { name: 'talk_person', columns: ['personId', 'askedAt'] },
      { name: 'talk_waiting', columns: ['risk', 'askedAt', 'id'], where: `"state" = 'waiting'` },
      { name: 'talk_held', columns: ['staff'], where: `"state" = 'with'` },
      { name: 'talk_word', columns: ['nextWordAt'], where: `"state" = 'waiting'` },
      { name: 'talk_over', columns: ['overAt'], where: '"taken_at" IS NOT NULL' },
    ],
    foreignKeys: [
      { target: 'person', columnNames: ['person_id'], referencedColumnNames: ['id'], onDelete: 'CASCADE' },
    ],
  });
