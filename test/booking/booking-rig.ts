import { randomBytes, randomUUID } from 'node:crypto';
import { Booking, type BookingRules, type SlotView } from '../../src/booking';
import { PersonDirectory } from '../../src/people';
import { type Dialect, openStore, type Store, type Tx, Vault } from '../../src/store';
import { createMigratedDatabase, type TestDatabase } from '../support/databases';
import { FakeClock } from '../support/fake-clock';

/** A Saturday; the next days of the rules are 26 November, 14 and 28 January. */
export const START = '2026-11-21T10:00:00+09:00';
export const STAFF = 'staff-1';

const tables = ['booking_slot', 'person', 'calendar_feed'];

/** The shipped rules, with times of day. */
export const rules: BookingRules = {
  timeZone: 'Asia/Tokyo',
  starts: '2022-05-01',
  rules: [
    { peers: 'family', rule: 'FREQ=MONTHLY;BYMONTH=1,3,5,7,9,11;BYDAY=2TH' },
    { peers: 'person', rule: 'FREQ=MONTHLY;BYMONTH=1,3,5,7,9,11;BYDAY=4TH' },
  ],
  holidays: 'ask_staff',
  decided: [],
  added: [],
  times: [
    { from: '13:00', to: '14:00' },
    { from: '14:30', to: '15:30' },
  ],
  booking: {
    seatsPerTime: 2,
    opensDaysBefore: 60,
    closesHoursBefore: 24,
    holdMinutes: 10,
    offerHours: 12,
    confirmation: 'at-once',
    meeting: null,
    meetingMinutesBefore: 60,
    keepDays: 30,
  },
};

export function rulesWith(
  given: Partial<Omit<BookingRules, 'booking'>>,
  booking: Partial<BookingRules['booking']> = {},
): BookingRules {
  return { ...rules, ...given, booking: { ...rules.booking, ...booking } };
}

/** A store of its own with people who book. Every test begins on empty tables, at the same time. */
export class BookingRig {
  readonly masterKey = randomBytes(32);
  readonly vault = new Vault(this.masterKey);
  readonly clock = FakeClock.at(START);
  readonly people = new PersonDirectory(this.vault);
  private opened: { readonly database: TestDatabase; readonly store: Store } | null = null;

  /** A rig for the tests of the describe block it is called in. */
  static use(dialect: Dialect): BookingRig {
    const rig = new BookingRig();
    beforeAll(async () => {
      const database = await createMigratedDatabase(dialect);
      rig.opened = { database, store: await openStore(database.location, rig.vault, rig.clock) };
    });
    afterEach(async () => {
      await rig.empty();
      rig.clock.jumpTo(START);
    });
    afterAll(async () => {
      await rig.opened?.store.close();
      await rig.opened?.database.remove();
    });
    return rig;
  }

  get store(): Store {
    return this.inside.store;
  }

  get database(): TestDatabase {
    return this.inside.database;
  }

  get now(): number {
    return this.clock.now();
  }

  /** Removes all slots, bookings and people. */
  empty(): Promise<void> {
    return this.store.write(async (tx) => {
      for (const table of tables) await tx.run(`DELETE FROM ${table}`);
    });
  }

  booking(given: BookingRules = rules): Booking {
    return new Booking({ rules: given, vault: this.vault });
  }

  /** Somebody on the web. */
  async person(): Promise<string> {
    return (await this.store.write((tx) => this.people.createUnknown(tx, 'web', this.now))).id;
  }

  /** So many people. Made in one go, without keys: bookings need none. */
  async crowd(size: number): Promise<readonly string[]> {
    const ids = Array.from({ length: size }, () => randomUUID());
    await this.store.write(async (tx) => {
      for (const id of ids) {
        await tx.run(
          'INSERT INTO person (id, notices_allowed, created_at, last_seen_at) VALUES ($1, TRUE, $2, $2)',
          id,
          this.now,
        );
      }
    });
    return ids;
  }

  /** Does something in a transaction of its own. */
  do<T>(work: (tx: Tx, now: number) => Promise<T>): Promise<T> {
    return this.store.write((tx) => work(tx, this.now));
  }

  /** Makes the slots of rules, and says which can be booked. */
  async slots(booking: Booking): Promise<readonly SlotView[]> {
    await this.do((tx, now) => booking.materialise(tx, now));
    return this.do((tx, now) => booking.free(tx, {}, now));
  }

  /** Makes the slots, and gives the first that can be booked. */
  async firstSlot(booking: Booking): Promise<SlotView> {
    const [slot] = await this.slots(booking);
    if (!slot) throw new Error('The rules give no slot that can be booked now.');
    return slot;
  }

  async count(table: string): Promise<number> {
    const [row] = await this.store.read((tx) =>
      tx.all<{ n: number }>(`SELECT CAST(COUNT(*) AS integer) AS n FROM ${table}`),
    );
    return row?.n ?? 0;
  }

  private get inside(): { readonly database: TestDatabase; readonly store: Store } {
    if (!this.opened) throw new Error('The rig is open only inside tests.');
    return this.opened;
  }
}
