import { randomBytes, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import {
  ASKED_LINK_MS,
  applyRetention,
  PersonDirectory,
  type RetentionRule,
  RoomLinks,
  SESSION_IDLE_MS,
  WebSessions,
} from '../../src/people';
import { openStore, type Store, Vault } from '../../src/store';
import { createMigratedDatabase, onBothDatabases, type TestDatabase } from '../support/databases';
import { FakeClock } from '../support/fake-clock';

const DAY = 24 * 60 * 60_000;
const NOW = '2028-06-01T03:30:00+09:00';
const usualRule: RetentionRule = {
  conversationDays: 365,
  letterDays: 365,
  registeredDays: 365,
  recordDays: 1095,
  sessionIdleDays: 30,
  sessionDays: 180,
  resumeCodeDays: 365,
  undeliveredDays: 90,
  receiptDays: 1095,
  auditDays: 1095,
};

onBothDatabases((dialect) => {
  const vault = new Vault(randomBytes(32));
  const clock = FakeClock.at(NOW);
  let database: TestDatabase;
  let store: Store;
  let people: PersonDirectory;

  beforeAll(async () => {
    database = await createMigratedDatabase(dialect);
    store = await openStore(database.location, vault, clock);
    people = new PersonDirectory(vault);
  });
  afterEach(async () => {
    clock.jumpTo(NOW);
    for (const table of ['inbox_event', 'unsent_message', 'person', 'resume_pace']) {
      await store.write((tx) => tx.run(`DELETE FROM ${table}`));
    }
  });
  afterAll(async () => {
    await store.close();
    await database.remove();
  });

  /** Somebody who was last here at that time. */
  const cameAt = (at: number) =>
    store.write(async (tx) => (await people.create(tx, 'line', randomUUID(), at)).id);
  const ids = async (table: string, column = 'id') =>
    (await store.read((tx) => tx.all<{ id: string }>(`SELECT ${column} AS id FROM ${table} ORDER BY 1`))).map(
      ({ id }) => id,
    );
  const addEvent = (eventId: string, state: string, acceptedAt: number, personId: string | null = null) =>
    store.write((tx) =>
      tx.run(
        `INSERT INTO inbox_event (channel, event_id, person_id, state, payload, happened_at, accepted_at, attempts, due_at)
         VALUES ('line', $1, $2, $3, $4, $5, $5, 0, $5)`,
        eventId,
        personId,
        state,
        state === 'done' ? null : Buffer.of(1),
        acceptedAt,
      ),
    );
  const retain = async (days: number, rule: Partial<RetentionRule> = {}) => {
    const usual = { ...usualRule, conversationDays: days, ...rule };
    return (await applyRetention({ store, people, clock, rule: usual, timeZone: 'Asia/Tokyo' })).people;
  };

  test('whoever has not been here for the days the greeting names is erased, the others are not', async () => {
    const gone = await cameAt(clock.now() - 365 * DAY - 1);
    const here = [await cameAt(clock.now() - 365 * DAY), await cameAt(clock.now())];
    expect(await retain(365)).toBe(1);
    expect(await ids('person')).toEqual(here.sort());
    expect(await ids('channel_identity', 'person_id')).not.toContain(gone);
  });

  test('days are counted, not dates: a 29th of February in between makes no difference', async () => {
    clock.jumpTo('2028-03-01T12:00:00+09:00');
    await cameAt(Date.parse('2027-03-02T11:59:59+09:00'));
    const here = await cameAt(Date.parse('2027-03-02T12:00:00+09:00'));
    expect(await retain(365)).toBe(1);
    expect(await ids('person')).toEqual([here]);
    clock.jumpTo('2029-02-28T12:00:00+09:00');
    expect(await retain(365 * 2 - 1)).toBe(0);
    clock.jumpTo('2029-03-01T12:00:01+09:00');
    expect(await retain(365 * 2)).toBe(1);
  });

  test('for any days and any people, exactly those longer away are erased', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 3650 }),
        fc.array(fc.integer({ min: 0, max: 4000 }), { minLength: 1, maxLength: 5 }),
        async (days, away) => {
          for (const since of away) await cameAt(clock.now() - since * DAY);
          expect(await retain(days)).toBe(away.filter((since) => since > days).length);
          await store.write((tx) => tx.run('DELETE FROM person'));
        },
      ),
      { numRuns: 15 },
    );
  });

  test('more people than one transaction takes are all erased', async () => {
    await store.write(async (tx) => {
      for (let made = 0; made < 230; made += 1) await people.create(tx, 'line', randomUUID(), 0);
    });
    expect(await retain(30)).toBe(230);
    expect(await ids('person')).toEqual([]);
  });

  test('doing it twice, or in two processes at once, does nothing more', async () => {
    for (let made = 0; made < 7; made += 1) await cameAt(0);
    const both = await Promise.all([retain(30), retain(30)]);
    expect((both[0] ?? 0) + (both[1] ?? 0)).toBe(7);
    expect(await retain(30)).toBe(0);
  });

  test('somebody who has just written again is not erased before they are answered', async () => {
    const back = await cameAt(0);
    await addEvent('WAITS', 'pending', clock.now(), back);
    expect(await retain(30)).toBe(0);
    expect(await ids('person')).toEqual([back]);
  });

  test('what failed for staff goes with the person it belongs to', async () => {
    const gone = await cameAt(0);
    await addEvent('FAILED', 'failed', 1, gone);
    expect(await retain(30)).toBe(1);
    expect(await ids('inbox_event', 'event_id')).toEqual([]);
  });

  test('ids of finished events and marks of unsent messages go when no redelivery can need them', async () => {
    const young = clock.now() - 30 * DAY;
    await addEvent('OLD', 'done', young - 1);
    await addEvent('OLDFAILED', 'failed', young - 1, await cameAt(clock.now()));
    await addEvent('YOUNG', 'done', young);
    await store.write(async (tx) => {
      const mark = 'INSERT INTO unsent_message (channel_ref, unsent_at) VALUES ($1, $2)';
      await tx.run(mark, 'old', young - 1);
      await tx.run(mark, 'young', young);
    });
    await retain(365);
    expect(await ids('inbox_event', 'event_id')).toEqual(['OLDFAILED', 'YOUNG']);
    expect(await ids('unsent_message', 'channel_ref')).toEqual(['young']);
  });

  test('sessions, links and counts of tries that are over go; those that are not stay', async () => {
    const id = await cameAt(clock.now());
    const sessions = new WebSessions(vault);
    const links = new RoomLinks(vault);
    const [young, old] = await store.write(async (tx) => {
      await links.make(tx, id, 'conversation', clock.now() - ASKED_LINK_MS);
      await links.make(tx, id, 'letters', clock.now());
      const pace = 'INSERT INTO resume_pace (subject, tries, next_at) VALUES ($1, 1, $2)';
      await tx.run(pace, 'young', clock.now() - DAY + 1);
      await tx.run(pace, 'old', clock.now() - DAY);
      return [
        await sessions.open(tx, id, clock.now() - SESSION_IDLE_MS + 1),
        await sessions.open(tx, id, clock.now() - SESSION_IDLE_MS),
      ];
    });
    await retain(365);
    expect(await ids('room_link', 'purpose')).toEqual(['letters']);
    expect(await ids('resume_pace', 'subject')).toEqual(['young']);
    expect(await ids('web_session', 'person_id')).toEqual([id]);
    const find = (token: string) => store.write((tx) => sessions.find(tx, token, clock.now()));
    expect(await find(young ?? '')).toEqual({ personId: id });
    expect(await find(old ?? '')).toBeNull();
  });

  test('thousands of old ids go in one night', async () => {
    await store.write(async (tx) => {
      for (let made = 0; made < 2_300; made += 1) {
        await tx.run(
          `INSERT INTO inbox_event (channel, event_id, state, happened_at, accepted_at, attempts, due_at)
           VALUES ('line', $1, 'done', 1, 1, 0, 1)`,
          `OLD${made}`,
        );
      }
    });
    await addEvent('YOUNG', 'done', clock.now());
    await retain(365);
    expect(await ids('inbox_event', 'event_id')).toEqual(['YOUNG']);
  });

  describe('each kind of data has days of its own', () => {
    const retainAt = async (at: string) => {
      clock.jumpTo(at);
      // Whoever is here now is not erased: only what is old of theirs.
      await store.write((tx) => tx.run('UPDATE person SET last_seen_at = $1', clock.now()));
      await retain(365);
    };
    const count = async (table: string) => (await ids(table, '1')).length;
    const sealed = Buffer.of(1);

    /** Somebody with one of everything, all made at that moment. */
    const withEverything = async (at: string) => {
      const made = Date.parse(at);
      const id = await cameAt(made);
      await store.write(async (tx) => {
        const letter = `INSERT INTO letter (person_id, id, channel, content, sent_at, due_on, answer, answered_by, answered_at)
          VALUES ($1, $2, 'web', $3, $4, '2028-01-01', $5, $6, $7)`;
        await tx.run(letter, id, 'waits', sealed, made, null, null, null);
        await tx.run(letter, id, 'answered', sealed, made - 10 * DAY, sealed, 'staff', made);
        await tx.run(
          'INSERT INTO letter_draft (person_id, content, updated_at) VALUES ($1, $2, $3)',
          id,
          sealed,
          made,
        );
        await tx.run(
          'INSERT INTO registered_items (person_id, content, updated_at) VALUES ($1, $2, $3)',
          id,
          sealed,
          made,
        );
        await tx.run(
          'INSERT INTO resume_code (person_id, number_index, secret, made_at) VALUES ($1, $2, $3, $4)',
          id,
          id,
          sealed,
          made,
        );
      });
      return id;
    };
    const kinds = ['letter', 'letter_draft', 'registered_items', 'resume_code'];
    const counts = () => Promise.all(kinds.map(count));

    test.each([
      ['over a month’s end', '2027-01-31T12:00:00+09:00', '2028-01-31T12:00:00+09:00'],
      ['over a 29th of February', '2027-03-01T12:00:00+09:00', '2028-02-29T12:00:00+09:00'],
      ['from a 29th of February', '2028-02-29T12:00:00+09:00', '2029-02-28T12:00:00+09:00'],
      ['over a year’s end', '2027-12-31T23:59:59+09:00', '2028-12-30T23:59:59+09:00'],
    ])('a year is 365 days of 24 hours, %s', async (_, made, last) => {
      await withEverything(made);
      await retainAt(last);
      expect(await counts()).toEqual([2, 1, 1, 1]);
      await retainAt(new Date(Date.parse(last) + 1).toISOString());
      expect(await counts()).toEqual([0, 0, 0, 0]);
      expect(await count('person')).toBe(1);
    });

    test('letters that go are counted on the days they were sent and answered', async () => {
      await store.write((tx) => tx.run('DELETE FROM daily_count'));
      await withEverything('2027-03-01T00:00:00+09:00');
      await retainAt('2028-06-01T03:30:00+09:00');
      const rows = await store.read((tx) =>
        tx.all<{ day: string; what: string; n: number }>(
          'SELECT day, what, n FROM daily_count ORDER BY day, what',
        ),
      );
      expect(rows.map(({ day, what, n }) => `${day} ${what} ${n}`)).toEqual([
        '2027-02-19 letter 1',
        '2027-03-01 letter 1',
        '2027-03-01 letter/answered 1',
      ]);
      await retainAt('2028-06-02T03:30:00+09:00');
      expect(await count('daily_count')).toBe(3);
    });

    test('an organisation’s own days are kept to, one kind at a time', async () => {
      await withEverything('2028-05-01T12:00:00+09:00');
      clock.jumpTo('2028-05-31T12:00:00.001+09:00');
      await retain(365, { registeredDays: 30, letterDays: 31 });
      expect(await counts()).toEqual([2, 1, 0, 1]);
      await retain(365, { resumeCodeDays: 30 });
      expect(await counts()).toEqual([2, 1, 0, 0]);
      clock.jumpTo('2028-06-01T12:00:00.001+09:00');
      await retain(365, { letterDays: 31 });
      expect(await counts()).toEqual([0, 0, 0, 0]);
    });

    test('what could not be delivered or answered waits for staff for its days, and no longer', async () => {
      const id = await cameAt(clock.now());
      const dead = (retryKey: string, at: number, state = 'dead') =>
        store.write((tx) =>
          tx.run(
            `INSERT INTO outbox_message (retry_key, person_id, channel, state, payload, reply_uncertain, unprompted, attempts, due_at, created_at)
             VALUES ($1, $2, 'line', $3, $4, FALSE, FALSE, 1, 1, $5)`,
            retryKey,
            id,
            state,
            sealed,
            at,
          ),
        );
      const young = clock.now() - 90 * DAY;
      await dead('young', young);
      await dead('old', young - 1);
      await dead('waiting', young - 1, 'pending');
      await addEvent('YOUNG', 'failed', young, id);
      await addEvent('OLD', 'failed', young - 1, id);
      await retain(365);
      expect(await ids('outbox_message', 'retry_key')).toEqual(['waiting', 'young']);
      expect(await ids('inbox_event', 'event_id')).toEqual(['YOUNG']);
    });

    test('receipts go by their day, the audit by its moment, and neither needs anybody', async () => {
      await store.write(async (tx) => {
        const receipt = 'INSERT INTO erasure_receipt (number, erased_on) VALUES ($1, $2)';
        await tx.run(receipt, 'young', '2025-06-02');
        await tx.run(receipt, 'old', '2025-06-01');
        const entry = 'INSERT INTO audit (at, actor, action) VALUES ($1, $2, $3)';
        await tx.run(entry, clock.now() - 1095 * DAY, 'young', 'x');
        await tx.run(entry, clock.now() - 1095 * DAY - 1, 'old', 'x');
      });
      await retain(365);
      // 1,095 days before the 1st of June 2028 is the 2nd of June 2025: there was a 29th of February in between.
      expect(await ids('erasure_receipt', 'number')).toEqual(['young']);
      expect(await ids('audit', 'actor')).toEqual(['young']);
      await store.write(async (tx) => {
        await tx.run('DELETE FROM erasure_receipt');
        await tx.run('DELETE FROM audit');
      });
    });

    test('sessions last as long as the organisation says', async () => {
      const id = await cameAt(clock.now());
      const sessions = new WebSessions(vault, { sessionIdleDays: 2, sessionDays: 3 });
      const token = await store.write((tx) => sessions.open(tx, id, clock.now()));
      const find = () => store.write((tx) => sessions.find(tx, token, clock.now()));
      clock.advance(2 * DAY - 1);
      expect(await find()).toEqual({ personId: id });
      clock.advance(DAY + 1);
      expect(await find()).toBeNull();
      await retain(365, { sessionIdleDays: 2, sessionDays: 3 });
      expect(await ids('web_session', 'person_id')).toEqual([]);
    });
  });
});
