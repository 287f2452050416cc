import { randomUUID } from 'node:crypto';
import { calendarDay } from '../../calendar';
import type { Tx } from '../../store';
import type { DemoCast } from './demo-cast';
import { DemoGuest } from './demo-guest';
import type { DemoHouse } from './demo-house';
import type { DemoStaffIds } from './demo-talks';

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
/** Further back nobody looks for a day that fits. */
const MOST_DAYS = 21;

/** Somebody of the cast writes a letter, so long ago that it is due as the cast says. */
export async function playLetter(
  tx: Tx,
  house: DemoHouse,
  written: DemoCast['letters'][number],
  idOf: DemoStaffIds,
): Promise<void> {
  const { room, clock, audit, voice } = house;
  const { about, body, by, answer, isRead, channel } = written;
  const sentAt = sentFor(house, written.due);
  const guest = await DemoGuest.comes(tx, house, written, sentAt - HOUR_MS);
  const person = await guest.held();
  const letter = { id: randomUUID(), channel, body, about, answerIn: 'room' as const };
  await room.letters.send(tx, person, letter, sentAt);
  if (by === undefined || answer === undefined) return;
  const at = Math.min(sentAt + DAY_MS, clock.now() - HOUR_MS);
  const staff = idOf(by);
  await voice.answerLetter(tx, guest.id, letter.id, { body: answer, staff }, at);
  await audit.note(tx, staff, 'letter.answer', guest.id, at);
  if (isRead) await room.letters.read(tx, person, letter.id, at + HOUR_MS / 2);
}

/** When a letter was sent that is due like that; the latest such time, or a few hours ago where no day fits. */
function sentFor({ room, clock, flows }: DemoHouse, due: DemoCast['letters'][number]['due']): number {
  const now = clock.now();
  const today = calendarDay(now, flows.timeZone);
  const recent = now - 3 * HOUR_MS;
  if (due === 'soon') return recent;
  if (due === 'answered') return now - 3 * DAY_MS;
  for (let days = 0; days <= MOST_DAYS; days += 1) {
    const at = recent - days * DAY_MS;
    const dueOn = room.letters.dueOn(at);
    if (due === 'today' ? dueOn === today : dueOn < today) return at;
  }
  return recent;
}
