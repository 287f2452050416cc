import type { Slot } from '../booking';

/** A booking at a time: the same booking, changed or moved to another time, is another occurrence. */
export function subjectOfBooking(bookingId: string, startsAt: number): string {
  return `${bookingId}@${startsAt}`;
}

/** A slot at a time, as it was before staff closed or moved it. */
export function subjectOfSlot(slot: Pick<Slot, 'id' | 'startsAt'>): string {
  return `${slot.id}@${slot.startsAt}`;
}

/** What stands in a subject: an id and a moment in milliseconds since the epoch. */
export function readSubject(subject: string): { readonly id: string; readonly at: number } {
  const [id = '', at = ''] = subject.split('@');
  return { id, at: Number(at) };
}
