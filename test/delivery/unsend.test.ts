import type { Attempt } from '../../src/delivery';
import { parseState } from '../../src/flow';
import { onBothDatabases } from '../support/databases';
import { waitFor } from '../support/wait-for';
import { DeliveryRig, textsOf } from './delivery-rig';
import type { TestPerson } from './test-person';

const MINUTE = 60_000;
const busy: Attempt = { kind: 'busy' };

onBothDatabases((dialect) => {
  const rig = DeliveryRig.use(dialect);

  /** Up to where a name is asked for. */
  const untilNickname = (person: TestPerson) => [person.followed(), person.chose('first-contact/hello/self')];

  const facts = async (person: TestPerson) => {
    const known = await rig.known(person);
    const [row] = await rig.rows<{ state: Uint8Array }>('SELECT state FROM conversation');
    return known && row ? parseState(known.key.open('conversation.state', row.state), 'ja').facts : {};
  };

  describe('a message that its sender takes back', () => {
    test('is emptied, with the answer that may repeat it; the rest of the talk stays', async () => {
      const process = await rig.start();
      const person = rig.person();
      await rig.hear(process, person.followed());
      const before = await rig.conversation(person);
      await rig.hear(process, person.said('言わなければよかった', { messageId: '5811' }));
      const lines = (await rig.conversation(person)).length;
      await rig.hear(process, person.unsent('5811'));
      expect(await rig.conversation(person)).toEqual([
        ...before,
        ...Array<null>(lines - before.length).fill(null),
      ]);
      expect(await rig.census()).toMatchObject({ unsent_message: 1 });
    });

    test('takes the name it taught us with it', async () => {
      const process = await rig.start();
      const person = rig.person();
      for (const event of untilNickname(person)) await rig.hear(process, event);
      await rig.hear(process, person.said('あおぞら', { messageId: '5812' }));
      await rig.hear(process, person.chose('nickname/confirm/as-name'));
      expect((await facts(person)).nickname).toMatchObject({ value: 'あおぞら' });
      await rig.hear(process, person.unsent('5812'));
      expect(await facts(person)).not.toHaveProperty('nickname');
      expect(await facts(person)).toHaveProperty('standpoint');
      process.sender.calls.length = 0;
      await rig.hear(process, person.chose('move/kept'));
      expect(textsOf(process.sender.calls).join()).not.toContain('あおぞら');
    });

    test('leaves a name that another message taught us', async () => {
      const process = await rig.start();
      const person = rig.person();
      for (const event of untilNickname(person)) await rig.hear(process, event);
      await rig.hear(process, person.said('あおぞら'));
      await rig.hear(process, person.chose('nickname/confirm/as-name'));
      await rig.hear(process, person.said('ひとりごと', { messageId: '5813' }));
      await rig.hear(process, person.unsent('5813'));
      expect((await facts(person)).nickname).toMatchObject({ value: 'あおぞら' });
    });

    test('takes its unsent answer with it', async () => {
      const process = await rig.start();
      const person = rig.person();
      for (const event of untilNickname(person)) await rig.hear(process, event);
      const said = process.sender.calls.length;
      process.sender.willAnswer(busy);
      await rig.hear(process, person.said('あおぞら', { messageId: '5814' }));
      await rig.hear(process, person.unsent('5814'));
      await rig.pass(10 * MINUTE);
      expect(process.sender.calls).toHaveLength(said + 1);
      expect(await rig.outbox()).toEqual([]);
    });

    test('is not kept for staff either, if its turn had failed', async () => {
      const process = await rig.start();
      const person = rig.person();
      await rig.hear(process, person.followed());
      process.conversations.stumbles = ({ event }) => event.kind === 'text';
      await rig.hear(process, person.said('失敗した言葉', { messageId: '5815' }), person.said('別の言葉'));
      await rig.passUntil('both to be given up', async () => {
        const rows = await rig.inbox();
        return rows.filter(({ state }) => state === 'failed').length === 2;
      });
      await rig.hear(process, person.unsent('5815'));
      const kept = (await rig.inbox()).filter(({ payload }) => payload !== null);
      expect(kept).toHaveLength(1);
      const known = await rig.known(person);
      const payload = kept[0]?.payload ?? new Uint8Array();
      expect(known?.key.open('inbox_event.payload', payload)).toContain('別の言葉');
    });

    test('cannot be brought back by a redelivery, and is not answered again', async () => {
      const process = await rig.start();
      const person = rig.person();
      const event = person.said('言わなければよかった', { messageId: '5816' });
      await rig.hear(process, event);
      await rig.hear(process, person.unsent('5816'));
      const before = [await rig.census(), await rig.conversation(person)];
      await rig.hear(process, event);
      // LINE gives the same id to a redelivery; even if it did not, the message stays taken back.
      await rig.hear(process, { ...event, eventId: 'ANOTHERID' });
      expect(process.sender.calls).toHaveLength(1);
      const [census, conversation] = [await rig.census(), await rig.conversation(person)];
      expect(census).toEqual({ ...before[0], inbox_event: 3, message: conversation.length });
      expect(conversation.every((line) => line === null)).toBe(true);
    });

    test('and whose taking back comes first is neither kept nor answered', async () => {
      const process = await rig.start();
      const person = rig.person();
      await rig.hear(process, person.followed());
      const said = process.sender.calls.length;
      const event = person.said('追い越された言葉', { messageId: '5817' });
      await rig.hear(process, person.unsent('5817'));
      await rig.hear(process, event);
      expect(process.sender.calls).toHaveLength(said);
      expect((await rig.conversation(person)).at(-1)).toBeNull();
      expect(await rig.heard(person)).toEqual([]);
    });

    test('and whose taking back comes first, from somebody nobody knew, is neither kept nor answered', async () => {
      const process = await rig.start();
      const person = rig.person();
      const event = person.said('追い越された言葉', { messageId: '5818' });
      await rig.hear(process, person.unsent('5818'));
      await rig.hear(process, event);
      expect(process.sender.calls).toEqual([]);
      expect(await rig.conversation(person)).toEqual([null]);
    });

    test('while it still waits for its turn is answered and then emptied, in the order in which it happened', async () => {
      const process = await rig.start();
      const person = rig.person();
      rig.store.breakAfter(1);
      await process.delivery.accept([
        person.said('待っている言葉', { messageId: '5819' }),
        person.unsent('5819', { happenedAt: rig.now() + 1 }),
      ]);
      await waitFor('the turn to fail for want of a store', () => process.log.of('turn.failed').length > 0);
      rig.store.repair();
      await rig.passUntil('both turns to be taken', async () => (await rig.left()) === 0);
      expect((await rig.conversation(person)).every((line) => line === null)).toBe(true);
    });

    test('touches nothing of another person who has a message of the same id', async () => {
      const process = await rig.start();
      const [one, other] = [rig.person(), rig.person()];
      await rig.hear(process, one.followed(), other.said('そのまま残る', { messageId: '5820' }));
      await rig.hear(process, one.unsent('5820'));
      expect(await rig.heard(other)).toEqual(['そのまま残る']);
    });
  });
});
