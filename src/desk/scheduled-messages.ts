import type { Clock, Timer } from '../clock';
import type { Talks } from '../handoff';
import { describeFault, type Log } from '../log';
import type { KnownPerson, PersonDirectory } from '../people';
import type { Store, Tx } from '../store';
import type { DeskVoice, StaffMessage } from './desk-voice';

const PURPOSE = 'desk_scheduled.content';
/** How often it is looked whether something is due. */
const LOOK_MS = 5_000;
/** Said in one look; the next follows at once when there were so many. */
const AT_ONCE = 20;

/** A message that is said later. */
export interface ScheduledMessage extends StaffMessage {
  /** Milliseconds since the epoch. */
  readonly at: number;
}

interface ScheduledRow {
  readonly id: string;
  readonly talkId: string;
  readonly staff: string;
  readonly content: Uint8Array;
  readonly quotes: number | null;
  readonly at: number;
}

const COLUMNS = 'id, talk_id AS "talkId", staff, content, quotes, due_at AS at';

/** Messages that wait for their time. Every method works inside the caller's transaction; who writes holds the person. */
export class ScheduledMessages {
  /** Soonest first. */
  async ofTalk(tx: Tx, person: KnownPerson, talkId: string): Promise<readonly ScheduledMessage[]> {
    const rows = await tx.all<ScheduledRow>(
      `SELECT ${COLUMNS} FROM desk_scheduled WHERE talk_id = $1 AND person_id = $2 ORDER BY due_at, id`,
      talkId,
      person.id,
    );
    return rows.map((row) => opened(person, row));
  }

  /** Keeps a message until its time. Kept before under the same id, that one stands. */
  async add(tx: Tx, person: KnownPerson, talkId: string, message: ScheduledMessage): Promise<void> {
    await tx.run(
      `INSERT INTO desk_scheduled (person_id, id, talk_id, staff, content, quotes, due_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (person_id, id) DO NOTHING`,
      person.id,
      message.id,
      talkId,
      message.staff,
      person.key.seal(PURPOSE, message.text),
      message.quotes,
      message.at,
    );
  }

  /** Takes a message back. False when there is none of that id: it was said already. */
  async remove(tx: Tx, talkId: string, id: string): Promise<boolean> {
    return (await tx.run('DELETE FROM desk_scheduled WHERE talk_id = $1 AND id = $2', talkId, id)) > 0;
  }

  /** A talk is over, so nobody would hear what its words bring about: none is said. */
  async removeOfTalk(tx: Tx, talkId: string): Promise<void> {
    await tx.run('DELETE FROM desk_scheduled WHERE talk_id = $1', talkId);
  }

  /** Takes a due message out of its row, once among all processes; null when another was quicker. */
  async take(
    tx: Tx,
    person: KnownPerson,
    id: string,
  ): Promise<(ScheduledMessage & { readonly talkId: string }) | null> {
    const [row] = await tx.all<ScheduledRow>(
      `DELETE FROM desk_scheduled WHERE person_id = $1 AND id = $2 RETURNING ${COLUMNS}`,
      person.id,
      id,
    );
    return row ? { ...opened(person, row), talkId: row.talkId } : null;
  }

  /** What is due, the longest first. */
  async due(
    tx: Tx,
    now: number,
    limit: number,
  ): Promise<readonly { readonly personId: string; readonly id: string }[]> {
    return tx.all(
      'SELECT person_id AS "personId", id FROM desk_scheduled WHERE due_at <= $1 ORDER BY due_at LIMIT $2',
      now,
      limit,
    );
  }
}

/**
 * Says scheduled messages when they are due. Row and words go in one transaction that holds the person, so each is said
 * once, whatever is killed and however many processes look; what fell due while nobody ran is said at the next start.
 */
export class ScheduledSender {
  private timer: Timer | null = null;
  private working: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(
    private readonly parts: {
      readonly store: Store;
      readonly people: PersonDirectory;
      readonly talks: Talks;
      readonly voice: DeskVoice;
      readonly scheduled: ScheduledMessages;
      readonly clock: Clock;
      readonly log: Log;
    },
  ) {}

  start(): void {
    this.timer = this.parts.clock.after(LOOK_MS, () => {
      this.working = this.look().finally(() => {
        if (!this.stopped) this.start();
      });
    });
  }

  /** Finishes what is being said. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.timer?.cancel();
    await this.working;
  }

  private async look(): Promise<void> {
    const { store, scheduled, clock, log } = this.parts;
    try {
      for (let more = true; more && !this.stopped; ) {
        const due = await store.read((tx) => scheduled.due(tx, clock.now(), AT_ONCE));
        for (const { personId, id } of due) await this.say(personId, id);
        more = due.length === AT_ONCE;
      }
    } catch (fault) {
      // It stands where it stood, and is tried again at the next look.
      log.warn('desk.scheduled-failed', describeFault(fault));
    }
  }

  private async say(personId: string, id: string): Promise<void> {
    const { store, people, talks, voice, scheduled, clock } = this.parts;
    await store.write(async (tx) => {
      const person = await people.lock(tx, personId);
      const message = person && (await scheduled.take(tx, person, id));
      if (!message) return;
      const talk = await talks.find(tx, message.talkId);
      if (talk?.state !== 'with' || talk.staff === null) return;
      await voice.say(tx, person, { id: talk.id, holder: talk.staff }, message, clock.now());
    });
  }
}

function opened(person: KnownPerson, { content, id, staff, quotes, at }: ScheduledRow): ScheduledMessage {
  return { id, staff, quotes, at, text: person.key.open(PURPOSE, content) };
}
