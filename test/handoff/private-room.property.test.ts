import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { InboundEvent } from '../../src/delivery';
import type { KnownPerson } from '../../src/people';
import type { Tx } from '../../src/store';
import { DeliveryRig, type TestProcess } from '../delivery/delivery-rig';
import type { TestPerson } from '../delivery/test-person';
import { onBothDatabases } from '../support/databases';
import { findMarks } from '../support/marked-search';
import { type House, openHouse, roomOf } from './open-house';

/** What can happen between a person, their phone, their room, and a counsellor. */
const happenings = [
  'counsellor-says',
  'letter-from-room',
  'letter-from-line',
  'letter-answered',
  'asks-link',
  'opens-room',
  'uses-room',
  'wants-line',
  'wants-room',
  'stops-notices',
  'leaves-line',
  'returns-to-line',
  'hours-pass',
  'reads-letters-in-line',
  'drafts-in-room',
  'looks-at-draft-in-line',
] as const;
type Happening = (typeof happenings)[number];

/** Invented, and like nothing that would be there by chance. */
const markOf = (index: number) => `ひみつの小箱 Zq${index}w 屋根裏`;

onBothDatabases((dialect) => {
  const rig = DeliveryRig.use(dialect);
  let sentInAll = 0;
  let saidInAll = 0;

  /** One life: happenings one after another. What was said by a counsellor or stands in letters is marked. */
  async function live(rule: 'private' | 'line', course: readonly Happening[]): Promise<void> {
    const room = roomOf(rig, rule);
    const process = await rig.start({ room });
    const house = openHouse(rig, process, room);
    const phone = rig.person();
    await hear(process, phone.followed());
    const person = await rig.known(phone);
    if (!person) throw new Error('Somebody who followed is known.');
    const marks: Record<string, string> = {};
    const mark = () => {
      const text = markOf(Object.keys(marks).length);
      marks[`word ${Object.keys(marks).length}`] = text;
      return text;
    };
    // Under the rule `line`, somebody who has asked for the room is as private as an organisation's rule makes them.
    if (rule === 'line') await write((tx) => register(tx, house, person, 'room'));
    for (const happening of course) {
      if (rule === 'line' && happening === 'wants-line') continue;
      await happen(happening, { process, house, phone, person, mark });
    }
    await settle();
    const said = Buffer.from(JSON.stringify(process.sender.calls));
    expect(findMarks(said, marks)).toEqual([]);
    sentInAll += process.sender.calls.filter(({ way }) => way === 'push').length;
    saidInAll += Object.keys(marks).length;
    await rig.stop(process);
    await rig.run('DELETE FROM person');
  }

  /** Lets time pass until every turn is taken and everything is sent. */
  const settle = () => rig.passUntil('everything to be sent', async () => (await rig.left()) === 0);
  const hear = async (process: TestProcess, event: InboundEvent) => {
    await process.delivery.accept([event]);
    await settle();
  };
  const write = <T>(work: (tx: Tx) => Promise<T>) => rig.store.write(work);
  const register = (tx: Tx, house: House, person: KnownPerson, answerIn: 'room' | 'line') =>
    house.room.registrations.save(
      tx,
      person,
      { nickname: null, municipality: null, ageBand: null, duration: null, answerIn },
      rig.now(),
    );

  async function happen(
    happening: Happening,
    at: {
      readonly process: TestProcess;
      readonly house: House;
      readonly phone: TestPerson;
      readonly person: KnownPerson;
      readonly mark: () => string;
    },
  ): Promise<void> {
    const { process, house, phone, person, mark } = at;
    const { letters, links } = house.room;
    const now = rig.now();
    switch (happening) {
      case 'counsellor-says':
        await write((tx) => house.voice.say(tx, person.id, { text: mark(), staff: 'staff' }, now));
        return;
      case 'letter-from-room':
      case 'letter-from-line': {
        const letter = {
          id: randomUUID(),
          channel: happening === 'letter-from-room' ? 'web' : 'line',
          body: mark(),
          about: mark(),
          // Written when the rule was another, perhaps: it is the answer that must not go to LINE.
          answerIn: 'line' as const,
        };
        const own = {
          ...letter,
          answerIn: (await write((tx) => house.room.registrations.of(tx, person))).answerIn,
        };
        await write((tx) => letters.send(tx, person, own, now));
        return;
      }
      case 'letter-answered':
        await write(async (tx) => {
          const [waiting] = await letters.waiting(tx, 1);
          const answer = { body: mark(), staff: 'staff' };
          if (waiting) await house.voice.answerLetter(tx, person.id, waiting.id, answer, now);
        });
        return;
      case 'asks-link':
        await hear(process, phone.chose('room/what/open'));
        return;
      case 'opens-room':
        await write(async (tx) => {
          await links.make(tx, person.id, 'conversation', now);
          await house.sessions.open(tx, person.id, now);
        });
        return;
      case 'uses-room':
        await write(async (tx) => {
          await tx.run('UPDATE web_session SET used_at = $2 WHERE person_id = $1', person.id, now);
        });
        return;
      case 'wants-line':
        await write((tx) => register(tx, house, person, 'line'));
        return;
      case 'wants-room':
        await write((tx) => register(tx, house, person, 'room'));
        return;
      case 'stops-notices':
        await hear(process, phone.said('やめる'));
        return;
      case 'leaves-line':
        await hear(process, phone.left());
        return;
      case 'returns-to-line':
        await hear(process, phone.followed());
        return;
      case 'hours-pass':
        await rig.move(9 * 60 * 60_000);
        return;
      case 'drafts-in-room':
        await write((tx) =>
          letters.drafts.save(tx, person, { body: mark(), about: mark(), answerIn: null }, now),
        );
        return;
      case 'looks-at-draft-in-line':
        await hear(process, phone.chose('letter/added/look'));
        return;
      case 'reads-letters-in-line':
        await hear(process, phone.chose('move/letter'));
        await hear(process, phone.chose('letter/answered/read'));
        return;
    }
  }

  test.each(['private', 'line'] as const)(
    'whatever happens, no word of a counsellor, a letter or its answer goes to LINE in private (rule %s)',
    async (rule) => {
      sentInAll = 0;
      saidInAll = 0;
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.constantFrom(...happenings), { minLength: 4, maxLength: 12 }),
          (course) => live(rule, ['counsellor-says', ...course]),
        ),
        { numRuns: 25 },
      );
      expect(saidInAll).toBeGreaterThan(25);
      expect(sentInAll).toBeGreaterThan(5);
    },
    60_000,
  );
});
