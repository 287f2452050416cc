import type { InboundEvent } from '../../src/delivery';
import { erasePerson } from '../../src/people';
import { onBothDatabases } from '../support/databases';
import { waitFor } from '../support/wait-for';
import { DeliveryRig, textsOf } from './delivery-rig';

const MINUTE = 60_000;

onBothDatabases((dialect) => {
  const rig = DeliveryRig.use(dialect);
  /** A turn throws now, and no more when time has passed. */
  const firstTry = () => {
    const now = rig.now();
    return (_: unknown, at: number) => at === now;
  };

  describe('an event', () => {
    test('is on the disk, for another process to see, before its acceptance resolves', async () => {
      const { delivery } = await rig.start();
      const elsewhere = await rig.elsewhere();
      try {
        await delivery.accept([rig.person().said('こんばんは')]);
        const rows = await elsewhere.read((tx) => tx.all('SELECT id FROM inbox_event'));
        expect(rows).toHaveLength(1);
      } finally {
        await elsewhere.close();
      }
    });

    test('is not acknowledged when it could not be kept, and can be delivered again', async () => {
      const process = await rig.start();
      const event = rig.person().said('こんばんは');
      rig.store.breakAfter(0);
      await expect(process.delivery.accept([event])).rejects.toMatchObject({ code: 'store_unavailable' });
      rig.store.repair();
      expect(await rig.census()).toEqual({});
      await rig.hear(process, event);
      expect(process.sender.calls).toHaveLength(1);
    });

    test('whose acceptance was committed although the connection broke is answered once', async () => {
      const process = await rig.start();
      const event = rig.person().followed();
      rig.store.loseNext('after-commit');
      await expect(process.delivery.accept([event])).rejects.toMatchObject({ code: 'store_unavailable' });
      await process.delivery.accept([event]);
      await rig.pass(2_000);
      expect(process.sender.calls).toHaveLength(1);
    });

    test('changes nothing when it comes again: in the same batch, later, or marked with a new token', async () => {
      const process = await rig.start();
      const person = rig.person();
      const event = person.said('こんばんは');
      await rig.hear(process, event, event);
      const before = await rig.census();
      await rig.hear(process, event);
      await rig.hear(process, { ...event, replyToken: 'renewed' }, event);
      await rig.pass(30 * MINUTE);
      await rig.hear(process, event);
      expect(process.sender.calls).toHaveLength(1);
      expect(await rig.census()).toEqual(before);
      expect(await rig.heard(person)).toEqual(['こんばんは']);
    });

    test('taken in by two processes at once is answered by one of them', async () => {
      const [one, two] = [await rig.start(), await rig.start()];
      const people = Array.from({ length: 8 }, () => rig.person());
      const events = people.map((person) => person.followed());
      await Promise.all(
        events.flatMap((event) => [one.delivery.accept([event]), two.delivery.accept([event])]),
      );
      await rig.passUntil('all to be answered', async () => (await rig.left()) === 0);
      expect([...one.sender.calls, ...two.sender.calls]).toHaveLength(people.length);
      expect(await rig.census()).toMatchObject({ person: people.length, inbox_event: people.length });
    });

    test('with an id that no channel gives is left aside, and the batch around it is taken', async () => {
      const process = await rig.start();
      const strange = ['', 'x'.repeat(65), 'nul\u0000', 'line\nbreak', '窓'];
      const batch = strange.map((eventId) => rig.person().said('?', { eventId }));
      await rig.hear(process, ...batch, rig.person().followed());
      expect(process.sender.calls).toHaveLength(1);
      expect(await rig.census()).toMatchObject({ inbox_event: 1, person: 1 });
    });

    test('that somebody says first who nobody knew makes one person, however many come at once', async () => {
      const process = await rig.start();
      const person = rig.person();
      await Promise.all(Array.from({ length: 6 }, () => process.delivery.accept([person.followed()])));
      await rig.passUntil('all to be answered', async () => (await rig.left()) === 0);
      expect(await rig.census()).toMatchObject({ person: 1, channel_identity: 1, inbox_event: 6 });
    });
  });

  describe('turns', () => {
    test('of one person are taken in the order in which things happened at their side', async () => {
      const process = await rig.start();
      const person = rig.person();
      const at = (happenedAt: number, text: string) =>
        person.said(text, { happenedAt: rig.now() + happenedAt });
      await rig.hear(process, at(3, 'three'), at(1, 'one'), at(2, 'two'), at(4, 'four'));
      expect(await rig.heard(person)).toEqual(['one', 'two', 'three', 'four']);
    });

    test('of different people do not wait for each other', async () => {
      const process = await rig.start();
      const [stuck, other] = [rig.person(), rig.person()];
      process.conversations.stumbles = firstTry();
      await rig.hear(process, stuck.followed());
      expect(process.sender.calls).toHaveLength(0);
      process.conversations.stumbles = () => false;
      await rig.hear(process, other.followed());
      expect(process.sender.calls).toHaveLength(1);
      await rig.pass(2_000);
      expect(process.sender.calls).toHaveLength(2);
    });

    test('shared by two processes are taken once each and in order', async () => {
      const [one, two] = [await rig.start(), await rig.start()];
      const people = Array.from({ length: 10 }, () => rig.person());
      const words = ['one', 'two', 'three', 'four'];
      const accepted: Promise<void>[] = [];
      for (const [index, text] of words.entries()) {
        for (const [position, person] of people.entries()) {
          const event = person.said(text, { happenedAt: rig.now() + index });
          accepted.push(((position + index) % 2 ? one : two).delivery.accept([event]));
        }
        await Promise.all(accepted);
      }
      await rig.passUntil('all to be answered', async () => (await rig.left()) === 0);
      const tokens = [...one.sender.calls, ...two.sender.calls].map(
        (call) => call.way === 'reply' && call.token,
      );
      expect(tokens).toHaveLength(words.length * people.length);
      expect(new Set(tokens).size).toBe(tokens.length);
      for (const person of people) expect(await rig.heard(person)).toEqual(words);
    });

    test('that wait when a process ends are taken by the next one', async () => {
      const first = await rig.start();
      const person = rig.person();
      rig.store.breakAfter(1);
      await first.delivery.accept([person.said('まだ返事のない言葉')]);
      await waitFor('the turn to fail for want of a store', () => first.log.of('turn.failed').length > 0);
      await rig.kill(first);
      rig.store.repair();
      const second = await rig.start();
      await rig.quiet();
      expect(first.sender.calls).toHaveLength(0);
      expect(second.sender.calls).toHaveLength(1);
      expect(await rig.heard(person)).toEqual(['まだ返事のない言葉']);
    });

    test('whose transaction is lost are taken again, and answered once', async () => {
      const process = await rig.start();
      const person = rig.person();
      rig.store.breakAfter(1);
      await process.delivery.accept([person.followed()]);
      await waitFor('the turn to fail for want of a store', () => process.log.of('turn.failed').length > 0);
      rig.store.repair();
      rig.store.loseNext('before-commit', (tx) => process.conversations.tookTurnIn(tx));
      await rig.move(1_000);
      await waitFor('the turn to be lost', () => process.log.of('turn.failed').length === 2);
      await rig.pass(1_000);
      expect(process.sender.calls).toHaveLength(1);
      expect(await rig.census()).toMatchObject({ conversation: 1, inbox_event: 1 });
      expect((await rig.inbox())[0]).toMatchObject({ state: 'done', payload: null, attempts: 0 });
    });

    test('wait out a store that is away, without being counted as failed', async () => {
      const process = await rig.start();
      const people = [rig.person(), rig.person(), rig.person()];
      rig.store.breakAfter(1);
      await process.delivery.accept(people.map((person) => person.followed()));
      await waitFor(
        'the turns to fail for want of a store',
        () => process.log.of('turn.failed').length === 3,
      );
      for (let seconds = 0; seconds < 20; seconds += 1) await rig.move(1_000);
      rig.store.repair();
      await rig.pass(1_000);
      expect(process.sender.calls).toHaveLength(3);
      expect((await rig.inbox()).map(({ attempts }) => attempts)).toEqual([0, 0, 0]);
    });
  });

  describe('a turn that throws', () => {
    test('is rolled back whole, tried again after a pause, and answered once when it works', async () => {
      const process = await rig.start();
      const person = rig.person();
      process.conversations.stumbles = firstTry();
      await rig.hear(process, person.said('つまずく'));
      expect(await rig.census()).toEqual({ person: 1, channel_identity: 1, inbox_event: 1 });
      const [row] = await rig.inbox();
      expect(row).toMatchObject({ state: 'pending', attempts: 1, dueAt: rig.now() + 750 });
      await rig.pass(1_000);
      expect(process.sender.calls).toHaveLength(1);
      expect(await rig.heard(person)).toEqual(['つまずく']);
    });

    test('three times is left to staff with its words, and the person gets one apology', async () => {
      const process = await rig.start();
      const person = rig.person();
      process.conversations.stumbles = () => true;
      await rig.hear(process, person.said('大切な言葉'));
      await rig.pass(1_000);
      await rig.pass(2_000);
      expect(process.conversations.tried).toBe(3);
      expect(textsOf(process.sender.calls)).toEqual([rig.words.say('fault', 'ja')]);
      const [row] = await rig.inbox();
      expect(row).toMatchObject({ state: 'failed', attempts: 3 });
      const known = await rig.known(person);
      expect(known?.key.open('inbox_event.payload', row?.payload ?? new Uint8Array())).toContain(
        '大切な言葉',
      );
      expect(await rig.conversation(person)).toEqual([expect.stringMatching(/^out /)]);
      await rig.pass(60 * MINUTE);
      expect(process.conversations.tried).toBe(3);
      expect(process.sender.calls).toHaveLength(1);
      expect(process.log.of('turn.given-up')).toHaveLength(1);
    });

    test('keeps later events of the same person waiting, and they go on after it', async () => {
      const process = await rig.start();
      const person = rig.person();
      process.conversations.stumbles = ({ event }) => event.kind === 'text' && event.text === 'first';
      await rig.hear(process, person.said('first'));
      await rig.hear(process, person.said('second'));
      expect(process.sender.calls).toHaveLength(0);
      await rig.passUntil('the second to be answered', () => process.sender.calls.length === 2);
      expect(await rig.heard(person)).toEqual(['second']);
      expect(process.sender.calls).toHaveLength(2);
      expect(textsOf(process.sender.calls)[0]).toBe(rig.words.say('fault', 'ja'));
      expect((await rig.inbox()).map(({ state }) => state)).toEqual(['failed', 'done']);
    });

    test('because its payload cannot be read ends as failed, with an apology, not as a loop', async () => {
      const process = await rig.start();
      const person = rig.person();
      rig.store.breakAfter(1);
      await process.delivery.accept([person.said('will be unreadable')]);
      await waitFor('the turn to fail for want of a store', () => process.log.of('turn.failed').length > 0);
      await rig.run('UPDATE inbox_event SET payload = $1', Buffer.from('not what was written'));
      rig.store.repair();
      for (let tries = 0; tries < 4; tries += 1) await rig.pass(2_000);
      expect((await rig.inbox())[0]).toMatchObject({ state: 'failed', attempts: 3 });
      expect(textsOf(process.sender.calls)).toEqual([rig.words.say('fault', 'ja')]);
      await rig.hear(process, person.followed());
      expect(process.sender.calls).toHaveLength(2);
    });

    test('because the kept state cannot be read ends as failed too, and says so in the default language', async () => {
      const process = await rig.start();
      const person = rig.person();
      await rig.hear(process, person.followed());
      await rig.run('UPDATE conversation SET state = $1', Buffer.from('not what was written'));
      await rig.hear(process, person.said('hello?'));
      await rig.pass(1_000);
      await rig.pass(2_000);
      expect(textsOf(process.sender.calls).at(-1)).toBe(rig.words.say('fault', 'ja'));
    });
  });

  describe('somebody nobody knows', () => {
    test.each([
      ['leaves', (event: { left: () => InboundEvent }) => event.left(), {}],
      [
        'takes back what never came',
        (event: { unsent: (id: string) => InboundEvent }) => event.unsent('581'),
        { unsent_message: 1 },
      ],
    ] as const)('who %s is not made known by it', async (_, act, kept) => {
      const process = await rig.start();
      await rig.hear(process, act(rig.person()));
      expect(await rig.census()).toEqual(kept);
      expect(process.sender.calls).toHaveLength(0);
    });

    test('because they were erased is not made known again by a late redelivery', async () => {
      const process = await rig.start();
      const person = rig.person();
      const events = [
        person.followed(),
        person.chose('first-contact/hello/self'),
        person.said('そら', { messageId: '582' }),
        person.chose('move/kept'),
        person.chose('kept/choose/erase'),
        person.chose('erase/sure/erase'),
      ];
      for (const event of events) await rig.hear(process, event);
      expect(await rig.census()).toEqual({ inbox_event: events.length });
      const said = process.sender.calls.length;
      await rig.hear(process, ...events);
      await rig.hear(process, person.left(), person.unsent('582'));
      expect(await rig.census()).toEqual({ inbox_event: events.length, unsent_message: 1 });
      expect(process.sender.calls).toHaveLength(said);
    });

    test('because they were erased is met as new when they write again', async () => {
      const process = await rig.start();
      const person = rig.person();
      await rig.hear(process, person.followed());
      const greeting = textsOf(process.sender.calls);
      await rig.hear(process, person.chose('erase/sure/erase'));
      process.sender.calls.length = 0;
      await rig.pass(MINUTE);
      await rig.hear(process, person.followed());
      expect(textsOf(process.sender.calls)).toEqual(greeting);
    });
  });

  describe('somebody who left', () => {
    const reachable = () =>
      rig
        .rows<{ reachable: unknown }>('SELECT reachable FROM channel_identity')
        .then((rows) => rows.map((row) => Boolean(row.reachable)));

    test('cannot be reached until they come back', async () => {
      const process = await rig.start();
      const person = rig.person();
      await rig.hear(process, person.followed());
      await rig.pass(MINUTE);
      await rig.hear(process, person.left());
      expect(await reachable()).toEqual([false]);
      await rig.pass(MINUTE);
      await rig.hear(process, person.followed());
      expect(await reachable()).toEqual([true]);
    });

    test('is not made reachable again by a redelivery of what they wrote before', async () => {
      const process = await rig.start();
      const person = rig.person();
      const before = person.followed();
      await rig.hear(process, before);
      await rig.pass(MINUTE);
      await rig.hear(process, person.left());
      await rig.hear(process, before);
      expect(await reachable()).toEqual([false]);
    });

    test('and came back in the same batch can be reached', async () => {
      const process = await rig.start();
      const person = rig.person();
      await rig.hear(process, person.followed());
      await rig.pass(MINUTE);
      await rig.hear(process, person.left(), person.followed({ happenedAt: rig.now() + 1 }));
      expect(await reachable()).toEqual([true]);
    });

    test('and is back can be reached although word of their leaving arrives late', async () => {
      const process = await rig.start();
      const person = rig.person();
      await rig.hear(process, person.followed());
      await rig.pass(MINUTE);
      const leaving = person.left();
      await rig.pass(MINUTE);
      await rig.hear(process, person.followed());
      await rig.hear(process, leaving);
      expect(await reachable()).toEqual([true]);
    });
  });

  if (dialect === 'postgres') {
    /** Resolves when some work in this database waits for another’s lock. */
    const somebodyWaits = () =>
      waitFor('somebody to wait for a lock', async () => {
        const rows = await rig.rows(
          `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
        );
        return rows.length > 0;
      });

    test('a person held by a long transaction keeps nobody else waiting', async () => {
      const process = await rig.start();
      const [held, other] = [rig.person(), rig.person()];
      await rig.hear(process, held.followed(), other.followed());
      const known = await rig.known(held);
      await rig.store.inner.write(async (tx) => {
        await tx.all('SELECT id FROM person WHERE id = $1 FOR NO KEY UPDATE', known?.id ?? '');
        await process.delivery.accept([held.said('waits'), other.said('goes on')]);
        await waitFor('the other to be answered', () => process.sender.calls.length === 3);
        await somebodyWaits();
      });
      await rig.quiet();
      expect(process.sender.calls).toHaveLength(4);
    });

    test('what somebody writes in the instant of their erasure is accepted and answered', async () => {
      const process = await rig.start();
      const person = rig.person();
      await rig.hear(process, person.followed());
      const known = await rig.known(person);
      let accepted: Promise<void> = Promise.resolve();
      await rig.store.inner.write(async (tx) => {
        await process.people.lock(tx, known?.id ?? '');
        await erasePerson(tx, process.people, known?.id ?? '');
        accepted = process.delivery.accept([person.said('もう一度')]);
        await somebodyWaits();
      });
      await accepted;
      await rig.quiet();
      expect(process.sender.calls).toHaveLength(2);
      expect(await rig.heard(person)).toEqual(['もう一度']);
    });
  }
});
