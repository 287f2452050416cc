import { randomBytes, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  addPersonKey,
  destroyPersonKey,
  finishRotation,
  givenMasterKeys,
  KeptMasterKeys,
  type MasterKeys,
  openPersonKey,
  openStore,
  rotateKeys,
  type SealingKey,
  type Store,
  Vault,
} from '../../src/store';
import { MasterKey } from '../../src/store/master-key';
import { createTestDatabase, onBothDatabases, type TestDatabase } from '../support/databases';
import { FakeClock } from '../support/fake-clock';

const clock = FakeClock.at('2026-11-21T10:00:00+09:00');
/** More than two batches. */
const PEOPLE = 450;

/** What one process has open. */
interface Process {
  readonly store: Store;
  readonly vault: Vault;
}

onBothDatabases((dialect) => {
  let database: TestDatabase;
  const open: Process[] = [];
  /** Something sealed for each person, by their id. */
  const words = new Map<string, Buffer>();

  beforeEach(async () => {
    database = await createTestDatabase(dialect);
    words.clear();
  });
  afterEach(async () => {
    for (const { store } of open.splice(0)) await store.close();
    await database.remove();
  });

  const kept = () => new KeptMasterKeys(database.dataDir);
  const start = async (keys: MasterKeys = kept()): Promise<Process> => {
    const vault = new Vault(keys);
    const process = { store: await openStore(database.location, vault, clock), vault };
    open.push(process);
    return process;
  };
  const add = async ({ store, vault }: Process): Promise<string> => {
    const id = randomUUID();
    const key: SealingKey = await store.write((tx) => addPersonKey(tx, vault, id));
    words.set(id, key.seal('words', id));
    return id;
  };
  const populate = async (process: Process) => {
    await Promise.all(Array.from({ length: PEOPLE }, () => add(process)));
  };
  const read = async ({ store, vault }: Process, id: string): Promise<string | undefined> => {
    const key = await store.read((tx) => openPersonKey(tx, vault, id));
    return key?.open('words', words.get(id) ?? Buffer.alloc(0));
  };
  const expectAllReadable = async (process: Process) => {
    for (const id of words.keys()) expect(await read(process, id)).toBe(id);
  };
  const generations = async ({ store }: Process) =>
    (
      await store.read((tx) =>
        tx.all<{ generation: number }>(
          'SELECT generation FROM key_generation UNION SELECT DISTINCT generation FROM person_key ORDER BY 1',
        ),
      )
    ).map(({ generation }) => generation);
  /** Breaks a rotation off before its `nth` pause. */
  const breakOffAt = (nth: number) => {
    let pauses = 0;
    return async () => {
      pauses += 1;
      if (pauses === nth) throw new Error('killed');
    };
  };

  test('a new master key is made, wraps everybody’s key, and the old one goes', async () => {
    const server = await start();
    const before = kept().read().current;
    await populate(server);
    const place = server.vault.indexOf('address/line', 'U1');
    expect(await rotateKeys(server.store, server.vault)).toEqual({
      outcome: 'done',
      generation: 2,
      rewrapped: PEOPLE,
    });
    const { current, previous } = kept().read();
    expect([current.equals(before), previous]).toEqual([false, null]);
    expect(await generations(server)).toEqual([2]);
    const fresh = await start();
    await expectAllReadable(fresh);
    expect(fresh.vault.indexOf('address/line', 'U1')).toBe(place);
    await expect(start(givenMasterKeys(before.bytes))).rejects.toMatchObject({ code: 'key_mismatch' });
  });

  test('rotating again makes yet another key', async () => {
    const server = await start();
    await populate(server);
    const keys = [kept().read().current];
    for (const generation of [2, 3]) {
      expect(await rotateKeys(server.store, server.vault)).toMatchObject({ outcome: 'done', generation });
      keys.push(kept().read().current);
    }
    expect(new Set(keys.map(({ bytes }) => bytes.toString('hex'))).size).toBe(3);
    await expectAllReadable(await start());
  });

  test('broken off between any two of its transactions, everything stays readable, and the next run finishes it', async () => {
    const server = await start();
    await populate(server);
    for (let nth = 1, generation = 2; ; nth += 1, generation += 1) {
      const cli = await start();
      const run = rotateKeys(cli.store, cli.vault, breakOffAt(nth));
      const wentThrough = await run.then(
        () => true,
        (fault: Error) => {
          if (fault.message !== 'killed') throw fault;
          return false;
        },
      );
      if (wentThrough) {
        // Batches of 200, one look that finds nothing more, and the end.
        expect(nth).toBe(6);
        break;
      }
      await add(server);
      await expectAllReadable(await start());
      await expectAllReadable(server);
      const next = await start();
      const rotation = await rotateKeys(next.store, next.vault);
      expect(rotation).toMatchObject({ outcome: 'finished', generation });
      expect(await generations(next)).toEqual([generation]);
      expect(kept().read().previous).toBeNull();
      await expectAllReadable(server);
    }
  }, 60_000);

  test('broken off after the new key was kept and before it was used, the same key is taken up', async () => {
    const server = await start();
    await populate(server);
    const old = kept().read().current;
    const next = MasterKey.random();
    kept().keep({ current: next, previous: old });
    await expectAllReadable(await start());
    expect(await add(await start())).toBeDefined();
    const cli = await start();
    expect(await rotateKeys(cli.store, cli.vault)).toMatchObject({ outcome: 'done', generation: 2 });
    expect(kept().read().current.equals(next)).toBe(true);
    await expectAllReadable(server);
  });

  test('broken off before the old key was let go of, it is let go of, and no third key is made', async () => {
    const server = await start();
    await populate(server);
    const old = kept().read().current;
    await rotateKeys(server.store, server.vault);
    const next = kept().read().current;
    kept().keep({ current: next, previous: old });
    const cli = await start();
    expect(await rotateKeys(cli.store, cli.vault)).toMatchObject({ outcome: 'finished', rewrapped: 0 });
    expect(kept().read()).toEqual({ current: next, previous: null });
  });

  test('a start finishes what was broken off, and begins nothing', async () => {
    const server = await start();
    await populate(server);
    await expect(rotateKeys(server.store, server.vault, breakOffAt(1))).rejects.toThrow('killed');
    const again = await start();
    expect(await finishRotation(again.store, again.vault)).toBe(PEOPLE - 200);
    expect(await finishRotation(again.store, again.vault)).toBe(0);
    expect(await generations(again)).toEqual([2]);
    expect(kept().read().previous).toBeNull();
  });

  test('two rotations at once do the work of one', async () => {
    const server = await start();
    await populate(server);
    const [one, other] = [await start(), await start()];
    const rotations = await Promise.all([
      rotateKeys(one.store, one.vault),
      rotateKeys(other.store, other.vault),
    ]);
    expect(rotations.map(({ generation }) => generation)).toEqual([2, 2]);
    expect(rotations.map(({ outcome }) => outcome).sort()).toEqual(['done', 'finished']);
    expect(rotations.reduce((sum, { rewrapped }) => sum + rewrapped, 0)).toBe(PEOPLE);
    await expectAllReadable(server);
  });

  test('a server beside it reads and makes people all the while, and learns the new key by itself', async () => {
    const server = await start();
    await populate(server);
    const first = [...words.keys()];
    const cli = await start();
    let isOver = false;
    const rotation = rotateKeys(cli.store, cli.vault, () => new Promise((resolve) => setImmediate(resolve)));
    const talk = async (turn: number): Promise<void> => {
      const id = first[turn % first.length] ?? '';
      expect(await read(server, id)).toBe(id);
      await add(server);
      if (!isOver || turn < 100) await talk(turn + 7);
    };
    await Promise.all([
      talk(0),
      talk(1),
      talk(2),
      rotation.then(() => {
        isOver = true;
      }),
    ]);
    expect(words.size).toBeGreaterThan(PEOPLE);
    expect(await generations(server)).toEqual([2]);
    await expectAllReadable(server);
    await expectAllReadable(await start());
  });

  test('whoever was erased during it stays erased', async () => {
    const server = await start();
    await populate(server);
    const gone = [...words.keys()].slice(0, 100);
    const cli = await start();
    await Promise.all([
      rotateKeys(cli.store, cli.vault),
      ...gone.map((id) => server.store.write((tx) => destroyPersonKey(tx, id))),
    ]);
    for (const id of gone) {
      expect(await read(server, id)).toBeUndefined();
      words.delete(id);
    }
    await expectAllReadable(server);
    expect(await server.store.read((tx) => tx.all('SELECT 1 FROM person_key'))).toHaveLength(PEOPLE - 100);
  });

  describe('with keys that are given', () => {
    const [first, second] = [randomBytes(32), randomBytes(32)];

    test('everything is wrapped by the new one, after which the old one is needed no more', async () => {
      await populate(await start(givenMasterKeys(first)));
      const both = await start(givenMasterKeys(second, first));
      await expectAllReadable(both);
      expect(await rotateKeys(both.store, both.vault)).toMatchObject({ outcome: 'done', rewrapped: PEOPLE });
      await expectAllReadable(await start(givenMasterKeys(second)));
      expect(await rotateKeys(both.store, both.vault)).toMatchObject({ outcome: 'nothing-new' });
    });

    test('without a new one there is nothing to do', async () => {
      const server = await start(givenMasterKeys(first));
      await add(server);
      expect(await rotateKeys(server.store, server.vault)).toEqual({
        outcome: 'nothing-new',
        generation: 1,
        rewrapped: 0,
      });
    });

    test('a start with both begins nothing: processes may still run that have only the old one', async () => {
      const old = await start(givenMasterKeys(first));
      await add(old);
      const both = await start(givenMasterKeys(second, first));
      expect(await finishRotation(both.store, both.vault)).toBe(0);
      await add(both);
      await expectAllReadable(old);
      expect(await generations(both)).toEqual([1]);
    });

    test('processes that have both keys work on through the rotation, whichever they call the current one', async () => {
      const servers = [
        await start(givenMasterKeys(first, second)),
        await start(givenMasterKeys(second, first)),
      ];
      for (const server of servers) await populate(server);
      const cli = await start(givenMasterKeys(second, first));
      await expect(rotateKeys(cli.store, cli.vault, breakOffAt(2))).rejects.toThrow('killed');
      for (const server of servers) {
        await add(server);
        await expectAllReadable(server);
      }
      await finishRotation(cli.store, cli.vault);
      for (const server of servers) {
        await add(server);
        await expectAllReadable(server);
      }
    });

    test('a process that was left with the old key alone makes nobody whom others could not read', async () => {
      const old = await start(givenMasterKeys(first));
      await add(old);
      const both = await start(givenMasterKeys(second, first));
      await rotateKeys(both.store, both.vault);
      await expect(add(old)).rejects.toMatchObject({ code: 'key_mismatch' });
      expect(await both.store.read((tx) => tx.all('SELECT 1 FROM person_key'))).toHaveLength(1);
    });

    test('a wrong previous key is refused, and nothing is changed', async () => {
      const server = await start(givenMasterKeys(first));
      await populate(server);
      const before = await server.store.read((tx) => tx.all('SELECT * FROM person_key ORDER BY person_id'));
      const refused = { code: 'key_mismatch' };
      await expect(start(givenMasterKeys(second, randomBytes(32)))).rejects.toMatchObject(refused);
      const both = await start(givenMasterKeys(second, first));
      await expect(rotateKeys(both.store, both.vault, breakOffAt(1))).rejects.toThrow('killed');
      const halfWay = await server.store.read((tx) => tx.all('SELECT * FROM person_key ORDER BY person_id'));
      expect(halfWay).not.toEqual(before);
      for (const keys of [
        givenMasterKeys(second),
        givenMasterKeys(second, randomBytes(32)),
        givenMasterKeys(first),
        givenMasterKeys(randomBytes(32), first),
      ]) {
        await expect(start(keys)).rejects.toMatchObject(refused);
      }
      expect(await server.store.read((tx) => tx.all('SELECT * FROM person_key ORDER BY person_id'))).toEqual(
        halfWay,
      );
    });
  });

  if (dialect === 'sqlite') {
    test('what the old key wrapped stands nowhere on the disk any more', async () => {
      const server = await start();
      await populate(server);
      const old = await server.store.read((tx) =>
        tx.all<{ wrapped: Buffer }>('SELECT wrapped FROM person_key'),
      );
      const cli = await start();
      await rotateKeys(cli.store, cli.vault);
      for (const name of readdirSync(database.dataDir)) {
        const bytes = readFileSync(join(database.dataDir, name));
        expect(old.filter(({ wrapped }) => bytes.includes(wrapped)).length).toBe(0);
      }
    });
  }
});
