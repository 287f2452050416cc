import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { deliveryWords } from '../../src/app/delivery-words';
import type { Room } from '../../src/conversation';
import { type Attempt, Delivery, type InboundEvent } from '../../src/delivery';
import { plainText } from '../../src/flow';
import { type KnownPerson, PersonDirectory } from '../../src/people';
import { type Dialect, openStore, type SqlValue, type Store, Vault } from '../../src/store';
import { shippedContent } from '../cli/shipped-content';
import { createMigratedDatabase, type TestDatabase } from '../support/databases';
import { noMeaning } from '../support/meanings';
import { RecordedLog } from '../support/recorded-log';
import { type Call, ScriptedSender } from '../support/scripted-sender';
import { waitFor } from '../support/wait-for';
import { FaultyStore } from './faulty-store';
import { RecordedPage } from './recorded-page';
import { StumblingConversations } from './stumbling-conversations';
import { TestPerson } from './test-person';
import { SWEEP_EVERY_MS, WatchedClock } from './watched-clock';

/** A Friday evening, with the phone line closed. */
export const START = Date.parse('2026-11-20T21:00:00+09:00');

/** One process: a delivery with a channel, a clock and a log of its own. */
export interface TestProcess {
  readonly delivery: Delivery;
  readonly sender: ScriptedSender;
  readonly page: RecordedPage;
  readonly clock: WatchedClock;
  readonly log: RecordedLog;
  readonly conversations: StumblingConversations;
  readonly people: PersonDirectory;
}

export interface OutboxRow {
  readonly id: number;
  readonly retryKey: string;
  readonly personId: string | null;
  readonly state: string;
  readonly payload: Uint8Array;
  readonly problem: string | null;
  readonly problemDetails: Uint8Array | null;
  readonly attempts: number;
  readonly dueAt: number;
  readonly leaseUntil: number | null;
}

export interface InboxRow {
  readonly id: number;
  readonly eventId: string;
  readonly personId: string | null;
  readonly state: string;
  readonly payload: Uint8Array | null;
  readonly attempts: number;
  readonly dueAt: number;
}

const tables = [
  'outbox_message',
  'inbox_event',
  'message',
  'conversation',
  'channel_identity',
  'person',
  'unsent_message',
  'told_place',
];

/**
 * A store of its own with the shipped flows, on which any number of processes run by clocks that tests move. Every
 * test begins on empty tables.
 */
export class DeliveryRig {
  private opened: { readonly database: TestDatabase; readonly store: FaultyStore } | null = null;
  readonly vault = new Vault(randomBytes(32));
  private readonly living = new Set<TestProcess>();
  private orphans: { readonly id: number; readonly attempts: number }[] = [];
  private time = START;

  /** Shipped flows and words. */
  readonly content = shippedContent(resolve('.'));
  readonly words = deliveryWords(this.content.flows);

  private constructor(private readonly dialect: Dialect) {}

  /** A rig for the tests of the describe block it is called in. */
  static use(dialect: Dialect): DeliveryRig {
    const rig = new DeliveryRig(dialect);
    beforeAll(() => rig.open());
    afterEach(() => rig.clear());
    afterAll(() => rig.close());
    return rig;
  }

  get store(): FaultyStore {
    if (!this.opened) throw new Error('The rig is open only inside tests.');
    return this.opened.store;
  }

  /** What time it is in every living process. */
  now(): number {
    return this.time;
  }

  person(): TestPerson {
    return new TestPerson(() => this.time);
  }

  /** Another connection to the same data, as another process would have it. Close it. */
  elsewhere(): Promise<Store> {
    if (!this.opened) throw new Error('The rig is open only inside tests.');
    return openStore(this.opened.database.location, this.vault, new WatchedClock(this.time));
  }

