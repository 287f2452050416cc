import { Paces } from '../access';
import { calendarDay } from '../calendar';
import type { Clock } from '../clock';
import type { Store, Tx } from '../store';
import { DailyCounts } from './daily-counts';
import { erasePerson } from './erase-person';
import type { PersonDirectory } from './person-directory';
import { forgetOverRequestCodes } from './request-codes';
import { forgetOverLinks } from './room-links';
import { forgetOverSessions, type SessionRule } from './web-sessions';

const DAY_MS = 24 * 60 * 60 * 1000;
/** People erased in one transaction: keeps each short while somebody is talking. */
const BATCH = 100;
/** Event ids looked at in one transaction. */
const EVENT_BATCH = 1_000;
/**
 * Days for which the ids of finished events and the marks of unsent messages are kept. LINE does not say how long
 * it redelivers; this is far beyond anything seen.
 */
const DEDUPLICATION_DAYS = 30;

/** For how many days each kind of data is kept: `retention` of `flows/organisation.yaml`. */
export interface RetentionRule extends SessionRule {
  /** All of a person, from when they were last here. */
  readonly conversationDays: number;
  /** A letter from its answer, or from its sending while it has none; a draft from its last change. */
  readonly letterDays: number;
  /** What somebody registered about themselves, from its last change. */
  readonly registeredDays: number;
  /** What staff wrote into a record, and consents to pass something of it on: each from its last change. */
  readonly recordDays: number;
  /** A resume code, from its making. */
  readonly resumeCodeDays: number;
  /** What could not be delivered or answered and waits for staff; and that the desk rang because of danger. */
  readonly undeliveredDays: number;
  /** Receipts of erasures, which hang on nobody. */
  readonly receiptDays: number;
  /** Who of the staff did what. */
  readonly auditDays: number;
}

/** What retention is applied with. */
export interface RetentionParts {
  readonly store: Store;
  readonly people: PersonDirectory;
  readonly clock: Clock;
  readonly rule: RetentionRule;
  /** IANA zone of the organisation. */
  readonly timeZone: string;
}

/** How much went in one night. */
export interface Forgotten {
  readonly people: number;
  readonly letters: number;
}

/**
 * Erases what is older than people were told: whoever has not been here for so long, with all of theirs, and of those
 * who are here each kind of data by its own days. Statistics keep counts. Whoever has just come back and waits for an
 * answer is not erased. Days are spans of 24 hours, not dates of the calendar, except for receipts, which know no more
 * than their day. Doing it twice, or in several processes at once, does nothing more.
 */
export async function applyRetention(parts: RetentionParts): Promise<Forgotten> {
  const { store, clock, rule, timeZone } = parts;
  const counts = new DailyCounts(timeZone);
  const before = (days: number) => clock.now() - days * DAY_MS;
  const people = await erasePeople(parts, counts);
  const letters = await store.write(async (tx) => {
    await counts.countLetters(tx, { settledBefore: before(rule.letterDays) });
    return tx.run('DELETE FROM letter WHERE COALESCE(answered_at, sent_at) < $1', before(rule.letterDays));
  });
  await store.write(async (tx) => {
    await tx.run('DELETE FROM letter_draft WHERE updated_at < $1', before(rule.letterDays));
    await tx.run('DELETE FROM desk_draft WHERE updated_at < $1', before(rule.letterDays));
    await tx.run('DELETE FROM registered_items WHERE updated_at < $1', before(rule.registeredDays));
    await forgetRecords(tx, before(rule.recordDays));
    await tx.run('DELETE FROM resume_code WHERE made_at < $1', before(rule.resumeCodeDays));
    await tx.run('DELETE FROM audit WHERE at < $1', before(rule.auditDays));
    await tx.run('DELETE FROM alarm WHERE raised_at < $1', before(rule.undeliveredDays));
    await tx.run(
      'DELETE FROM erasure_receipt WHERE erased_on < $1',
      calendarDay(clock.now(), timeZone, -rule.receiptDays),
    );
    await forgetUndelivered(tx, before(rule.undeliveredDays), before(DEDUPLICATION_DAYS));
    await tx.run('DELETE FROM unsent_message WHERE unsent_at < $1', before(DEDUPLICATION_DAYS));
    await forgetOverSessions(tx, clock.now(), rule);
    await forgetOverLinks(tx, clock.now());
    await forgetOverRequestCodes(tx, clock.now());
    await new Paces('resume_pace').forgetOver(tx, clock.now());
  });
  await forgetEventIds(store, before(DEDUPLICATION_DAYS));
  await store.purge();
  return { people, letters };
}

