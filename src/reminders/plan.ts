import { DateTime } from 'luxon';
import type { Affected, Booked, Booking, Offer } from '../booking';
import { calendarDay } from '../calendar';
import type { Talks } from '../handoff';
import type { ReminderWishes } from '../people';
import type { Tx } from '../store';
import type { DueMessages, Occurrence } from './due-messages';
import { nextAllowed, type QuietHours } from './quiet-hours';
import { subjectOfBooking, subjectOfSlot } from './subjects';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** A reminder of the day before is of no use any more so long before the beginning: another comes an hour before. */
const DAY_BEFORE_LATE_MS = 3 * HOUR_MS;
/** Bookings are looked at so long ahead: a day, and what quiet hours may add. */
const LOOK_AHEAD_MS = 2 * DAY_MS;
/** After a talk, "we are still here" comes so much later, for some days, and not again for so long. */
const STILL_HERE_AFTER_MS = 7 * DAY_MS;
const STILL_HERE_LATE_MS = 3 * DAY_MS;
const STILL_HERE_PAUSE_MS = 31 * DAY_MS;
/** New dates are news for so long. */
const NEWS_LATE_MS = 3 * DAY_MS;
/** What staff changed is told for so long, and not after the time that it is about. */
const CHANGE_LATE_MS = 7 * DAY_MS;
/** The mark that the schedule was looked at before: what stood in it then is no news. */
const LOOKED_BEFORE = 'looked-before';

/** What occurrences are found by. */
export interface PlanParts {
  readonly booking: Booking;
  readonly talks: Pick<Talks, 'overBetween'>;
  readonly wishes: ReminderWishes;
  /** Ids of the events that one can still apply for. */
  readonly upcomingEvents: (now: number) => readonly string[];
  readonly quiet: QuietHours | null;
  readonly timeZone: string;
}

/** Rules in, occurrences out: what falls due soon is noted, once, however often it is looked for. */
export class Plan {
  constructor(
    private readonly parts: PlanParts,
    private readonly due: DueMessages,
  ) {}

  /** Notes all that falls due soon. */
  async look(tx: Tx, now: number): Promise<void> {
    const { booking, talks } = this.parts;
    await booking.materialise(tx, now);
    await this.offers(tx, now);
    const ahead = await booking.beginning(tx, { from: now, before: now + LOOK_AHEAD_MS });
    for (const booked of ahead) await this.remind(tx, booked, now);
    const over = now - STILL_HERE_AFTER_MS;
    const past = await booking.beginning(tx, { from: over - STILL_HERE_LATE_MS, before: over });
    for (const { id, personId, slot, status } of past) {
      if (status === 'booked') await this.stillHere(tx, { id, personId, at: slot.startsAt }, now);
    }
    const counselled = await talks.overBetween(tx, { from: over - STILL_HERE_LATE_MS, before: over });
    for (const { id, personId, overAt } of counselled)
      await this.stillHere(tx, { id, personId, at: overAt }, now);
    await this.news(tx, now);
    await booking.forgetPast(tx, now);
    await this.due.forgetOld(tx, now);
  }

  /** Notes that a booking which had been asked for stands. */
  async settled(tx: Tx, { id, personId, slot }: Booked, now: number): Promise<boolean> {
    const subject = subjectOfBooking(id, slot.startsAt);
    return this.add(tx, { personId, kind: 'settled', subject, dueAt: now, lateAt: slot.startsAt });
  }

  /**
   * Notes what staff changed for somebody. Who waits for a time that is moved goes on waiting, and is told nothing: when a
   * seat is free, they are told of its time.
   */
  async affected(tx: Tx, { personId, had, was, now: moved }: Affected, now: number): Promise<boolean> {
    if (had === 'waiting' && moved) return false;
    const kind = moved ? 'moved' : had === 'waiting' ? 'wait-ended' : 'called-off';
    const subject = subjectOfSlot(was);
    const lateAt = Math.min(now + CHANGE_LATE_MS, Math.max(was.startsAt, moved?.startsAt ?? 0));
    return this.add(tx, { personId, kind, subject, dueAt: now, lateAt });
  }

