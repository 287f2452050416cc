import { randomUUID } from 'node:crypto';
import type { Attempt, OutboxContent } from '../../src/delivery';
import { Channels } from '../../src/delivery/channels';
import { LEASE_MS, Outbox } from '../../src/delivery/outbox';
import { onBothDatabases } from '../support/databases';
import { ScriptedSender } from '../support/scripted-sender';
import { waitFor } from '../support/wait-for';
import { DeliveryRig, START, textsOf } from './delivery-rig';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const accepted: Attempt = { kind: 'accepted' };
const unknown: Attempt = { kind: 'unknown' };
const tokenRefused: Attempt = { kind: 'token-refused' };
const quota: Attempt = { kind: 'quota' };
const refused: Attempt = { kind: 'refused', details: 'messages[0].text: a marked detail' };

onBothDatabases((dialect) => {
  const rig = DeliveryRig.use(dialect);
  const states = async () => (await rig.outbox()).map(({ state }) => state);

  /** A process that kept an event while its store was away, until the reply token was over: it can only push. */
  const startLate = async (options: { readonly maxMessages?: number } = {}) => {
    const process = await rig.start(options);
    const person = rig.person();
    rig.store.breakAfter(1);
    await process.delivery.accept([person.followed()]);
    await waitFor('the turn to fail for want of a store', () => process.log.of('turn.failed').length > 0);
    await rig.move(MINUTE);
    rig.store.repair();
    return { process, person };
  };

  test('what is enqueued is gone when its transaction is', async () => {
    const outbox = new Outbox(rig.vault, randomUUID(), new Channels([new ScriptedSender()], []));
    const sending = {
      person: null,
      channel: 'line',
      said: { language: 'ja', messages: [{ kind: 'text', text: 'undone' }], choices: [] },
      turn: null,
      reply: { token: 'token', until: START + MINUTE },
      unprompted: false,
    } as const;
    const writing = rig.store.write(async (tx) => {
      expect(await outbox.enqueue(tx, sending, START)).toHaveLength(1);
      throw new Error('Changed its mind.');
    });
    await expect(writing).rejects.toThrow('Changed its mind.');
    expect(await rig.census()).toEqual({});
  });

  describe('messages of one person', () => {
    test('go out one request after another, in order, also over several turns', async () => {
      const process = await rig.start({ maxMessages: 2 });
      const person = rig.person();
      const held = process.sender.holdNext();
      await rig.hear(process, person.followed());
      await rig.hear(process, person.chose('move/phone'));
      expect(process.sender.calls).toHaveLength(1);
      held.end(accepted);
      await rig.quiet();
      const said = (await rig.conversation(person)).filter((line) => line?.startsWith('out '));
      const kept = said.flatMap(
        (line) => (JSON.parse(line?.slice('out '.length) ?? '') as Pick<OutboxContent, 'messages'>).messages,
      );
      expect(process.sender.calls.flatMap(({ content }) => content.messages)).toEqual(kept);
      expect(process.sender.calls.every(({ content }) => content.messages.length <= 2)).toBe(true);
    });

    test('that are more than a request carries go out in further ones; the choices stand under the last', async () => {
      const process = await rig.start({ maxMessages: 1 });
      const person = rig.person();
      await rig.hear(process, person.followed());
      const { calls } = process.sender;
      expect(calls.length).toBeGreaterThan(3);
      expect(calls.map(({ way }) => way)).toEqual(['reply', ...Array(calls.length - 1).fill('push')]);
      expect(calls.map(({ content }) => content.choices.length > 0)).toEqual([
        ...Array(calls.length - 1).fill(false),
        true,
      ]);
      expect(new Set(calls.map((call) => call.way === 'push' && call.retryKey)).size).toBe(calls.length);
      expect(await states()).toEqual([]);
    });

    test('wait for one of theirs that has to be tried again; other people’s do not', async () => {
      const process = await rig.start();
      const [slow, other] = [rig.person(), rig.person()];
      process.sender.willAnswer({ kind: 'busy' });
      await rig.hear(process, slow.followed());
      await rig.hear(process, slow.chose('move/phone'));
      await rig.hear(process, other.followed());
      expect(process.sender.calls).toHaveLength(2);
      await rig.pass(SECOND);
      await rig.pass(SECOND);
      const tokens = process.sender.calls.map((call) => call.way === 'reply' && call.token);
      expect(tokens).toHaveLength(4);
      expect(tokens[2]).toBe(tokens[0]);
    });
  });

  describe('a reply', () => {
    test('that is accepted leaves nothing in the outbox', async () => {
      const process = await rig.start();
      const event = rig.person().followed();
      await rig.hear(process, event);
      expect(process.sender.calls).toMatchObject([{ way: 'reply', token: event.replyToken }]);
      expect(await states()).toEqual([]);
    });

    test('of unknown outcome is tried again with the same token and the same words', async () => {
      const process = await rig.start();
      process.sender.willAnswer(unknown, unknown);
      await rig.hear(process, rig.person().followed());
      await rig.pass(SECOND);
      await rig.pass(SECOND);
      const [first, second, third, ...more] = process.sender.calls;
      expect(more).toEqual([]);
      expect(second).toEqual(first);
      expect(third).toEqual(first);
      expect(await states()).toEqual([]);
    });

    test('of unknown outcome whose token is then refused within its life had arrived: nothing more is said', async () => {
      const process = await rig.start();
      process.sender.willAnswer(unknown, tokenRefused);
      await rig.hear(process, rig.person().followed());
      await rig.pass(SECOND);
      await rig.pass(10 * MINUTE);
      expect(process.sender.calls.map(({ way }) => way)).toEqual(['reply', 'reply']);
      expect(await states()).toEqual([]);
    });

    test('of unknown outcome whose token is refused after its life is never said again; one short notice is pushed', async () => {
      const process = await rig.start();
      const person = rig.person();
      process.sender.willAnswer(unknown);
      await rig.hear(process, person.followed());
      process.sender.willAnswer(tokenRefused);
      await rig.pass(MINUTE);
      await rig.pass(HOUR);
      expect(process.sender.calls.map(({ way }) => way)).toEqual(['reply', 'reply', 'push']);
      expect(textsOf(process.sender.calls.slice(2))).toEqual([rig.words.say('maybe-not-arrived', 'ja')]);
      expect(process.sender.calls[2]).toMatchObject({ address: person.address });
      expect(await rig.outbox()).toMatchObject([{ state: 'dead', problem: 'reply_outcome_unknown' }]);
    });

    test('whose notice cannot be sent either ends there', async () => {
      const process = await rig.start();
      process.sender.willAnswer(unknown);
      await rig.hear(process, rig.person().followed());
      process.sender.willAnswer(tokenRefused, refused);
      await rig.pass(MINUTE);
      await rig.pass(HOUR);
      expect(process.sender.calls).toHaveLength(3);
      expect(await states()).toEqual(['dead', 'dead']);
    });

    test('whose token is refused although it was never used is pushed at once', async () => {
      const process = await rig.start();
      process.sender.willAnswer(tokenRefused);
      await rig.hear(process, rig.person().followed());
      expect(process.sender.calls.map(({ way }) => way)).toEqual(['reply', 'push']);
      expect(process.sender.calls[1]?.content).toEqual(process.sender.calls[0]?.content);
      expect(await states()).toEqual([]);
    });

    test('that had to be pushed has a lease of its own for that: nobody else pushes it meanwhile', async () => {
      const process = await rig.start();
      const [reply, push] = [process.sender.holdNext(), process.sender.holdNext()];
      await rig.hear(process, rig.person().followed());
      await rig.pass(LEASE_MS - SECOND);
      reply.end(tokenRefused);
      await push.begun;
      await rig.pass(LEASE_MS - SECOND);
      expect(process.sender.calls).toHaveLength(2);
      push.end(accepted);
      await rig.quiet();
      expect(await states()).toEqual([]);
    });

    test('that certainly never left is tried again, and pushed when its token is over', async () => {
      const process = await rig.start();
      process.sender.willAnswer({ kind: 'not-sent' }, { kind: 'not-sent' });
      await rig.hear(process, rig.person().followed());
      await rig.pass(SECOND);
      await rig.pass(MINUTE);
      expect(process.sender.calls.map(({ way }) => way)).toEqual(['reply', 'reply', 'push']);
    });

    test('waits while our credentials are refused, and goes out when they are good again', async () => {
      const process = await rig.start();
      process.sender.willAnswer({ kind: 'unauthorised' });
      await rig.hear(process, rig.person().followed());
      expect(await rig.outbox()).toMatchObject([{ state: 'pending', problem: 'line_token_refused' }]);
      process.sender.willAnswer({ kind: 'unauthorised' }, { kind: 'unauthorised' });
      await rig.pass(MINUTE);
      await rig.pass(10 * MINUTE);
      await rig.pass(10 * MINUTE);
      expect(process.sender.calls.map(({ way }) => way)).toEqual(['reply', 'push', 'push', 'push']);
      expect(await states()).toEqual([]);
    });
  });

  describe('a push', () => {
    test('stands for the reply that came too late, with the same key and the same words on every try', async () => {
      const { process, person } = await startLate();
      process.sender.willAnswer(unknown, unknown, { kind: 'busy' }, { kind: 'not-sent' });
      await rig.pass(SECOND);
      const [row] = await rig.outbox();
      expect(row).toMatchObject({ state: 'pending', problem: 'line_unreachable', attempts: 1 });
      for (let tries = 0; tries < 4; tries += 1) await rig.pass(MINUTE);
      const [first, ...others] = process.sender.calls;
      expect(first).toMatchObject({ way: 'push', address: person.address, retryKey: row?.retryKey });
      expect(others).toEqual(Array(4).fill(first));
      expect(await states()).toEqual([]);
    });

    test('waits longer each time', async () => {
      const { process } = await startLate();
      process.sender.willAnswer(...Array<Attempt>(5).fill({ kind: 'busy' }));
      await rig.pass(SECOND);
      const waits: number[] = [];
      for (let tries = 0; tries < 4; tries += 1) {
        const [row] = await rig.outbox();
        waits.push((row?.dueAt ?? 0) - rig.now());
        await rig.pass(MINUTE);
      }
      expect(waits).toEqual([750, 1_500, 3_000, 6_000]);
    });

    test('is given up before its retry key is forgotten, and kept for staff', async () => {
      const { process } = await startLate();
      process.sender.willAnswer(unknown);
      await rig.pass(SECOND);
      process.sender.willAnswer(unknown);
      await rig.pass(24 * HOUR);
      await rig.pass(24 * HOUR);
      expect(process.sender.calls).toHaveLength(2);
      expect(await rig.outbox()).toMatchObject([{ state: 'dead', problem: 'line_unreachable' }]);
    });
  });

  describe('when the month’s messages are used up, a push', () => {
    const AFTER_THE_MONTH = Date.parse('2026-12-01T00:05:00+09:00');

    test('is held where staff see it, not retried, and sent when the month has turned', async () => {
      const { process } = await startLate();
      process.sender.willAnswer(quota);
      await rig.pass(SECOND);
      expect(await rig.outbox()).toMatchObject([
        { state: 'held', problem: 'line_quota_reached', dueAt: AFTER_THE_MONTH },
      ]);
      expect(process.log.of('outbox.held')).toHaveLength(1);
      await rig.pass(AFTER_THE_MONTH - rig.now() - MINUTE);
      expect(process.sender.calls).toHaveLength(1);
      await rig.pass(2 * MINUTE);
      expect(process.sender.calls).toHaveLength(2);
      expect(process.sender.calls[1]).toEqual(process.sender.calls[0]);
      expect(await states()).toEqual([]);
    });

    test('keeps no conversation waiting: replies are free', async () => {
      const { process, person } = await startLate();
      process.sender.willAnswer(quota);
      await rig.pass(SECOND);
      await rig.hear(process, person.chose('move/phone'), rig.person().followed());
      expect(process.sender.calls.map(({ way }) => way)).toEqual(['push', 'reply', 'reply']);
      expect(await states()).toEqual(['held']);
    });

    test('and the ones after it go out in their order, one at a time, when the month has turned', async () => {
      const { process } = await startLate({ maxMessages: 1 });
      process.sender.willAnswer(...Array<Attempt>(4).fill(quota));
      await rig.pass(SECOND);
      expect(await states()).toEqual(Array(4).fill('held'));
      const inOrder = textsOf(process.sender.calls);
      const held = process.sender.holdNext();
      await rig.move(AFTER_THE_MONTH - rig.now());
      await held.begun;
      await rig.move(SECOND);
      expect(process.sender.calls).toHaveLength(5);
      held.end(accepted);
      await rig.passUntil('all to be sent', async () => (await rig.left()) === 0);
      expect(textsOf(process.sender.calls.slice(4))).toEqual(inOrder);
    });

    test('that meets a fault when it is tried again is not given up for its age', async () => {
      const { process } = await startLate();
      process.sender.willAnswer(quota);
      await rig.pass(SECOND);
      process.sender.willAnswer({ kind: 'busy' }, unknown);
      await rig.pass(AFTER_THE_MONTH - rig.now());
      for (let tries = 0; tries < 3; tries += 1) await rig.pass(MINUTE);
      expect(process.sender.calls).toHaveLength(4);
      expect(await states()).toEqual([]);
    });
  });

  describe('a message that the channel refuses', () => {
    test('is kept for staff, with what the channel said sealed; a plain text goes out with the same token', async () => {
      const process = await rig.start();
      const person = rig.person();
      process.sender.willAnswer(refused);
      const event = person.followed();
      await rig.hear(process, event);
      expect(process.sender.calls).toMatchObject([
        { way: 'reply', token: event.replyToken },
        { way: 'reply', token: event.replyToken },
      ]);
      expect(textsOf(process.sender.calls.slice(1))).toEqual([rig.words.say('fallback', 'ja')]);
      const [row, ...more] = await rig.outbox();
      expect(more).toEqual([]);
      expect(row).toMatchObject({ state: 'dead', problem: 'line_message_refused' });
      const details = Buffer.from(row?.problemDetails ?? []);
      expect(details.toString('latin1')).not.toContain('marked');
      const known = await rig.known(person);
      expect(known?.key.open('outbox_message.problem_details', details)).toContain('a marked detail');
    });

    test('on push has its plain text pushed', async () => {
      const { process } = await startLate();
      process.sender.willAnswer(refused);
      await rig.pass(SECOND);
      expect(process.sender.calls.map(({ way }) => way)).toEqual(['push', 'push']);
      expect(textsOf(process.sender.calls.slice(1))).toEqual([rig.words.say('fallback', 'ja')]);
    });

    test('and whose plain text is refused too ends there', async () => {
      const process = await rig.start();
      process.sender.willAnswer(refused, refused);
      await rig.hear(process, rig.person().followed());
      await rig.pass(HOUR);
      expect(process.sender.calls).toHaveLength(2);
      expect(await states()).toEqual(['dead', 'dead']);
    });

    test('does not keep back what comes after it', async () => {
      const process = await rig.start();
      const person = rig.person();
      const first = process.sender.holdNext();
      await rig.hear(process, person.followed());
      await rig.hear(process, person.chose('move/phone'));
      first.end(refused);
      await waitFor('both answers and the plain text', () => process.sender.calls.length === 3);
      await rig.quiet();
      expect(textsOf(process.sender.calls)).toContain(rig.words.say('fallback', 'ja'));
      expect(await states()).toEqual(['dead']);
    });
  });

  describe('what a killed process had in hand', () => {
    /** The next process: on SQLite it takes over at its start, else when the lease is over. */
    const takeOver = async (...answers: readonly Attempt[]) => {
      const next = await rig.start({ answers });
      if (dialect === 'sqlite') await rig.quiet();
      else await rig.pass(LEASE_MS + SECOND);
      return next;
    };

    test('is taken over and sent again with its token', async () => {
      const first = await rig.start();
      first.sender.holdNext();
      await rig.hear(first, rig.person().followed());
      await rig.kill(first);
      const second = await takeOver();
      expect(second.sender.calls).toEqual(first.sender.calls);
      expect(await states()).toEqual([]);
    });

    if (dialect === 'postgres') {
      test('is not touched by others before its lease is over', async () => {
        const first = await rig.start();
        first.sender.holdNext();
        await rig.hear(first, rig.person().followed());
        await rig.kill(first);
        const second = await rig.start();
        await rig.pass(LEASE_MS - SECOND);
        expect(second.sender.calls).toEqual([]);
        await rig.pass(2 * SECOND);
        expect(second.sender.calls).toHaveLength(1);
      });
    }

    test('had arrived when its token is refused within its life: it is not said twice', async () => {
      const first = await rig.start();
      first.sender.holdNext();
      await rig.hear(first, rig.person().followed());
      await rig.kill(first);
      const second = await takeOver(tokenRefused);
      await rig.pass(HOUR);
      expect(second.sender.calls.map(({ way }) => way)).toEqual(['reply']);
      expect(await states()).toEqual([]);
    });

    test('is pushed again under the same key where it was a push', async () => {
      const { process: first } = await startLate();
      const held = first.sender.holdNext();
      await rig.move(SECOND);
      await held.begun;
      await rig.kill(first);
      const second = await takeOver();
      expect(second.sender.calls).toEqual(first.sender.calls);
      expect(await states()).toEqual([]);
    });

    test('is the taker’s alone: a slow first process changes nothing when its call ends after all', async () => {
      const first = await rig.start();
      const held = first.sender.holdNext();
      await rig.hear(first, rig.person().followed());
      await rig.kill(first);
      const second = await takeOver(unknown);
      const before = await rig.outbox();
      expect(before).toMatchObject([{ state: 'pending', attempts: 2 }]);
      held.end(accepted);
      await first.delivery.stop();
      expect(await rig.outbox()).toEqual(before);
      await rig.pass(SECOND);
      await rig.pass(SECOND);
      expect(second.sender.calls).toHaveLength(2);
      expect(await states()).toEqual([]);
    });

    test('is found again when the answer’s commit was done but never confirmed', async () => {
      const process = await rig.start();
      const event = rig.person().followed();
      rig.store.breakAfter(1);
      await process.delivery.accept([event]);
      await waitFor('the turn to fail for want of a store', () => process.log.of('turn.failed').length > 0);
      rig.store.repair();
      rig.store.loseNext('after-commit', (tx) => process.conversations.tookTurnIn(tx));
      await rig.move(SECOND);
      await waitFor('the commit to go unconfirmed', () => process.log.of('turn.failed').length === 2);
      await rig.pass(LEASE_MS + SECOND);
      await rig.pass(MINUTE);
      expect(process.sender.calls).toMatchObject([{ way: 'reply', token: event.replyToken }]);
      expect(await states()).toEqual([]);
    });
  });

  describe('a person who left', () => {
    test('is not sent what was still to be pushed', async () => {
      const { process, person } = await startLate({ maxMessages: 2 });
      process.sender.willAnswer({ kind: 'busy' });
      await rig.pass(SECOND);
      expect(await states()).toEqual(['pending', 'pending']);
      await rig.hear(process, person.left());
      await rig.pass(HOUR);
      expect(process.sender.calls).toHaveLength(1);
      expect(await states()).toEqual([]);
    });

    test('is not sent what was held for the next month', async () => {
      const { process, person } = await startLate();
      process.sender.willAnswer(quota);
      await rig.pass(SECOND);
      await rig.hear(process, person.left());
      await rig.pass(30 * 24 * HOUR);
      expect(process.sender.calls).toHaveLength(1);
      expect(await states()).toEqual([]);
    });

    test('is not sent what was under way and has to be tried again', async () => {
      const { process, person } = await startLate();
      const held = process.sender.holdNext();
      await rig.move(SECOND);
      await held.begun;
      await rig.hear(process, person.left());
      held.end(unknown);
      await rig.quiet();
      await rig.pass(HOUR);
      expect(process.sender.calls).toHaveLength(1);
      expect(await states()).toEqual([]);
    });
  });

  describe('the goodbye to somebody who was erased', () => {
    test('goes out by reply, and nothing of them is left', async () => {
      const process = await rig.start();
      const person = rig.person();
      await rig.hear(process, person.followed());
      const goodbye = person.chose('erase/sure/erase');
      await rig.hear(process, goodbye);
      expect(process.sender.calls.at(-1)).toMatchObject({ way: 'reply', token: goodbye.replyToken });
      expect(await rig.census()).toEqual({ inbox_event: 2 });
      for (const row of await rig.inbox()) expect(row).toMatchObject({ personId: null, payload: null });
    });

    test.each([
      ['its token is refused', [tokenRefused]],
      ['its outcome is unknown and then its token refused', [unknown, tokenRefused]],
    ])('is never pushed: when %s, it is left at that', async (_, attempts) => {
      const process = await rig.start();
      const person = rig.person();
      await rig.hear(process, person.followed());
      process.sender.willAnswer(...attempts);
      await rig.hear(process, person.chose('erase/sure/erase'));
      await rig.pass(SECOND);
      await rig.pass(HOUR);
      expect(process.sender.calls.filter(({ way }) => way === 'push')).toEqual([]);
      expect(await rig.census()).toEqual({ inbox_event: 2 });
    });

    test('is the last: what was still to be sent to them goes with them', async () => {
      const process = await rig.start();
      const person = rig.person();
      process.sender.willAnswer({ kind: 'busy' });
      await rig.hear(process, person.followed());
      await rig.hear(process, person.chose('erase/sure/erase'));
      await rig.pass(MINUTE);
      expect(process.sender.calls).toHaveLength(2);
      expect(await rig.census()).toEqual({ inbox_event: 2 });
    });
  });

  describe('the waiting sign', () => {
    test('is shown once when an answer takes longer than a second and a half', async () => {
      const process = await rig.start();
      const person = rig.person();
      const held = process.sender.holdNext();
      await rig.hear(process, person.followed());
      await rig.pass(1_499);
      expect(process.sender.signs).toEqual([]);
      await rig.pass(1);
      expect(process.sender.signs).toEqual([person.address]);
      await rig.pass(5 * SECOND);
      held.end(accepted);
      await rig.quiet();
      expect(process.sender.signs).toEqual([person.address]);
    });

    test('is not shown to those who have their answer, nor to those who are not waiting for one', async () => {
      const process = await rig.start();
      const [answered, left] = [rig.person(), rig.person()];
      await rig.hear(process, answered.followed(), left.followed());
      const doubled = answered.chose('move/phone');
      await rig.hear(process, doubled, { ...doubled, eventId: 'SECONDTAP' }, left.left());
      await rig.pass(10 * SECOND);
      expect(process.sender.signs).toEqual([]);
    });

    test('is not shown after the goodbye to somebody who was erased', async () => {
      const process = await rig.start();
      const person = rig.person();
      await rig.hear(process, person.followed());
      await rig.hear(process, person.chose('erase/sure/erase'));
      await rig.pass(10 * SECOND);
      expect(process.sender.signs).toEqual([]);
    });
  });

  describe('a process that stops', () => {
    test('ends the call under way, and leaves what waits behind it to the next one', async () => {
      const first = await rig.start({ maxMessages: 1 });
      const held = first.sender.holdNext();
      await rig.hear(first, rig.person().followed());
      const stopping = rig.stop(first);
      held.end(accepted);
      await stopping;
      expect(first.sender.calls).toHaveLength(1);
      expect(new Set(await states())).toEqual(new Set(['pending']));
      const second = await rig.start({ maxMessages: 1 });
      await rig.passUntil('the rest to be sent', async () => (await rig.left()) === 0);
      expect(first.sender.calls.length + second.sender.calls.length).toBeGreaterThan(3);
    });

    test('has no timer left', async () => {
      const process = await rig.start();
      process.sender.willAnswer(unknown);
      await rig.hear(process, rig.person().followed());
      await rig.stop(process);
      process.clock.advance(HOUR);
      expect(process.sender.calls).toHaveLength(1);
      expect(process.clock.sweepsWaiting).toBe(0);
    });
  });
});
