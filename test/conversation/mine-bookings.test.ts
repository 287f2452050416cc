import { resolve } from 'node:path';
import { openRoom } from '../../src/app/open-handoff';
import { exportPage } from '../../src/conversation';
import { languages } from '../../src/flow';
import { BookingRig } from '../booking/booking-rig';
import { shippedContent } from '../cli/shipped-content';
import { onBothDatabases } from '../support/databases';

const content = shippedContent(resolve('.'));
const { timeZone } = content.flows;

onBothDatabases((dialect) => {
  const rig = BookingRig.use(dialect);

  /** Somebody who booked a talk, with a note for the peer, and waits for another. */
  const somebodyWhoBooked = async () => {
    const booking = rig.booking();
    const [first, ...others] = await rig.slots(booking);
    const full = others.at(-1);
    if (!first || !full) throw new Error('The rules give too few slots.');
    const person = await rig.do((tx) => rig.people.createUnknown(tx, 'web', rig.now));
    const way = { way: 'phone' } as const;
    const booked = await rig.do((tx, now) => booking.confirm(tx, person.id, first.id, way, now));
    if (typeof booked === 'string') throw new Error(booked);
    for (const other of await rig.crowd(2)) {
      await rig.do((tx, now) => booking.confirm(tx, other, full.id, way, now));
    }
    await rig.do((tx, now) => booking.waitlist.wait(tx, person.id, full.id, now));
    await rig.do((tx) => booking.staff.setNote(tx, person, booked.id, '小さな声で話します'));
    return person;
  };
  const room = () => openRoom({ flows: content.flows, vault: rig.vault, baseUrl: null });

  test('what somebody takes away holds their bookings and their waiting, and nobody else’s', async () => {
    const person = await somebodyWhoBooked();
    const as = { language: 'ja', withAddresses: false } as const;
    const { bookings } = await rig.do((tx, now) => room().mine.exportOf(tx, person, as, now));
    expect(bookings).toEqual([
      {
        startsAt: '2026-11-26T04:00:00.000Z',
        endsAt: '2026-11-26T05:00:00.000Z',
        peers: 'person',
        state: 'booked',
        way: 'phone',
        since: '2026-11-21T01:00:00.000Z',
        note: '小さな声で話します',
      },
      expect.objectContaining({ peers: 'family', state: 'waiting', way: null, note: '' }),
    ]);
  });

  test.each(languages)('the page to keep says them in words, in %s', async (language) => {
    const person = await somebodyWhoBooked();
    const { mine } = room();
    const as = { language, withAddresses: false };
    const exported = await rig.do((tx, now) => mine.exportOf(tx, person, as, now));
    const words = mine.words[language];
    const page = exportPage(exported, { words, registered: [], timeZone });
    const { bookings, chapters } = words.page;
    const chapter = page.split(`<h2>${chapters.bookings}</h2>`)[1]?.split('</section>')[0] ?? '';
    for (const told of [
      bookings.booked,
      bookings.person,
      bookings.phone,
      bookings.waiting,
      bookings.family,
    ]) {
      expect(chapter).toContain(told);
    }
    expect(chapter).toContain('小さな声で話します');
    expect(chapter).toMatch(/13:00|1:00\s?PM/);
  });

  test('a look at what is kept counts them', async () => {
    const person = await somebodyWhoBooked();
    const held = await rig.do((tx, now) => room().mine.look(tx, person, 'ja', now));
    expect(held.bookings).toBe(2);
  });
});
