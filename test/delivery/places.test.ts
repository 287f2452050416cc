import type { InboundEvent } from '../../src/delivery';
import { onBothDatabases } from '../support/databases';
import { DeliveryRig, textsOf } from './delivery-rig';

const PLACE = 'C0123456789abcdef0123456789abcdef';
let made = 0;

onBothDatabases((dialect) => {
  const rig = DeliveryRig.use(dialect);

  const inPlace = (change: Partial<InboundEvent> = {}): InboundEvent => {
    made += 1;
    return {
      channel: 'line',
      eventId: `PLACE${made}`,
      address: null,
      happening: { kind: 'in-place', place: PLACE },
      happenedAt: rig.now(),
      replyToken: `token-${made}`,
      ...change,
    };
  };
  const outOfPlace = () => inPlace({ happening: { kind: 'out-of-place', place: PLACE }, replyToken: null });

  describe('a group or room', () => {
    test('is told once that we talk one to one, however much is said in it', async () => {
      const process = await rig.start();
      await rig.hear(process, inPlace(), inPlace());
      await rig.hear(process, inPlace());
      expect(textsOf(process.sender.calls)).toEqual([rig.words.say('one-to-one', 'ja')]);
      expect(process.sender.calls[0]).toMatchObject({ way: 'reply', content: { choices: [] } });
    });

    test('is told once by two processes', async () => {
      const [one, two] = [await rig.start(), await rig.start()];
      await Promise.all([one.delivery.accept([inPlace()]), two.delivery.accept([inPlace()])]);
      await rig.quiet();
      expect([...one.sender.calls, ...two.sender.calls]).toHaveLength(1);
    });

    test('leaves nothing behind but the mark that it was told, from which its id cannot be read', async () => {
      const process = await rig.start();
      await rig.hear(process, inPlace());
      expect(await rig.census()).toEqual({ told_place: 1 });
      const [row] = await rig.rows<{ place: string }>('SELECT place_index AS place FROM told_place');
      expect(row?.place).not.toContain(PLACE.slice(1));
    });

    test('that gives no token is told at the first chance', async () => {
      const process = await rig.start();
      await rig.hear(process, inPlace({ replyToken: null }));
      expect(process.sender.calls).toEqual([]);
      await rig.hear(process, inPlace());
      expect(process.sender.calls).toHaveLength(1);
    });

    test('is forgotten when we leave, and told again when we are asked back', async () => {
      const process = await rig.start();
      await rig.hear(process, inPlace());
      await rig.hear(process, outOfPlace());
      expect(await rig.census()).toEqual({});
      await rig.hear(process, inPlace());
      expect(process.sender.calls).toHaveLength(2);
    });

    test('is never pushed to, and leaves nothing when the word does not get through', async () => {
      const process = await rig.start();
      process.sender.willAnswer({ kind: 'token-refused' });
      await rig.hear(process, inPlace());
      expect(process.sender.calls).toHaveLength(1);
      expect(await rig.census()).toEqual({ told_place: 1 });
    });
  });
});