async function erasePeople(parts: RetentionParts, counts: DailyCounts): Promise<number> {
  const { store, people, clock, rule } = parts;
  const staleBefore = clock.now() - rule.conversationDays * DAY_MS;
  let erased = 0;
  for (;;) {
    const batch = await store.write(async (tx) => {
      const rows = await tx.all<{ id: string }>(
        `SELECT id FROM person WHERE last_seen_at < $1
            AND NOT EXISTS (SELECT 1 FROM inbox_event WHERE person_id = person.id AND state = 'pending')
          ORDER BY last_seen_at LIMIT ${BATCH}${tx.dialect === 'postgres' ? ' FOR UPDATE SKIP LOCKED' : ''}`,
        staleBefore,
      );
      for (const { id } of rows) {
        await erasePerson(tx, people, id, { counts, by: 'retention', now: clock.now() });
      }
      return rows.length;
    });
    erased += batch;
    if (batch < BATCH) return erased;
  }
}

/** A consent goes with the last that was done about it; a note that put another right may outlive that. */
async function forgetRecords(tx: Tx, before: number): Promise<void> {
  await tx.run('DELETE FROM record_entry WHERE updated_at < $1', before);
  await tx.run('DELETE FROM record_note WHERE at < $1', before);
  await tx.run(
    `DELETE FROM referral
      WHERE asked_at < $1 AND COALESCE(answered_at, 0) < $1 AND COALESCE(withdrawn_at, 0) < $1
        AND COALESCE(done_at, 0) < $1`,
    before,
  );
}

/** What staff have not taken up in all that time: messages that were refused, and words whose turn failed. */
async function forgetUndelivered(tx: Tx, before: number, nobodysBefore: number): Promise<void> {
  await tx.run(`DELETE FROM outbox_message WHERE state = 'dead' AND created_at < $1`, before);
  await tx.run(
    `UPDATE inbox_event SET state = 'done', payload = NULL, person_id = NULL
      WHERE state = 'failed' AND accepted_at < $1`,
    before,
  );
  // A goodbye or a word to a group that could not be said: it is nobody's, so nothing else takes it away.
  await tx.run('DELETE FROM outbox_message WHERE person_id IS NULL AND created_at < $1', nobodysBefore);
}

/** Events stand in the order of their acceptance, so this reads no further than the first that is young enough. */
async function forgetEventIds(store: Store, acceptedBefore: number): Promise<void> {
  for (let lastId = 0; ; ) {
    const next = await store.write(async (tx) => {
      const rows = await tx.all<{ id: number; acceptedAt: number }>(
        `SELECT id, accepted_at AS "acceptedAt" FROM inbox_event WHERE id > $1 ORDER BY id LIMIT ${EVENT_BATCH}`,
        lastId,
      );
      const old = rows.filter(({ acceptedAt }) => acceptedAt < acceptedBefore);
      const last = old.at(-1);
      if (!last) return null;
      await tx.run(
        `DELETE FROM inbox_event WHERE id > $1 AND id <= $2 AND state = 'done' AND accepted_at < $3`,
        lastId,
        last.id,
        acceptedBefore,
      );
      return old.length === EVENT_BATCH ? last.id : null;
    });
    if (next === null) return;
    lastId = next;
  }
}
