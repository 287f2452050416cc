import { randomBytes } from 'node:crypto';
import { type Dialect, openStore, type Store, type StoreLocation, Vault } from '../../src/store';
import { createMigratedDatabase, type TestDatabase } from './databases';
import { FakeClock } from './fake-clock';

/** A store of its own, with a vault and a clock that stands still. */
export class StoreRig {
  readonly vault = new Vault(randomBytes(32));
  readonly clock: FakeClock;
  private opened: { readonly database: TestDatabase; readonly store: Store } | null = null;

  constructor(private readonly start: string) {
    this.clock = FakeClock.at(start);
  }

  /**
   * Opens it for the tests of the describe block this is called in. Every test begins at the same time.
   *
   * @param emptied tables that are empty when a test begins
   */
  openFor(dialect: Dialect, emptied: readonly string[]): void {
    beforeAll(async () => {
      const database = await createMigratedDatabase(dialect);
      this.opened = { database, store: await openStore(database.location, this.vault, this.clock) };
    });
    afterEach(async () => {
      await this.store.write(async (tx) => {
        for (const table of emptied) await tx.run(`DELETE FROM ${table}`);
      });
      this.clock.jumpTo(this.start);
    });
    afterAll(async () => {
      await this.opened?.store.close();
      await this.opened?.database.remove();
    });
  }

  get store(): Store {
    if (!this.opened) throw new Error('The rig is open only inside tests.');
    return this.opened.store;
  }

  /** Where it is kept, for another process or a store beside this one. */
  get location(): StoreLocation {
    if (!this.opened) throw new Error('The rig is open only inside tests.');
    return this.opened.database.location;
  }

  get now(): number {
    return this.clock.now();
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
