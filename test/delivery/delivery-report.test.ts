import { type Attempt, reportDelivery } from '../../src/delivery';
import { onBothDatabases } from '../support/databases';
import { DeliveryRig } from './delivery-rig';

onBothDatabases((dialect) => {
  const rig = DeliveryRig.use(dialect);
  const report = () => rig.store.read((tx) => reportDelivery(tx));

  test('where all is well there is nothing to report', async () => {
    const process = await rig.start();
    await rig.hear(process, rig.person().followed());
    expect(await report()).toEqual({ failedTurns: 0, waiting: 0, held: 0, dead: [] });
  });

  test('what waits, is held, was given up or failed is counted, by its reason', async () => {
    const process = await rig.start();
    const attempts: Attempt[] = [
      { kind: 'busy' },
      { kind: 'quota' },
      { kind: 'refused', details: 'x' },
      { kind: 'refused', details: 'x' },
    ];
    process.sender.willAnswer(...attempts);
    for (let sent = 0; sent < 3; sent += 1) await rig.hear(process, rig.person().followed());
    process.conversations.stumbles = () => true;
    await process.delivery.accept([rig.person().followed()]);
    await rig.run(`UPDATE inbox_event SET attempts = 2 WHERE state = 'pending'`);
    expect(await report()).toEqual({
      failedTurns: 0,
      waiting: 1,
      held: 1,
      dead: [{ problem: 'line_message_refused', count: 2 }],
    });
    await rig.passUntil('the turn to be given up', async () => (await report()).failedTurns === 1);
  });
});
