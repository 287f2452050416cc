import type { Tx, Vault } from '../store';
import type { Booked } from './booked';
import type { BookingTerms } from './booking-rules';

/** Where an online meeting is. */
export type Meeting = { readonly link: string } | 'later' | 'none';

const MINUTE_MS = 60_000;
const LINK = 'booking_slot.meeting';

/**
 * Addresses of online meetings: those that staff gave for a slot, kept sealed, else those of the template. Its word is a
 * keyed hash of the booking, so it is kept nowhere, stays when the booking is moved, and is another for everybody.
 */
export class Meetings {
  constructor(
    private readonly terms: BookingTerms,
    private readonly vault: Vault,
  ) {}

  /** Whether slots for which staff gave no address have one all the same. */
  get hasTemplate(): boolean {
    return this.terms.meeting !== null;
  }

  /** What somebody is told who booked. */
  async forPerson(tx: Tx, booked: Booked, now: number): Promise<Meeting> {
    const { status, way, slot } = booked;
    if (status !== 'booked' || way !== 'online' || now >= slot.endsAt) return 'none';
    const link = await this.linkOf(tx, booked);
    if (link === null) return 'none';
    return now < slot.startsAt - this.terms.meetingMinutesBefore * MINUTE_MS ? 'later' : { link };
  }

  /** The address itself, whatever the time; null: nobody gave one. */
  async linkOf(tx: Tx, { id, slot }: Booked): Promise<string | null> {
    const [row] = await tx.all<{ meeting: Uint8Array | null }>(
      'SELECT meeting FROM booking_slot WHERE id = $1',
      slot.id,
    );
    const given = this.opened(row?.meeting ?? null);
    if (given !== null) return given;
    // Only letters and digits, so that it stands as it is in a path, a query or a host's room name.
    const room = this.vault.indexOf('meeting-room', id).replace(/[^A-Za-z0-9]/g, '');
    return this.terms.meeting?.replace('{room}', room) ?? null;
  }

  /** The address that staff gave for a slot, as its row holds it. */
  opened(meeting: Uint8Array | null): string | null {
    return meeting && this.vault.system.open(LINK, meeting);
  }

  /** Keeps, or with null removes, the address that staff gave for a slot. False: no such slot. */
  async give(tx: Tx, slotId: string, link: string | null): Promise<boolean> {
    const sealed = link === null ? null : this.vault.system.seal(LINK, link);
    return (await tx.run('UPDATE booking_slot SET meeting = $2 WHERE id = $1', slotId, sealed)) > 0;
  }
}