  /** Starts a process. Its channel gives these answers first. */
  async start(
    options: {
      readonly maxMessages?: number;
      readonly answers?: readonly Attempt[];
      readonly withoutLine?: boolean;
      readonly room?: Room;
    } = {},
  ): Promise<TestProcess> {
    const people = new PersonDirectory(this.vault);
    const { flows, services } = this.content;
    const parts = {
      people,
      conversations: new StumblingConversations({
        flows,
        services,
        people,
        meaning: noMeaning,
        ...(options.room && { room: options.room }),
      }),
      sender: new ScriptedSender(options.maxMessages),
      page: new RecordedPage(),
      clock: new WatchedClock(this.time),
      log: new RecordedLog(),
    };
    parts.sender.willAnswer(...(options.answers ?? []));
    const delivery = new Delivery({
      ...parts,
      senders: options.withoutLine ? [] : [parts.sender],
      readChannels: [parts.page],
      store: this.store,
      vault: this.vault,
      words: this.words,
      random: () => 0.5,
    });
    const process = { ...parts, delivery };
    this.living.add(process);
    await delivery.start();
    return process;
  }

  /** Ends a process in good order. */
  async stop(process: TestProcess): Promise<void> {
    await process.delivery.stop();
    this.living.delete(process);
  }

  /** Ends a process as SIGKILL would: its clock stands still and its calls never come back. */
  async kill(process: TestProcess): Promise<void> {
    this.living.delete(process);
    const left = await this.outbox();
    this.orphans.push(...left.filter(({ state }) => state === 'sending'));
  }

  /** Takes events in and waits until nothing more can happen now. */
  async hear(process: TestProcess, ...events: readonly InboundEvent[]): Promise<void> {
    await process.delivery.accept(events);
    await this.quiet();
  }

  /** Waits until no turn and no message is due; calls that a test holds open are left alone. */
  async quiet(): Promise<void> {
    await waitFor('nothing left to do now', () => this.isQuiet(), 4_000);
  }

  /** Moves every living process’s clock, and waits until what fell due is done. */
  async pass(ms: number): Promise<void> {
    await this.move(ms);
    await this.quiet();
  }

  /** Moves every living process’s clock a second at a time until the condition holds. */
  async passUntil(what: string, condition: () => boolean | Promise<boolean>): Promise<void> {
    await waitFor(what, async () => {
      if (await condition()) return true;
      await this.move(SWEEP_EVERY_MS);
      // No call takes seconds here: time does not run ahead of those under way.
      await waitFor('calls to end', async () => (await this.underWay()) === 0);
      return condition();
    });
  }

  /** Moves every living process’s clock and waits only for its looks to end. */
  async move(ms: number): Promise<void> {
    await this.sweepsWait();
    this.time += ms;
    for (const { clock } of this.living) clock.advance(ms);
    await this.sweepsWait();
  }

  /** The rows of a statement, past all faults. */
  async rows<Row = Record<string, unknown>>(statement: string, ...values: SqlValue[]): Promise<Row[]> {
    return this.beneath((store) => store.read((tx) => tx.all<Row>(statement, ...values)));
  }

  /** Runs a statement, past all faults. */
  async run(statement: string, ...values: SqlValue[]): Promise<number> {
    return this.beneath((store) => store.write((tx) => tx.run(statement, ...values)));
  }

  outbox(): Promise<OutboxRow[]> {
    return this.rows<OutboxRow>(
      `SELECT id, retry_key AS "retryKey", person_id AS "personId", state, payload, problem,
         problem_details AS "problemDetails", attempts, due_at AS "dueAt", lease_until AS "leaseUntil"
         FROM outbox_message ORDER BY id`,
    );
  }

  inbox(): Promise<InboxRow[]> {
    return this.rows<InboxRow>(
      `SELECT id, event_id AS "eventId", person_id AS "personId", state, payload, attempts, due_at AS "dueAt"
         FROM inbox_event ORDER BY id`,
    );
  }

  /** How many turns are still to be taken and messages still to be sent, however long they have to wait. */
  async left(): Promise<number> {
    const turns = (await this.inbox()).filter(({ state }) => state === 'pending');
    const messages = (await this.outbox()).filter(({ state }) => state !== 'dead');
    return turns.length + messages.length;
  }

