import { randomBytes } from 'node:crypto';
import { erasePerson, PersonDirectory } from '../../src/people';
import { openStore, type Store, Vault } from '../../src/store';
import { MasterKey } from '../../src/store/master-key';
import { createMigratedDatabase, onBothDatabases, type TestDatabase } from '../support/databases';
import { FakeClock } from '../support/fake-clock';

const ADDRESS = 'U0123456789abcdef0123456789abcdef';
const HOUR = 60 * 60_000;

onBothDatabases((dialect) => {
  const vault = new Vault(randomBytes(32));
  const clock = FakeClock.at('2026-11-20T21:00:00+09:00');
  let database: TestDatabase;
  let store: Store;
  let people: PersonDirectory;

  beforeAll(async () => {
    database = await createMigratedDatabase(dialect);
    store = await openStore(database.location, vault, clock);
  });
  beforeEach(() => {
    people = new PersonDirectory(vault);
  });
  afterEach(() => store.write((tx) => tx.run('DELETE FROM person')));
  afterAll(async () => {
    await store.close();
    await database.remove();
  });

  const create = () => store.write((tx) => people.create(tx, 'line', ADDRESS, clock.now()));
  const find = (directory = people) => store.read((tx) => directory.find(tx, 'line', ADDRESS));

  test('nobody is found by an id that never wrote', async () => {
    expect(await find()).toBeNull();
  });

  test('somebody is found again by the same channel’s id, with the key that opens what is theirs', async () => {
    const made = await create();
    const sealed = made.key.seal('test', 'ことば');
    const found = await find(new PersonDirectory(vault));
    expect(found).toMatchObject({ id: made.id, reachable: true });
    expect(found?.key.open('test', sealed)).toBe('ことば');
    expect(await store.read((tx) => people.find(tx, 'web', ADDRESS))).toBeNull();
  });

  test('made by several at once, they are one', async () => {
    const made = await Promise.all(Array.from({ length: 5 }, () => create()));
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    expect(await store.read((tx) => tx.all('SELECT id FROM person'))).toHaveLength(1);
  });

  test('a lost race leaves no key behind that fits nobody', async () => {
    const [one, two] = await Promise.all([create(), create()]);
    const sealed = one.key.seal('test', 'ことば');
    expect(two.key.open('test', sealed)).toBe('ことば');
  });

  test('somebody of the web is known by a random address, and by nothing else', async () => {
    const [one, two] = await store.write(async (tx) => [
      await people.createUnknown(tx, 'web', clock.now()),
      await people.createUnknown(tx, 'web', clock.now()),
    ]);
    expect(one?.address).toMatch(/^[0-9a-f]{32}$/);
    expect(one?.address).not.toBe(two?.address);
    const found = await store.read((tx) => people.find(tx, 'web', one?.address ?? ''));
    expect(found).toMatchObject({ id: one?.id, reachable: true });
  });

  test('somebody of LINE gets one address on the web, always the same, however often and at once it is asked for', async () => {
    const person = await create();
    const give = () => store.write((tx) => people.giveAddress(tx, person, 'web'));
    const given = await Promise.all(Array.from({ length: 6 }, give));
    expect(new Set([...given, await give()]).size).toBe(1);
    expect(await store.read((tx) => people.find(tx, 'web', given[0] ?? ''))).toMatchObject({ id: person.id });
    expect(await find()).toMatchObject({ id: person.id });
  });

  test('their address is told only while they can be reached', async () => {
    const person = await create();
    const address = () => store.read((tx) => people.addressOf(tx, person, 'line'));
    expect(await address()).toBe(ADDRESS);
    await store.write((tx) => people.setReachable(tx, person.id, 'line', false));
    expect(await address()).toBeNull();
    expect(await find()).toMatchObject({ reachable: false });
    await store.write((tx) => people.setReachable(tx, person.id, 'line', true));
    expect(await address()).toBe(ADDRESS);
  });

  test('what they said about notices is kept; nobody erased accepts any', async () => {
    const { id } = await create();
    const accepts = () => store.read((tx) => people.acceptsNotices(tx, id));
    expect(await accepts()).toBe(true);
    await store.write((tx) => people.setNotices(tx, id, false));
    expect(await accepts()).toBe(false);
    await store.write((tx) => erasePerson(tx, people, id));
    expect(await accepts()).toBe(false);
  });

  test('when they were last here is kept to the hour', async () => {
    const { id } = await create();
    const lastSeenAt = () => store.read(async (tx) => (await people.lock(tx, id))?.lastSeenAt);
    const touchAfter = (ms: number) =>
      store.write(async (tx) => {
        const person = await people.lock(tx, id);
        if (person) await people.touch(tx, person, clock.now() + ms);
      });
    await touchAfter(HOUR - 1);
    expect(await lastSeenAt()).toBe(clock.now());
    await touchAfter(HOUR);
    expect(await lastSeenAt()).toBe(clock.now() + HOUR);
  });

  test('neither their id on the channel nor their key stands in the database', async () => {
    const { id } = await create();
    const [identity] = await store.read((tx) =>
      tx.all<{ place: string; address: Uint8Array; wrapped: Buffer }>(
        `SELECT c.address_index AS place, c.address, k.wrapped
           FROM channel_identity c JOIN person_key k ON k.person_id = c.person_id WHERE c.person_id = $1`,
        id,
      ),
    );
    expect(identity?.place).not.toContain(ADDRESS);
    expect(Buffer.from(identity?.address ?? []).toString('latin1')).not.toContain(ADDRESS);
    const wrapped = identity?.wrapped ?? Buffer.alloc(0);
    expect(vault.newest.master.unwrap(id, wrapped)).toHaveLength(32);
    expect(() => MasterKey.random().unwrap(id, wrapped)).toThrow();
  });

  describe('an erased person', () => {
    test('is not found, cannot be held, and has no address', async () => {
      const person = await create();
      await store.write((tx) => erasePerson(tx, people, person.id));
      expect(await find()).toBeNull();
      expect(await store.read((tx) => people.lock(tx, person.id))).toBeNull();
      expect(await store.read((tx) => people.open(tx, person.id))).toBeNull();
      expect(await store.read((tx) => people.addressOf(tx, person, 'line'))).toBeNull();
    });

    test('is new when they come back: another id, another key', async () => {
      const before = await create();
      const sealed = before.key.seal('test', 'ことば');
      await store.write((tx) => erasePerson(tx, people, before.id));
      const after = await create();
      expect(after.id).not.toBe(before.id);
      expect(() => after.key.open('test', sealed)).toThrow();
    });

    test('stays whole when the erasure is rolled back', async () => {
      const person = await create();
      const undone = store.write(async (tx) => {
        await erasePerson(tx, people, person.id);
        throw new Error('Changed its mind.');
      });
      await expect(undone).rejects.toThrow('Changed its mind.');
      expect(await find()).toMatchObject({ id: person.id });
    });

    test('leaves of their events only the ids', async () => {
      const { id } = await create();
      await store.write(async (tx) => {
        for (const [eventId, state] of [
          ['PENDING', 'pending'],
          ['FAILED', 'failed'],
        ] as const) {
          await tx.run(
            `INSERT INTO inbox_event (channel, event_id, person_id, state, payload, happened_at, accepted_at, attempts, due_at)
             VALUES ('line', $1, $2, $3, $4, 1, 1, 0, 1)`,
            eventId,
            id,
            state,
            Buffer.of(1),
          );
        }
        await erasePerson(tx, people, id);
      });
      const rows = await store.write(async (tx) => {
        const left = await tx.all(
          'SELECT event_id AS "eventId", person_id AS "personId", state, payload FROM inbox_event ORDER BY 1',
        );
        await tx.run('DELETE FROM inbox_event');
        return left;
      });
      expect(rows).toEqual([
        { eventId: 'FAILED', personId: null, state: 'done', payload: null },
        { eventId: 'PENDING', personId: null, state: 'done', payload: null },
      ]);
    });
  });
});
