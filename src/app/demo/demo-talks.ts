import type { Tx } from '../../store';
import type { DemoCast, DemoHappening } from './demo-cast';
import { DemoGuest } from './demo-guest';
import type { DemoHouse } from './demo-house';

const MINUTE_MS = 60_000;
/** Between two things that happen in a talk: people think before they write. */
const BREATH_MS = 4 * MINUTE_MS;

/** Ids of the staff by the name they sign in with. Throws for somebody who is not in the cast. */
export type DemoStaffIds = (login: string) => string;

/** Somebody of the cast comes, writes, and perhaps asks for a human; then what the cast says of their talk happens. */
export async function playPerson(
  tx: Tx,
  house: DemoHouse,
  written: DemoCast['people'][number],
  idOf: DemoStaffIds,
): Promise<void> {
  const { hall, audit } = house;
  const guest = await DemoGuest.comes(tx, house, written, house.clock.now() - written.ago * MINUTE_MS);
  for (const text of written.says) await guest.says(text);
  if (written.seenBy !== undefined) {
    for (const alarm of await hall.alarms.open(tx, 100)) {
      if (alarm.personId !== guest.id) continue;
      const by = idOf(written.seenBy);
      await hall.alarms.acknowledge(tx, alarm.id, by, guest.passes());
      await audit.note(tx, by, 'alarm.acknowledge', guest.id, guest.now);
    }
  }
  if (!written.talk) return;
  const talkId = await askForHuman(tx, house, guest);
  const { with: holder, words, snoozeMinutes, ended } = written.talk;
  if (holder === undefined) return;
  let staff = idOf(holder);
  await hall.talks.assign(tx, talkId, staff, guest.passes());
  await audit.note(tx, staff, 'talk.take', guest.id, guest.now);
  for (const word of words) {
    guest.passes(BREATH_MS);
    staff = await happens(tx, house, { guest, talkId, staff, idOf }, word);
  }
  if (snoozeMinutes !== undefined) {
    await hall.talks.snooze(tx, talkId, staff, house.clock.now() + snoozeMinutes * MINUTE_MS);
  }
  if (ended !== undefined) await endTalk(tx, house, { guest, talkId, staff }, ended);
}

/** They ask, and wait. The talk's id. */
export async function askForHuman(
  tx: Tx,
  { hall, conversations }: DemoHouse,
  guest: DemoGuest,
): Promise<string> {
  await guest.moves('person');
  await guest.takes('join');
  const waiting = await hall.talks.openOf(tx, guest.id);
  if (waiting) return waiting.id;
  // Too late in the evening for the queue to let anybody in; a demo has somebody in it at any hour.
  const person = await guest.held();
  const language = await conversations.languageOf(tx, person);
  const asked = { channel: guest.channel, language, summary: '', risk: 'none' as const };
  return (await hall.talks.ask(tx, person, asked, guest.now)).id;
}

/** A counsellor says something in a talk. */
export async function speak(
  tx: Tx,
  { hall, voice }: DemoHouse,
  { guest, talkId, staff }: { readonly guest: DemoGuest; readonly talkId: string; readonly staff: string },
  text: string,
): Promise<void> {
  const now = guest.passes();
  if (!(await hall.talks.answered(tx, talkId, staff, now)))
    throw new Error('The talk is not this counsellor’s.');
  await voice.say(tx, guest.id, { text, staff }, now);
}

export async function endTalk(
  tx: Tx,
  { hall, audit, conversations }: DemoHouse,
  { guest, talkId, staff }: { readonly guest: DemoGuest; readonly talkId: string; readonly staff: string },
  way: 'closed' | 'given-back',
): Promise<void> {
  const now = guest.passes();
  if (way === 'closed') await hall.talks.close(tx, talkId, staff, now);
  else {
    await hall.talks.giveBack(tx, talkId, staff, now);
    await conversations.goOn(tx, await guest.held(), guest.channel, now);
  }
  await audit.note(tx, staff, way === 'closed' ? 'talk.close' : 'talk.give-back', guest.id, now);
}

/** @returns who has the talk then */
async function happens(
  tx: Tx,
  house: DemoHouse,
  talk: {
    readonly guest: DemoGuest;
    readonly talkId: string;
    readonly staff: string;
    readonly idOf: DemoStaffIds;
  },
  word: DemoHappening,
): Promise<string> {
  const { hall, audit } = house;
  const { guest, talkId, staff, idOf } = talk;
  if ('them' in word) await guest.says(word.them);
  else if ('watch' in word) await hall.talks.watch(tx, talkId, idOf(word.watch), guest.passes());
  else if ('text' in word) await speak(tx, house, { guest, talkId, staff: idOf(word.by) }, word.text);
  else if ('note' in word) {
    const note = { staff: idOf(word.by), text: word.note };
    await hall.talks.whisper(tx, await guest.held(), talkId, note, guest.passes());
  } else {
    const over = { from: idOf(word.by), to: idOf(word.to), summary: word['hand-over'] };
    await hall.talks.handOver(tx, await guest.held(), talkId, over, guest.passes());
    await audit.note(tx, over.from, 'talk.hand-over', guest.id, guest.now);
    return over.to;
  }
  return staff;
}
