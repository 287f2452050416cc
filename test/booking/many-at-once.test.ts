import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { Booking, type SlotView } from '../../src/booking';
import { openStore } from '../../src/store';
import { onBothDatabases } from '../support/databases';
import { BookingRig, rulesWith } from './booking-rig';

const fourSeats = rulesWith({ times: [{ from: '13:00', to: '14:00' }] }, { seatsPerTime: 4 });
const online = { way: 'online' } as const;

const shareOut = <T>(all: readonly T[], among: number): readonly (readonly T[])[] =>
  Array.from({ length: among }, (_, which) => all.filter((_each, index) => index % among === which));
const tally = (outcomes: readonly string[]): Record<string, number> =>
  Object.fromEntries(
    [...new Set(outcomes)].map((each) => [each, outcomes.filter((it) => it === each).length]),
  );

/** What a process says next; rejects when it ends without a word. */
const nextMessage = (child: ChildProcess): Promise<unknown> =>
  new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`a process ended with ${code} and said nothing`)));
  });

onBothDatabases((dialect) => {
  const rig = BookingRig.use(dialect);
  const booking = rig.booking(fourSeats);
  let slot: SlotView;

  beforeEach(async () => {
    slot = await rig.firstSlot(booking);
  });

  const outcomeOf = (person: string, by = booking, store = rig.store) =>
    store
      .write((tx) => by.confirm(tx, person, slot.id, online, rig.now))
      .then((outcome) => (typeof outcome === 'string' ? outcome : outcome.status));

  test('200 people who book the same four seats at once: exactly four have one', async () => {
    const people = await rig.crowd(200);
    const outcomes = await Promise.all(people.map((person) => outcomeOf(person)));
    expect(tally(outcomes)).toEqual({ booked: 4, full: 196 });
    expect(await rig.count('booking')).toBe(4);
  });

  test('200 people who hold and then book at once, each tapping twice: exactly four have one', async () => {
    const people = await rig.crowd(200);
    const outcomes = await Promise.all(
      people
        .flatMap((person) => [person, person])
        .map(async (person) => {
          await rig.do((tx, now) => booking.hold(tx, person, slot.id, now));
          return outcomeOf(person);
        }),
    );
    expect(tally(outcomes)).toEqual({ booked: 8, full: 392 });
    expect(await rig.count('booking')).toBe(4);
  });

  test('the database itself refuses a second booking of a seat, and a seat that is not there', async () => {
    const [one = '', two = ''] = await rig.crowd(2);
    await outcomeOf(one);
    const insert = (seat: number) =>
      rig.do((tx) =>
        tx.run(
          `INSERT INTO booking (id, slot_id, seat, person_id, state, made_at, revision)
           VALUES ('2f1f9a52-6a0b-4c52-9d3c-000000000000', $1, $2, $3, 'booked', 0, 0)`,
          slot.id,
          seat,
          two,
        ),
      );
    expect(await insert(1).catch(String)).toMatch(/unique/i);
    expect(await insert(5).catch(String)).toMatch(/foreign key/i);
    expect(await rig.count('booking')).toBe(1);
  });
});

describe('several processes on one PostgreSQL', () => {
  const rig = BookingRig.use('postgres');

  test('200 people, booking by four real processes at once: exactly four have a seat', async () => {
    const slot = await rig.firstSlot(rig.booking(fourSeats));
    const people = await rig.crowd(200);
    const processes: ChildProcess[] = [];
    try {
      for (const some of shareOut(people, 4)) {
        const child = fork(join(__dirname, 'booking-process.cjs'), { execArgv: [] });
        processes.push(child);
        child.send({
          location: rig.database.location,
          masterKey: rig.masterKey.toString('hex'),
          rules: fourSeats,
          slotId: slot.id,
          people: some,
          now: rig.now,
        });
      }
      await Promise.all(processes.map(nextMessage));
      const answers = processes.map(nextMessage);
      for (const child of processes) child.send('go');
      const outcomes = (await Promise.all(answers)).flatMap((answer) => answer as readonly string[]);
      expect(tally(outcomes)).toEqual({ booked: 4, full: 196 });
      expect(await rig.count('booking')).toBe(4);
    } finally {
      for (const child of processes) child.kill('SIGKILL');
    }
  }, 120_000);

  test('people who change, cancel and book across two slots by two stores never meet a fault', async () => {
    const booking = rig.booking(rulesWith({}, { seatsPerTime: 2 }));
    const [one, two] = await rig.slots(booking);
    const other = await openStore(rig.database.location, rig.vault, rig.clock);
    try {
      const people = await rig.crowd(12);
      const again = new Booking({ rules: rulesWith({}, { seatsPerTime: 2 }), vault: rig.vault });
      const stores = [rig.store, other] as const;
      const [here, there] = [one?.id ?? '', two?.id ?? ''];
      await Promise.all(
        people.flatMap((person, index) =>
          Array.from({ length: 6 }, async (_, round) => {
            const store = stores[(index + round) % 2] ?? rig.store;
            const [from, to] = round % 2 === 0 ? [here, there] : [there, here];
            await store.write((tx) => again.confirm(tx, person, from, online, rig.now));
            await store.write((tx) => again.waitlist.wait(tx, person, to, rig.now));
            await store.write((tx) => again.change(tx, person, { from, to }, rig.now));
            await store.write((tx) => again.waitlist.offerFreed(tx, rig.now));
            if (round === 5) await store.write((tx) => again.cancel(tx, person, to, rig.now));
          }),
        ),
      );
      for (const id of [here, there]) {
        const slot = await rig.do((tx, now) => booking.staff.find(tx, id, now));
        expect((slot?.bookings.length ?? 3) + (slot?.held ?? 3)).toBeLessThanOrEqual(2);
      }
    } finally {
      await other.close();
    }
  });
});