  /**
   * Offers seats that became free, when people may be told of it: an offer that is made in quiet hours would be half over
   * when they read it. Until then nobody else gets the seats of those who wait.
   */
  private async offers(tx: Tx, now: number): Promise<void> {
    if (this.allowed(now) > now) return;
    for (const offer of await this.parts.booking.waitlist.offerFreed(tx, now)) {
      await this.offered(tx, offer, now);
    }
  }

  private async offered(tx: Tx, { personId, slot, until }: Offer, now: number): Promise<void> {
    const subject = `${slot.id}@${until}`;
    await this.add(tx, { personId, kind: 'offer', subject, dueAt: now, lateAt: until });
  }

  private async remind(tx: Tx, { id, personId, slot, bookedAt, status }: Booked, now: number): Promise<void> {
    if (status !== 'booked') return;
    const since = await this.parts.wishes.since(tx, personId, 'peer');
    if (since === null) return;
    const { startsAt } = slot;
    const subject = subjectOfBooking(id, startsAt);
    // Whoever books or wishes after its time knows it anyway.
    const knownSince = Math.max(bookedAt, since);
    const dayBefore = DateTime.fromMillis(startsAt, { zone: this.parts.timeZone })
      .minus({ days: 1 })
      .toMillis();
    for (const [kind, dueAt, lateAt] of [
      ['day-before', dayBefore, startsAt - DAY_BEFORE_LATE_MS],
      ['hour-before', startsAt - HOUR_MS, startsAt],
    ] as const) {
      if (dueAt > knownSince && lateAt > now) await this.add(tx, { personId, kind, subject, dueAt, lateAt });
    }
  }

  /** After a talk with a peer or a counsellor. Whoever talks with somebody again in the meantime hears it all the same, once. */
  private async stillHere(
    tx: Tx,
    { id, personId, at }: { readonly id: string; readonly personId: string; readonly at: number },
    now: number,
  ): Promise<void> {
    const since = await this.parts.wishes.since(tx, personId, 'still-here');
    const dueAt = at + STILL_HERE_AFTER_MS;
    if (since === null || since > dueAt) return;
    if (await this.due.anySince(tx, personId, 'still-here', now - STILL_HERE_PAUSE_MS)) return;
    const lateAt = dueAt + STILL_HERE_LATE_MS;
    const subject = `${id}@${at}`;
    await this.add(tx, { personId, kind: 'still-here', subject, dueAt, lateAt });
  }

  /** Tells of events that were not there before. What stood there at the first look is no news. */
  private async news(tx: Tx, now: number): Promise<void> {
    const { upcomingEvents, timeZone } = this.parts;
    const rows = await tx.all<{ id: string }>('SELECT id FROM seen_event');
    const seen = new Set(rows.map(({ id }) => id));
    const fresh = upcomingEvents(now).filter((id) => !seen.has(id));
    const isFirstLook = !seen.has(LOOKED_BEFORE);
    for (const id of isFirstLook ? [LOOKED_BEFORE, ...fresh] : fresh) {
      await tx.run(
        'INSERT INTO seen_event (id, seen_at) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING',
        id,
        now,
      );
    }
    if (isFirstLook || fresh.length === 0) return;
    const dueAt = this.allowed(now);
    const lateAt = now + NEWS_LATE_MS;
    const subject = calendarDay(now, timeZone);
    await this.due.addForWishes(tx, { kind: 'events', subject, dueAt, lateAt }, now);
  }

  /** Quiet hours put it off; what is late then is not noted. */
  private async add(tx: Tx, occurrence: Occurrence): Promise<boolean> {
    const dueAt = this.allowed(occurrence.dueAt);
    if (dueAt >= occurrence.lateAt) return false;
    await this.due.add(tx, { ...occurrence, dueAt });
    return true;
  }

  private allowed(at: number): number {
    return nextAllowed(at, this.parts.quiet, this.parts.timeZone);
  }
}
