import { type OpeningHours, openingAt } from '../calendar';
import type { Tx } from '../store';
import type { Talks } from './talks';
import { type WaitingBand, waitingBand } from './waiting-band';

/** What an organisation has set for its queue: `handoff` of `flows/organisation.yaml`. */
export interface QueueRule {
  /** When it talks with people. */
  readonly hours: OpeningHours;
  /** So long before the end of the day's hours nobody is taken up any more. Minutes. */
  readonly lastTakenMinutes: number;
  /** With so many waiting nobody joins; they are shown other ways. */
  readonly mostWaiting: number;
}

/**
 * What somebody who asks for a human can be told. `unstaffed`: nobody has ever been on duty here, so no talk is offered ·
 * `open`: they may join · `full`: too many wait · `closed`: nobody takes anybody now · `waiting` and `with`: what is with
 * them already.
 */
export const queueLooks = ['unstaffed', 'open', 'full', 'closed', 'waiting', 'with'] as const;
export type QueueLook = (typeof queueLooks)[number];

const MINUTE_MS = 60_000;
/** The talks that a wait is reckoned from: the last so many, of the last so many days. */
const RECENT = 20;
const RECENT_MS = 30 * 24 * 60 * MINUTE_MS;

/** The queue as a person meets it. Every method works inside the caller's transaction. */
export class Queue {
  constructor(
    private readonly talks: Talks,
    readonly rule: QueueRule,
  ) {}

  /** What somebody who asks for a human now can be told. */
  async look(tx: Tx, personId: string, now: number): Promise<QueueLook> {
    const open = await this.talks.openOf(tx, personId);
    if (open && open.state !== 'over') return open.state;
    if (!(await this.talks.duty.isStaffed(tx))) return 'unstaffed';
    if ((await this.band(tx, personId, now)) === 'closed') return 'closed';
    return (await this.talks.waitingInAll(tx)) >= this.rule.mostWaiting ? 'full' : 'open';
  }

  /** How long the wait looks for somebody: from where they stand, or from the end when they do not wait yet. */
  async band(tx: Tx, personId: string, now: number): Promise<WaitingBand> {
    const duties = await this.talks.duty.onDuty(tx);
    // Nothing else matters then, and most of the time it is so.
    if (duties.length === 0 || !openingAt(this.rule.hours, now).open) return 'closed';
    const open = await this.talks.openOf(tx, personId);
    const { hours, lastTakenMinutes } = this.rule;
    return waitingBand({
      duties,
      ahead: open ? await this.talks.ahead(tx, open) : await this.talks.waitingInAll(tx),
      handlingMs: await this.talks.handlingMs(tx, now - RECENT_MS, RECENT),
      hours,
      lastTakenMs: lastTakenMinutes * MINUTE_MS,
      now,
    });
  }
}
