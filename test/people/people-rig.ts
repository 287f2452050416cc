import { randomBytes } from 'node:crypto';
import { PersonDirectory } from '../../src/people';
import { type Dialect, openStore, type Store, Vault } from '../../src/store';
import { createTestDatabase, type TestDatabase } from '../support/databases';
import { FakeClock } from '../support/fake-clock';

const START = '2026-11-21T21:00:00+09:00';

/** A store of its own with people in it. Every test begins on empty tables, at the same time. */
export class PeopleRig {
  readonly vault = new Vault(randomBytes(32));
  readonly clock = FakeClock.at(START);
  readonly people = new PersonDirectory(this.vault);
  private opened: { readonly database: TestDatabase; readonly store: Store } | null = null;

  /** A rig for the tests of the describe block it is called in. */
  static use(dialect: Dialect): PeopleRig {
    const rig = new PeopleRig();
    beforeAll(async () => {
      const database = await createTestDatabase(dialect);
      rig.opened = { database, store: await openStore(database.location, rig.vault, rig.clock) };
    });
    afterEach(async () => {
      await rig.store.write(async (tx) => {
        await tx.run('DELETE FROM person');
        await tx.run('DELETE FROM resume_pace');
      });
      rig.clock.jumpTo(START);
    });
    afterAll(async () => {
      await rig.opened?.store.close();
      await rig.opened?.database.remove();
    });
    return rig;
  }

  get store(): Store {
    if (!this.opened) throw new Error('The rig is open only inside tests.');
    return this.opened.store;
  }

  get now(): number {
    return this.clock.now();
  }

  /** Somebody on the web. */
  async person(): Promise<string> {
    return (await this.store.write((tx) => this.people.createUnknown(tx, 'web', this.now))).id;
  }

  /** Everything a table holds, as text in every form in which a secret could be read there. */
  async contents(table: string): Promise<string> {
    const rows = await this.store.read((tx) => tx.all<Record<string, unknown>>(`SELECT * FROM ${table}`));
    return rows
      .flatMap((row) => Object.values(row))
      .map((value) => (value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : String(value)))
      .join('\n');
  }

  async count(table: string): Promise<number> {
    const [row] = await this.store.read((tx) =>
      tx.all<{ n: number }>(`SELECT CAST(COUNT(*) AS integer) AS n FROM ${table}`),
    );
    return row?.n ?? 0;
  }
}
