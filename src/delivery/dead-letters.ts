import type { ErrorCode } from '../errors';
import type { Tx } from '../store';
import type { Channels } from './channels';
import type { Outbox } from './outbox';

/** Something that was not answered or not delivered, and waits for staff. Nothing of what was said. */
export interface DeadLetter {
  /** `turn`: an event whose turn failed. `message`: something that a channel did not take. */
  readonly kind: 'turn' | 'message';
  readonly id: number;
  readonly channel: string;
  /** Null: it is nobody's any more. */
  readonly personId: string | null;
  /** Milliseconds since the epoch. */
  readonly since: number;
  readonly attempts: number;
  readonly problem: ErrorCode | null;
  /** Whether there is still a way. */
  readonly canResend: boolean;
}
export type DeadLetterName = Pick<DeadLetter, 'kind' | 'id'>;

interface Row {
  readonly id: number;
  readonly channel: string;
  readonly personId: string | null;
  readonly since: number;
  readonly attempts: number;
  readonly problem: ErrorCode | null;
}

const SELECT = {
  turn: `SELECT id, channel, person_id AS "personId", accepted_at AS since, attempts, 'turn_failed' AS problem
           FROM inbox_event WHERE state = 'failed' AND person_id IS NOT NULL`,
  message: `SELECT id, channel, person_id AS "personId", created_at AS since, attempts, problem
              FROM outbox_message WHERE state = 'dead'`,
} as const;

/** What could not be answered or delivered. Every method works inside the caller's transaction. */
export class DeadLetters {
  constructor(
    private readonly outbox: Outbox,
    private readonly channels: Channels,
  ) {}

  /** The newest. */
  async list(tx: Tx, limit: number): Promise<readonly DeadLetter[]> {
    const found = [];
    for (const kind of ['turn', 'message'] as const) {
      const rows = await tx.all<Row>(`${SELECT[kind]} ORDER BY id DESC LIMIT $1`, limit);
      found.push(...rows.map((row) => this.letterOf(kind, row)));
    }
    return found.sort((a, b) => b.since - a.since || b.id - a.id).slice(0, limit);
  }

  async count(tx: Tx): Promise<number> {
    const rows = await tx.all<{ n: number }>(
      `SELECT CAST(COUNT(*) AS integer) AS n FROM inbox_event WHERE state = 'failed' AND person_id IS NOT NULL
       UNION ALL SELECT CAST(COUNT(*) AS integer) AS n FROM outbox_message WHERE state = 'dead'`,
    );
    return rows.reduce((sum, { n }) => sum + n, 0);
  }

  /** Null when it is not there (any more). */
  async find(tx: Tx, { kind, id }: DeadLetterName): Promise<DeadLetter | null> {
    const [row] = await tx.all<Row>(`${SELECT[kind]} AND id = $1`, id);
    return row ? this.letterOf(kind, row) : null;
  }

  /**
   * Tries it anew, from the start: a turn is taken again, a message is pushed under a new retry key. It goes out within
   * seconds after the commit. False when there is nothing to try, or no way any more.
   */
  async resend(tx: Tx, name: DeadLetterName, now: number): Promise<boolean> {
    if (!(await this.find(tx, name))?.canResend) return false;
    if (name.kind === 'message') return this.outbox.revive(tx, name.id, now);
    const woken = await tx.run(
      `UPDATE inbox_event SET state = 'pending', attempts = 0, due_at = $2 WHERE id = $1 AND state = 'failed'`,
      name.id,
      now,
    );
    return woken > 0;
  }

  /** Lets go of it for good. False when it is not there (any more). */
  async drop(tx: Tx, { kind, id }: DeadLetterName): Promise<boolean> {
    const gone = await tx.run(
      kind === 'turn'
        ? `UPDATE inbox_event SET state = 'done', payload = NULL, person_id = NULL WHERE id = $1 AND state = 'failed'`
        : `DELETE FROM outbox_message WHERE id = $1 AND state = 'dead'`,
      id,
    );
    return gone > 0;
  }

  private letterOf(kind: DeadLetter['kind'], row: Row): DeadLetter {
    const hasWay =
      kind === 'turn' ? this.channels.serves(row.channel) : this.channels.senderOf(row.channel) !== null;
    return { ...row, kind, canResend: hasWay && row.personId !== null };
  }
}
