import { randomBytes, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { applyRetention, PersonDirectory } from '../../src/people';
import { openStore, type Store, Vault } from '../../src/store';
import { createTestDatabase, onBothDatabases, type TestDatabase } from '../support/databases';
import { FakeClock } from '../support/fake-clock';

const DAY = 24 * 60 * 60_000;
const NOW = '2028-06-01T03:30:00+09:00';

onBothDatabases((dialect) => {
  const vault = new Vault(randomBytes(32));
  const clock = FakeClock.at(NOW);
  let database: TestDatabase;
  let store: Store;
  let people: PersonDirectory;

  beforeAll(async () => {
    database = await createTestDatabase(dialect);
    store = await openStore(database.location, vault, clock);
    people = new PersonDirectory(vault);
  });
  afterEach(async () => {
    clock.jumpTo(NOW);
    for (const table of ['inbox_event', 'unsent_message', 'person']) {
      await store.write((tx) => tx.run(`DELETE FROM ${table}`));
    }
  });
  afterAll(async () => {
    await store.close();
    await database.remove();
  });

  /** Somebody who was last here at that time. */
  const cameAt = (at: number) =>
    store.write(async (tx) => (await people.create(tx, 'line', randomUUID(), at)).id);
  const ids = async (table: string, column = 'id') =>
    (await store.read((tx) => tx.all<{ id: string }>(`SELECT ${column} AS id FROM ${table} ORDER BY 1`))).map(
      ({ id }) => id,
    );
  const addEvent = (eventId: string, state: string, acceptedAt: number, personId: string | null = null) =>
    store.write((tx) =>
      tx.run(
        `INSERT INTO inbox_event (channel, event_id, person_id, state, payload, happened_at, accepted_at, attempts, due_at)
         VALUES ('line', $1, $2, $3, $4, $5, $5, 0, $5)`,
        eventId,
        personId,
        state,
        state === 'done' ? null : Buffer.of(1),
        acceptedAt,
      ),
    );
  const retain = (days: number) => applyRetention(store, people, clock, days);

  test('whoever has not been here for the days the greeting names is erased, the others are not', async () => {
    const gone = await cameAt(clock.now() - 365 * DAY - 1);
    const here = [await cameAt(clock.now() - 365 * DAY), await cameAt(clock.now())];
    expect(await retain(365)).toBe(1);
    expect(await ids('person')).toEqual(here.sort());
    expect(await ids('channel_identity', 'person_id')).not.toContain(gone);
  });

  test('days are counted, not dates: a 29th of February in between makes no difference', async () => {
    clock.jumpTo('2028-03-01T12:00:00+09:00');
    await cameAt(Date.parse('2027-03-02T11:59:59+09:00'));
    const here = await cameAt(Date.parse('2027-03-02T12:00:00+09:00'));
    expect(await retain(365)).toBe(1);
    expect(await ids('person')).toEqual([here]);
    clock.jumpTo('2029-02-28T12:00:00+09:00');
    expect(await retain(365 * 2 - 1)).toBe(0);
    clock.jumpTo('2029-03-01T12:00:01+09:00');
    expect(await retain(365 * 2)).toBe(1);
  });

  test('for any days and any people, exactly those longer away are erased', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 3650 }),
        fc.array(fc.integer({ min: 0, max: 4000 }), { minLength: 1, maxLength: 5 }),
        async (days, away) => {
          for (const since of away) await cameAt(clock.now() - since * DAY);
          expect(await retain(days)).toBe(away.filter((since) => since > days).length);
          await store.write((tx) => tx.run('DELETE FROM person'));
        },
      ),
      { numRuns: 15 },
    );
  });

  test('more people than one transaction takes are all erased', async () => {
    await store.write(async (tx) => {
      for (let made = 0; made < 230; made += 1) await people.create(tx, 'line', randomUUID(), 0);
    });
    expect(await retain(30)).toBe(230);
    expect(await ids('person')).toEqual([]);
  });

  test('doing it twice, or in two processes at once, does nothing more', async () => {
    for (let made = 0; made < 7; made += 1) await cameAt(0);
    const both = await Promise.all([retain(30), retain(30)]);
    expect((both[0] ?? 0) + (both[1] ?? 0)).toBe(7);
    expect(await retain(30)).toBe(0);
  });

  test('somebody who has just written again is not erased before they are answered', async () => {
    const back = await cameAt(0);
    await addEvent('WAITS', 'pending', clock.now(), back);
    expect(await retain(30)).toBe(0);
    expect(await ids('person')).toEqual([back]);
  });

  test('what failed for staff goes with the person it belongs to', async () => {
    const gone = await cameAt(0);
    await addEvent('FAILED', 'failed', 1, gone);
    expect(await retain(30)).toBe(1);
    expect(await ids('inbox_event', 'event_id')).toEqual([]);
  });

  test('ids of finished events and marks of unsent messages go when no redelivery can need them', async () => {
    const young = clock.now() - 30 * DAY;
    await addEvent('OLD', 'done', young - 1);
    await addEvent('OLDFAILED', 'failed', young - 1, await cameAt(clock.now()));
    await addEvent('YOUNG', 'done', young);
    await store.write(async (tx) => {
      const mark = 'INSERT INTO unsent_message (channel_ref, unsent_at) VALUES ($1, $2)';
      await tx.run(mark, 'old', young - 1);
      await tx.run(mark, 'young', young);
    });
    await retain(365);
    expect(await ids('inbox_event', 'event_id')).toEqual(['OLDFAILED', 'YOUNG']);
    expect(await ids('unsent_message', 'channel_ref')).toEqual(['young']);
  });

  test('thousands of old ids go in one night', async () => {
    await store.write(async (tx) => {
      for (let made = 0; made < 2_300; made += 1) {
        await tx.run(
          `INSERT INTO inbox_event (channel, event_id, state, happened_at, accepted_at, attempts, due_at)
           VALUES ('line', $1, 'done', 1, 1, 0, 1)`,
          `OLD${made}`,
        );
      }
    });
    await addEvent('YOUNG', 'done', clock.now());
    await retain(365);
    expect(await ids('inbox_event', 'event_id')).toEqual(['YOUNG']);
  });
});
