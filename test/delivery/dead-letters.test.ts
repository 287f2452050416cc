import type { Attempt } from '../../src/delivery';
import { onBothDatabases } from '../support/databases';
import { DeliveryRig, type TestProcess } from './delivery-rig';

const refused: Attempt = { kind: 'refused', details: 'a marked detail' };

onBothDatabases((dialect) => {
  const rig = DeliveryRig.use(dialect);
  const list = ({ delivery }: TestProcess) => rig.store.read((tx) => delivery.deadLetters.list(tx, 10));
  const only = async (process: TestProcess) => {
    const [letter, ...more] = await list(process);
    expect(more).toEqual([]);
    if (!letter) throw new Error('Nothing waits for staff.');
    return letter;
  };
  const resend = async (process: TestProcess) => {
    const letter = await only(process);
    const isDone = await rig.store.write((tx) => process.delivery.deadLetters.resend(tx, letter, rig.now()));
    await rig.pass(1_000);
    return isDone;
  };
  const textsOf = ({ sender }: TestProcess) => JSON.stringify(sender.calls.map(({ content }) => content));

  test('a message that was refused is sent again by push, under a new key, and replaced by no second plain text', async () => {
    const process = await rig.start();
    process.sender.willAnswer(refused);
    await rig.hear(process, rig.person().followed());
    const [row] = await rig.outbox();
    expect(await only(process)).toMatchObject({
      kind: 'message',
      channel: 'line',
      attempts: 1,
      problem: 'line_message_refused',
      canResend: true,
    });
    const sent = process.sender.calls.length;
    process.sender.willAnswer(refused);
    expect(await resend(process)).toBe(true);
    expect(process.sender.calls.slice(sent)).toMatchObject([{ way: 'push', content: { fallback: true } }]);
    expect((await only(process)).problem).toBe('line_message_refused');
    expect(await resend(process)).toBe(true);
    const [again, last] = process.sender.calls.slice(sent);
    expect(again?.way === 'push' && last?.way === 'push' && last.retryKey !== again.retryKey).toBe(true);
    expect(last?.way === 'push' && last.retryKey !== row?.retryKey).toBe(true);
    expect(await list(process)).toEqual([]);
    expect(await rig.outbox()).toEqual([]);
  });

  test('a turn that failed is taken again, and what is dropped is gone for good', async () => {
    const process = await rig.start();
    const person = rig.person();
    process.conversations.stumbles = () => true;
    await rig.hear(process, person.said('大切な言葉'));
    await rig.pass(1_000);
    await rig.pass(2_000);
    expect(await only(process)).toMatchObject({ kind: 'turn', attempts: 3, problem: 'turn_failed' });
    expect(await rig.store.read((tx) => process.delivery.deadLetters.count(tx))).toBe(1);
    process.conversations.stumbles = () => false;
    expect(await resend(process)).toBe(true);
    expect(await list(process)).toEqual([]);
    expect(await rig.heard(person)).toEqual([expect.stringContaining('大切な言葉')]);

    process.conversations.stumbles = () => true;
    await rig.hear(process, person.said('ほかの言葉'));
    await rig.pass(1_000);
    await rig.pass(2_000);
    const letter = await only(process);
    const { deadLetters } = process.delivery;
    expect(await rig.store.write((tx) => deadLetters.drop(tx, letter))).toBe(true);
    expect(await rig.store.write((tx) => deadLetters.drop(tx, letter))).toBe(false);
    expect(await rig.store.write((tx) => deadLetters.resend(tx, letter, rig.now()))).toBe(false);
    expect((await rig.inbox()).map(({ state, payload }) => [state, payload])).toEqual([
      ['done', null],
      ['done', null],
    ]);
    expect(textsOf(process)).not.toContain('ほかの言葉');
  });

  test('nothing can be sent again where the channel is off, and nothing to somebody who was erased', async () => {
    const first = await rig.start();
    const person = rig.person();
    first.sender.willAnswer(refused);
    await rig.hear(first, person.followed());
    await rig.stop(first);
    const without = await rig.start({ withoutLine: true });
    expect(await only(without)).toMatchObject({ canResend: false });
    expect(await resend(without)).toBe(false);
    const known = await rig.known(person);
    await rig.run('DELETE FROM person WHERE id = $1', known?.id ?? '');
    expect(await list(without)).toEqual([]);
  });
});
