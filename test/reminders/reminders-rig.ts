import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { type Booked, Booking, type Way } from '../../src/booking';
import { loadFacts } from '../../src/conversation/services';
import { loadFlows } from '../../src/flow';
import { Talks } from '../../src/handoff';
import { Consents, PersonDirectory, type ReminderKind, ReminderWishes } from '../../src/people';
import { type Outgoing, Reminders, readReminderWords } from '../../src/reminders';
import { type Dialect, openStore, type Store, Vault } from '../../src/store';
import { createMigratedDatabase, type TestDatabase } from '../support/databases';
import { FakeClock } from '../support/fake-clock';
import { RecordedLog } from '../support/recorded-log';

const timeZone = 'Asia/Tokyo';
const facts = loadFacts({ flowsDir: resolve('flows'), localesDir: resolve('locales') });
const loaded = loadFlows({ flows: resolve('flows'), locales: resolve('locales') });
if (!loaded.ok) throw new Error('The shipped flows cannot be read.');
const { flows } = loaded;

/** One process that says what is due, with what it said. */
export interface TestProcess {
  readonly reminders: Reminders;
  readonly said: Outgoing[];
}

/** A store with people who book, and any number of processes that remind them. Every test begins on empty tables. */
export class RemindersRig {
  readonly vault = new Vault(randomBytes(32));
  readonly clock: FakeClock;
  readonly people = new PersonDirectory(this.vault);
  readonly talks = new Talks();
  readonly wishes = new ReminderWishes();
  readonly consents = new Consents();
  readonly log = new RecordedLog();
  /** Ids of what stands in the schedule of events. */
  events: string[] = [];
  pushesLeft: number | null = null;
  readonly booking: Booking;
  private opened: { readonly database: TestDatabase; readonly store: Store } | null = null;
  private others: Store[] = [];

  private constructor(
    private readonly dialect: Dialect,
    private readonly start: string,
  ) {
    this.clock = FakeClock.at(start);
    this.booking = new Booking({
      vault: this.vault,
      rules: {
        ...facts.catalogue.peer,
        timeZone,
        times: [
          { from: '09:30', to: '10:30' },
          { from: '13:00', to: '14:00' },
        ],
        booking: { ...facts.catalogue.peer.booking, meeting: 'https://meet.example.org/{room}' },
      },
    });
  }

  /** A rig for the tests of the describe block it is called in. @param start an ISO 8601 time */
  static use(dialect: Dialect, start: string): RemindersRig {
    const rig = new RemindersRig(dialect, start);
    beforeAll(async () => {
      const database = await createMigratedDatabase(dialect);
      rig.opened = { database, store: await openStore(database.location, rig.vault, rig.clock) };
    });
    afterEach(async () => {
      await rig.store.write(async (tx) => {
        for (const table of ['person', 'booking_slot', 'seen_event']) await tx.run(`DELETE FROM ${table}`);
      });
      for (const store of rig.others.splice(0)) await store.close();
      rig.clock.jumpTo(rig.start);
      rig.events = [];
      rig.pushesLeft = null;
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

  /** A process on the store of the rig. */
  process(store: Store = this.store): TestProcess {
    const said: Outgoing[] = [];
    const reminders = new Reminders({
      store,
      people: this.people,
      booking: this.booking,
      talks: this.talks,
      wishes: this.wishes,
      consents: this.consents,
      upcomingEvents: () => this.events,
      quiet: { from: '21:00', to: '09:00' },
      timeZone,
      words: readReminderWords((language) => flows.words[language].get('due-messages')),
      calendarWords: facts.calendarWords,
      phoneNumber: facts.catalogue.phone.number,
      languageOf: async () => 'ja',
      say: async (_, outgoing) => {
        said.push(outgoing);
      },
      pushesLeft: async () => this.pushesLeft,
      keep: { forAnswers: 10, forReminders: 10 },
      log: this.log,
    });
    return { reminders, said };
  }

  /** A process with a connection of its own to the same data. */
  async elsewhere(): Promise<TestProcess> {
    if (!this.opened) throw new Error('The rig is open only inside tests.');
    if (this.dialect === 'sqlite') return this.process();
    const store = await openStore(this.opened.database.location, this.vault, this.clock);
    this.others.push(store);
    return this.process(store);
  }

  /** Beats again and again until a time, as a running server does: every minute, or as often as is said. */
  async runUntil(iso: string, { reminders }: TestProcess, everyMinutes = 1): Promise<void> {
    const end = Date.parse(iso);
    while (this.now < end) {
      await reminders.runDue(this.now);
      this.clock.advance(Math.min(everyMinutes * 60_000, end - this.now));
    }
    await reminders.runDue(this.now);
  }

  /** Somebody on LINE who wants to be told of these. */
  async person(...wishes: readonly ReminderKind[]): Promise<string> {
    return this.store.write(async (tx) => {
      const address = `U${randomBytes(16).toString('hex')}`;
      const person = await this.people.create(tx, 'line', address, this.now);
      const agreed = { language: 'ja', words: 'To be told of things.' };
      await this.consents.give(tx, person, 'notices', agreed, this.now);
      for (const kind of wishes) await this.wishes.wish(tx, person.id, kind, this.now);
      return person.id;
    });
  }

  /** A talk with a counsellor that is over now. */
  async talked(personId: string): Promise<void> {
    await this.store.write(async (tx) => {
      const person = await this.people.lock(tx, personId);
      if (!person) throw new Error('There is no such person.');
      const asked = { channel: 'line', language: 'ja', summary: '', risk: 'none' } as const;
      const { id } = await this.talks.ask(tx, person, asked, this.now);
      await this.talks.assign(tx, id, 'staff-1', this.now);
      await this.talks.close(tx, id, 'staff-1', this.now);
    });
  }

  /** Books a time of a day for somebody. */
  async book(personId: string, day: string, from: string, way: Way = 'online'): Promise<Booked> {
    return this.store.write(async (tx) => {
      await this.booking.materialise(tx, this.now);
      const slots = await this.booking.free(tx, {}, this.now);
      const slot = slots.find((each) => each.day === day && each.from === from);
      if (!slot) throw new Error(`There is no time at ${from} on ${day}.`);
      const booked = await this.booking.confirm(tx, personId, slot.id, { way }, this.now);
      if (typeof booked === 'string') throw new Error(`Nothing was booked: ${booked}.`);
      return booked;
    });
  }
}

/** All that was said to somebody, as text. */
export function textOf({ said }: Outgoing): string {
  return said.messages
    .map((message) =>
      message.kind === 'text'
        ? message.text
        : message.kind === 'card'
          ? [message.title, message.body, ...message.buttons.map((button) => JSON.stringify(button))].join(
              '\n',
            )
          : '',
    )
    .join('\n');
}
