import { randomUUID } from 'node:crypto';
import { erasePerson } from '../../people';
import type { Tx } from '../../store';
import type { DemoCast, DemoSomebody } from './demo-cast';
import { DemoGuest } from './demo-guest';
import type { DemoHouse } from './demo-house';
import { askForHuman, endTalk, speak } from './demo-talks';

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
/** How far the past of the demo goes back. */
const PAST_DAYS = 90;

/** Who wrote in such an order, over and over: more families and people themselves than others. */
const standpoints = [
  'family',
  'self',
  'self',
  'family',
  'sibling',
  'self',
  'family',
  'friend',
  'unsaid',
  'self',
] as const;

/** One of those who wrote in the months before. Always the same for the same index. */
export async function playPast(
  tx: Tx,
  house: DemoHouse,
  {
    index,
    of,
    past,
    staff,
  }: {
    readonly index: number;
    /** How many there are in all. */
    readonly of: number;
    readonly past: DemoCast['past'];
    readonly staff: readonly string[];
  },
): Promise<void> {
  const { clock, people, counts, room, voice } = house;
  const now = clock.now();
  const at = now - 2 * DAY_MS - Math.round((index / of) * PAST_DAYS * DAY_MS) - (index % 7) * HOUR_MS;
  const who: DemoSomebody = {
    nickname: null,
    standpoint: pick(standpoints, index),
    channel: index % 3 === 0 ? 'web' : 'line',
    language: 'ja',
  };
  const counsellor = pick(staff, index);
  const guest = await DemoGuest.comes(tx, house, who, at);
  await guest.says(pick(past.says, index));
  if (index % 2 === 0) {
    const talkId = await askForHuman(tx, house, guest);
    guest.passes((index % 5) * 4 * 60_000);
    await house.hall.talks.assign(tx, talkId, counsellor, guest.passes());
    for (const text of past.answers) {
      guest.passes(6 * 60_000);
      await speak(tx, house, { guest, talkId, staff: counsellor }, text);
    }
    await endTalk(tx, house, { guest, talkId, staff: counsellor }, index % 4 === 0 ? 'closed' : 'given-back');
  }
  if (index % 5 === 1) {
    const letter = {
      id: randomUUID(),
      channel: who.channel,
      body: past.letter,
      about: null,
      answerIn: 'room' as const,
    };
    await room.letters.send(tx, await guest.held(), letter, guest.passes());
    const answeredAt = guest.passes(DAY_MS);
    await voice.answerLetter(tx, guest.id, letter.id, { body: past.answer, staff: counsellor }, answeredAt);
  }
  // Some have erased everything since. What is left of them is that they were counted.
  if (index % 6 === 5)
    await erasePerson(tx, people, guest.id, { counts, by: 'asked', now: guest.passes(DAY_MS) });
}

function pick<Value>(values: readonly Value[], index: number): Value {
  const value = values[index % values.length];
  if (value === undefined) throw new Error('There is nothing to pick from.');
  return value;
}