  /** How many rows each table holds; tables without any are left out. */
  async census(): Promise<Record<string, number>> {
    const found: Record<string, number> = {};
    for (const table of tables) {
      const [row] = await this.rows<{ n: number }>(`SELECT CAST(COUNT(*) AS integer) AS n FROM ${table}`);
      if (row && row.n > 0) found[table] = row.n;
    }
    return found;
  }

  /** The person with the key that opens what is theirs, or null when nobody is known by that address. */
  known(person: TestPerson): Promise<KnownPerson | null> {
    const people = new PersonDirectory(this.vault);
    return this.beneath((store) => store.read((tx) => people.find(tx, 'line', person.address)));
  }

  /** What a person and Madobe said, in the order it was kept; null for what was taken back. */
  async conversation(person: TestPerson): Promise<(string | null)[]> {
    const known = await this.known(person);
    if (!known) return [];
    const rows = await this.rows<{ direction: string; content: Uint8Array | null }>(
      'SELECT direction, content FROM message WHERE person_id = $1 ORDER BY id',
      known.id,
    );
    return rows.map(({ direction, content }) =>
      content === null ? null : `${direction} ${known.key.open('message.content', content)}`,
    );
  }

  /** What the person wrote, in the order in which its turns were taken. */
  async heard(person: TestPerson): Promise<string[]> {
    const lines = await this.conversation(person);
    return lines.flatMap((line) => {
      const text = /^in .*"text":"([^"]*)"/.exec(line ?? '')?.[1];
      return text === undefined ? [] : [text];
    });
  }

  private async open(): Promise<void> {
    const database = await createMigratedDatabase(this.dialect);
    const store = await openStore(database.location, this.vault, new WatchedClock(this.time));
    this.opened = { database, store: new FaultyStore(store) };
  }

  private async clear(): Promise<void> {
    this.store.repair();
    for (const process of [...this.living]) {
      process.sender.letGo();
      await this.stop(process);
    }
    for (const table of tables) await this.run(`DELETE FROM ${table}`);
    this.orphans = [];
    this.time = START;
  }

  private async close(): Promise<void> {
    await this.opened?.store.close();
    await this.opened?.database.remove();
  }

  private beneath<T>(work: (store: Store) => Promise<T>): Promise<T> {
    return work(this.store.inner);
  }

  private async sweepsWait(): Promise<void> {
    await waitFor('the sweeps to wait', () =>
      [...this.living].every(({ clock }) => clock.sweepsWaiting === 2),
    );
  }

  /** Messages being sent, but for those that a test holds open or that a killed process had in hand. */
  private async underWay(): Promise<number> {
    const isOrphan = (row: OutboxRow) =>
      (row.leaseUntil ?? 0) > this.time &&
      this.orphans.some(({ id, attempts }) => id === row.id && attempts === row.attempts);
    const sending = (await this.outbox()).filter((row) => row.state === 'sending' && !isOrphan(row));
    const held = [...this.living].reduce((sum, { sender }) => sum + sender.held, 0);
    return sending.length - held;
  }

  private async isQuiet(): Promise<boolean> {
    const turns = await this.rows<{ dueAt: number }>(
      `SELECT e.due_at AS "dueAt" FROM inbox_event e WHERE e.state = 'pending' AND NOT EXISTS (
         SELECT 1 FROM inbox_event f WHERE f.person_id = e.person_id AND f.state = 'pending'
            AND (f.happened_at < e.happened_at OR (f.happened_at = e.happened_at AND f.id < e.id)))`,
    );
    if (turns.some(({ dueAt }) => dueAt <= this.time)) return false;
    if ((await this.underWay()) !== 0) return false;
    const outbox = await this.outbox();
    return !outbox.some(
      (row) =>
        (row.state === 'pending' || row.state === 'held') &&
        row.dueAt <= this.time &&
        !outbox.some(
          (earlier) =>
            earlier.personId !== null &&
            earlier.personId === row.personId &&
            earlier.id !== row.id &&
            (earlier.state === 'sending' || (earlier.id < row.id && earlier.state === 'pending')),
        ),
    );
  }
}

/** The text of everything that these calls carried. */
export function textsOf(calls: readonly Call[]): string[] {
  return calls.flatMap(({ content }) => content.messages.map(plainText));
}
