import { randomBytes } from 'node:crypto';
import { Conversations, type TurnScope } from '../../src/conversation';
import type { LiveService, Services } from '../../src/flow';
import { PersonDirectory } from '../../src/people';
import { openStore, type Store, Vault } from '../../src/store';
import { gatheringServices, loadGatheringSet, saturdayMorning } from '../flow/gathering-set';
import { createMigratedDatabase, onBothDatabases, type TestDatabase } from '../support/databases';
import { FakeClock } from '../support/fake-clock';
import { noMeaning } from '../support/meanings';

const flows = loadGatheringSet();

onBothDatabases((dialect) => {
  const vault = new Vault(randomBytes(32));
  const people = new PersonDirectory(vault);
  let database: TestDatabase;
  let store: Store;
  let personId: string;
  let turns = 0;
  /** What the acting service was performed in. */
  let scopes: TurnScope[] = [];
  let failing = false;

  /** Keeps a seat in the store, and may fail after that. */
  const book: LiveService<TurnScope> = {
    live: 'acts',
    outcomes: ['booked', 'gone'],
    values: { ticket: 'A-000' },
    async perform({ state }, scope) {
      scopes.push(scope);
      const gathering = String(state.held?.gathering?.value);
      await scope.tx.run('INSERT INTO seat (person, gathering) VALUES ($1, $2)', scope.person.id, gathering);
      if (failing) throw new Error('the house is full');
      const [row] = await scope.tx.all<{ count: number }>(
        'SELECT CAST(COUNT(*) AS INTEGER) AS count FROM seat WHERE person = $1',
        scope.person.id,
      );
      return { outcome: 'booked', values: { ticket: `A-${row?.count}` } };
    },
  };
  const { gatherings, 'offer-nickname': offer, hours } = gatheringServices;
  const services: Services<TurnScope> = {
    book,
    ...(gatherings?.live === undefined && gatherings && { gatherings }),
    ...(offer?.live === undefined && offer && { 'offer-nickname': offer }),
    ...(hours?.live === undefined && hours && { hours }),
  };
  const conversations = new Conversations({ flows, services, people, meaning: noMeaning });

  beforeAll(async () => {
    database = await createMigratedDatabase(dialect);
    store = await openStore(database.location, vault, new FakeClock(saturdayMorning));
    await store.write((tx) => tx.run('CREATE TABLE seat (person TEXT NOT NULL, gathering TEXT NOT NULL)'));
  });
  beforeEach(async () => {
    scopes = [];
    failing = false;
    const address = `U${randomBytes(16).toString('hex')}`;
    personId = await store.write(
      async (tx) => (await people.create(tx, 'line', address, saturdayMorning)).id,
    );
    await tap('move/menu');
    await tap('menu/what/gathering');
    await tap('gathering/which/each/walk');
    await write('２人');
    await write('あした');
    await tap('gathering/home/unsaid');
  });
  afterAll(async () => {
    await store.close();
    await database.remove();
  });

  const take = (event: { kind: 'text'; text: string } | { kind: 'chosen'; data: string }) => {
    turns += 1;
    const now = saturdayMorning + turns * 10_000;
    return store.write(async (tx) => {
      const person = await people.lock(tx, personId);
      if (!person) throw new Error('Nobody is there.');
      return conversations.takeTurn(
        tx,
        person,
        { channel: 'line', event, channelRef: null, turn: turns, happenedAt: now },
        now,
      );
    });
  };
  const write = (text: string) => take({ kind: 'text', text });
  const tap = (data: string) => take({ kind: 'chosen', data });
  const seats = () => store.read((tx) => tx.all('SELECT gathering FROM seat WHERE person = $1', personId));

  test('a service that acts is performed once, in the turn that it is part of', async () => {
    const { said, fault } = await write('はい');
    expect(fault).toBeNull();
    expect(said?.messages).toEqual([{ kind: 'text', text: '席をおとりしました。番号は A-1 です。' }]);
    expect(await seats()).toEqual([{ gathering: 'walk' }]);
    expect(scopes).toHaveLength(1);
    expect(scopes[0]).toMatchObject({ channel: 'line', person: { id: personId } });
  });

  test('what it gave stays while the question is open, and nothing is done again', async () => {
    await write('はい');
    await write('えっと');
    await tap('move/menu');
    await tap('move/back');
    expect(scopes).toHaveLength(1);
    expect(await seats()).toHaveLength(1);
  });

  test('a turn in which it fails has not been, and can be taken again', async () => {
    failing = true;
    await expect(write('はい')).rejects.toThrow('the house is full');
    expect(await seats()).toEqual([]);
    failing = false;
    const { said } = await write('はい');
    expect(said?.messages).toEqual([{ kind: 'text', text: '席をおとりしました。番号は A-1 です。' }]);
    expect(await seats()).toEqual([{ gathering: 'walk' }]);
  });

  test('a turn that needs none performs none', async () => {
    await write('いいえ');
    expect(scopes).toEqual([]);
    expect(await seats()).toEqual([]);
  });
});
