import { randomBytes } from 'node:crypto';
import { createServer, type Server, type Socket, connect as tcpConnect } from 'node:net';
import { Client } from 'pg';
import { openStore, type Store, type StoreLocation, Vault } from '../../src/store';
import { PostgresClockHold } from '../../src/store/postgres-clock-hold';
import { createTestDatabase, type TestDatabase } from '../support/databases';
import { FakeClock } from '../support/fake-clock';
import { waitFor } from '../support/wait-for';

const vault = new Vault(randomBytes(32));
const clock = FakeClock.at('2026-11-21T10:00:00+09:00');
const stores: Store[] = [];
let database: TestDatabase;

const open = async (location: StoreLocation = database.location): Promise<Store> => {
  const store = await openStore(location, vault, clock);
  stores.push(store);
  return store;
};

beforeEach(async () => {
  database = await createTestDatabase('postgres');
});
afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
  await database.remove();
});

const keepers = async (among: readonly Store[]): Promise<readonly Store[]> => {
  const answers = await Promise.all(among.map((store) => store.keepsClock()));
  return among.filter((_, index) => answers[index]);
};

describe('the clock of several processes', () => {
  it('is kept by one of them, and by the same one as long as it lives', async () => {
    const all = [await open(), await open(), await open()];
    const [keeper, ...others] = await keepers(all);
    expect(keeper).toBeDefined();
    expect(others).toEqual([]);
    expect(await keepers(all)).toEqual([keeper]);
    expect(await keepers([...all].reverse())).toEqual([keeper]);
  });

  it('goes to another when that one ends', async () => {
    const [first, second] = [await open(), await open()];
    expect(await keepers([first])).toEqual([first]);
    expect(await keepers([second])).toEqual([]);
    await first.close();
    expect(await first.keepsClock()).toBe(false);
    await waitFor('the server to give the clock back', () => second.keepsClock());
  });

  it('is kept by one again when the server has cut the connection that held it', async () => {
    const all = [await open(), await open()];
    expect(await keepers(all)).toHaveLength(1);
    await cut();
    let kept = await keepers(all);
    await waitFor('somebody to keep it', async () => {
      kept = await keepers(all);
      return kept.length > 0;
    });
    expect(kept).toHaveLength(1);
    expect(await keepers(all)).toEqual(kept);
  });

  it('is taken away from a process that hangs, though its connection stands', async () => {
    if (database.location.dialect !== 'postgres') throw new Error('On SQLite there is one process.');
    const { url } = database.location;
    const hanging = new PostgresClockHold(url, 200);
    const other = new PostgresClockHold(url);
    expect(await hanging.isOurs()).toBe(true);
    expect(await other.isOurs()).toBe(false);
    await waitFor('the other to keep the clock', () => other.isOurs());
    expect(await hanging.isOurs()).toBe(false);
    await Promise.all([hanging.close(), other.close()]);
  });
});

describe('a server that takes connections and says nothing', () => {
  it('is not reachable, which is found out in two seconds, and is again when it speaks', async () => {
    if (database.location.dialect !== 'postgres')
      throw new Error('Only PostgreSQL is reached over a network.');
    const wire = await Wire.to(database.location.url);
    try {
      const store = await open({ ...database.location, url: wire.url });
      expect(await store.isReachable()).toBe(true);
      wire.freeze();
      const answer = store.isReachable();
      clock.advance(2_000);
      expect(await answer).toBe(false);
      wire.thaw();
      await waitFor('the server to be reachable', () => store.isReachable());
    } finally {
      for (const store of stores.splice(0)) await store.close();
      await wire.close();
    }
  });
});

async function asked<Row>(statement: string): Promise<Row[]> {
  if (database.location.dialect !== 'postgres') return [];
  const client = new Client({ connectionString: database.location.url });
  await client.connect();
  try {
    return (await client.query(statement)).rows as Row[];
  } finally {
    await client.end();
  }
}

async function cut(): Promise<void> {
  await asked(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE application_name = 'madobe-clock' AND datname = current_database()`,
  );
}

/** A wire to the server that can be held still, with all connections standing. */
class Wire {
  private readonly sockets = new Set<Socket>();
  private frozen = false;

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static to(address: string): Promise<Wire> {
    const target = new URL(address);
    return new Promise((resolve) => {
      const server = createServer((near) => {
        const far = tcpConnect(Number(target.port), target.hostname);
        wire.add(near, far);
      });
      let wire: Wire;
      server.listen(0, '127.0.0.1', () => {
        const url = new URL(address);
        const listening = server.address();
        url.port = String(typeof listening === 'object' ? listening?.port : '');
        wire = new Wire(server, url.href);
        resolve(wire);
      });
    });
  }

  freeze(): void {
    this.frozen = true;
    for (const socket of this.sockets) socket.pause();
  }

  thaw(): void {
    this.frozen = false;
    for (const socket of this.sockets) socket.resume();
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private add(near: Socket, far: Socket): void {
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      this.sockets.add(from);
      from.on('data', (bytes) => void to.write(bytes));
      from.on('close', () => to.destroy());
      from.on('error', () => to.destroy());
      if (this.frozen) from.pause();
    }
  }
}
