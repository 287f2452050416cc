import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { openStore, type Store, type Tx, Vault } from '../../src/store';
import { createTestDatabase, onBothDatabases, type TestDatabase } from '../support/databases';
import { FakeClock } from '../support/fake-clock';
import { waitFor } from '../support/wait-for';

const START = '2026-11-20T10:00:00+09:00';

/** Everything a store tells of one topic. */
function recordLive(store: Store, topic: Parameters<Store['listen']>[0] = 'said') {
  const heard: string[] = [];
  let missed = 0;
  const stop = store.listen(topic, {
    heard: (payload) => void heard.push(payload),
    missed: () => {
      missed += 1;
    },
  });
  return {
    heard,
    stop,
    get missed() {
      return missed;
    },
  };
}

onBothDatabases((dialect) => {
  let database: TestDatabase;
  let store: Store;
  let clock: FakeClock;
  const others: Store[] = [];
  const vault = new Vault(randomBytes(32));

  beforeEach(async () => {
    clock = FakeClock.at(START);
    database = await createTestDatabase(dialect);
    store = await openStore(database.location, vault, clock);
  });
  afterEach(async () => {
    for (const other of others.splice(0)) await other.close();
    await store.close();
    await database.remove();
  });

  const place = (tx: Tx, name: string) =>
    tx.run('INSERT INTO told_place (place_index, told_at) VALUES ($1, 1)', name);
  const places = async () => (await store.read((tx) => tx.all('SELECT place_index FROM told_place'))).length;

  test('what was told is heard when the transaction is committed, and not before', async () => {
    const live = recordLive(store);
    let heardInside = -1;
    await store.write(async (tx) => {
      await place(tx, 'a');
      tx.notify('said', 'p1');
      await tx.all('SELECT 1');
      heardInside = live.heard.length;
    });
    await waitFor('the notice', () => live.heard.length > 0);
    expect(heardInside).toBe(0);
    expect(live.heard).toEqual(['p1']);
  });

  test('whoever hears of it finds what was written', async () => {
    let found: Promise<number> | null = null;
    store.listen('said', {
      heard: () => {
        found = places();
      },
      missed: () => undefined,
    });
    await store.write(async (tx) => {
      await place(tx, 'a');
      tx.notify('said', 'p1');
    });
    await waitFor('the notice', () => found !== null);
    expect(await found).toBe(1);
  });

  test('work that throws tells nothing, and what ran beside it is told once', async () => {
    const live = recordLive(store);
    await Promise.allSettled([
      store.write(async (tx) => {
        await place(tx, 'a');
        tx.notify('said', 'before');
      }),
      store.write(async (tx) => {
        await place(tx, 'undone');
        tx.notify('said', 'undone');
        throw new Error('changed its mind');
      }),
      store.write(async (tx) => {
        await place(tx, 'b');
        tx.notify('said', 'after');
      }),
    ]);
    await waitFor('the notices', () => live.heard.length >= 2);
    expect([...live.heard].sort()).toEqual(['after', 'before']);
  });

  test('topics are kept apart, and who stopped listening hears nothing more', async () => {
    const said = recordLive(store);
    const gone = recordLive(store, 'gone');
    await store.write(async (tx) => tx.notify('gone', 'p1/7'));
    await waitFor('the notice', () => gone.heard.length === 1);
    gone.stop();
    await store.write(async (tx) => {
      tx.notify('gone', 'p1/8');
      tx.notify('said', 'p1');
    });
    await waitFor('the notice', () => said.heard.length === 1);
    expect([said.heard, gone.heard]).toEqual([['p1'], ['p1/7']]);
  });

  test('notices of one transaction come in their order', async () => {
    const live = recordLive(store);
    await store.write(async (tx) => {
      for (const name of ['1', '2', '3']) tx.notify('said', name);
    });
    await waitFor('the notices', () => live.heard.length === 3);
    expect(live.heard).toEqual(['1', '2', '3']);
  });

  if (dialect === 'postgres') {
    const elsewhere = async () => {
      const other = await openStore(database.location, vault, clock);
      others.push(other);
      return other;
    };

    test('another process hears it too, once, and finds what was written', async () => {
      const other = await elsewhere();
      const here = recordLive(store);
      const there = recordLive(other);
      await waitFor('the other to listen', () => there.missed > 0);
      await store.write(async (tx) => {
        await place(tx, 'a');
        tx.notify('said', 'p1');
      });
      await waitFor('the notice', () => there.heard.length > 0);
      expect((await other.read((tx) => tx.all('SELECT 1 FROM told_place'))).length).toBe(1);
      await other.write(async (tx) => tx.notify('said', 'p2'));
      await waitFor('the answer', () => here.heard.length === 2 && there.heard.length === 2);
      expect([here.heard, there.heard]).toEqual([
        ['p1', 'p2'],
        ['p1', 'p2'],
      ]);
    });

    test('a lost connection is made again; who listens is told that something may have been missed', async () => {
      const other = await elsewhere();
      const there = recordLive(other);
      await waitFor('the other to listen', () => there.missed === 1);
      await cutLiveConnections(database);
      await waitFor('the connection to be made again', () => {
        clock.advance(1_000);
        return there.missed === 2;
      });
      const told = store.write(async (tx) => tx.notify('said', 'p1'));
      await waitFor('the notice', () => {
        clock.advance(1_000);
        return there.heard.length === 1;
      });
      await told;
      expect(there.heard).toEqual(['p1']);
    });
  }
});

async function cutLiveConnections(database: TestDatabase): Promise<void> {
  if (database.location.dialect !== 'postgres') return;
  const client = new Client({ connectionString: database.location.url });
  await client.connect();
  await client.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE application_name = 'madobe-live' AND datname = current_database()`,
  );
  await client.end();
}
