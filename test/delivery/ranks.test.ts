import { randomUUID } from 'node:crypto';
import { Channels } from '../../src/delivery/channels';
import { Outbox } from '../../src/delivery/outbox';
import type { KnownPerson } from '../../src/people';
import { onBothDatabases } from '../support/databases';
import { ScriptedSender } from '../support/scripted-sender';
import { waitFor } from '../support/wait-for';
import { DeliveryRig, textsOf } from './delivery-rig';

const MINUTE = 60_000;

onBothDatabases((dialect) => {
  const rig = DeliveryRig.use(dialect);

  const people = async (process: Awaited<ReturnType<DeliveryRig['start']>>, count: number) =>
    rig.store.write(async (tx) => {
      const made: KnownPerson[] = [];
      for (let index = 0; index < count; index += 1) {
        made.push(await process.people.create(tx, 'line', `U${String(index).padStart(32, '0')}`, rig.now()));
      }
      return made;
    });

  const textOf = (text: string) =>
    ({
      channel: 'line',
      unprompted: true,
      said: { language: 'ja', messages: [{ kind: 'text', text }], choices: [] },
    }) as const;

  test('answers leave before reminders, and reminders before news, whoever came first', async () => {
    const process = await rig.start();
    const [one, two, three] = await people(process, 3);
    if (!one || !two || !three) throw new Error('Three people were made.');
    await rig.store.write(async (tx) => {
      await process.delivery.say(tx, { person: one, ...textOf('news'), rank: 'news' }, rig.now());
      await process.delivery.say(tx, { person: two, ...textOf('reminder'), rank: 'reminder' }, rig.now());
      await process.delivery.say(tx, { person: three, ...textOf('answer') }, rig.now());
    });
    // Calls to different people are under way at the same time; what counts is which are taken up where not all can be.
    await rig.kill(process);
    const outbox = new Outbox(rig.vault, randomUUID(), new Channels([new ScriptedSender()], []));
    const takenUp: unknown[] = [];
    for (let round = 0; round < 3; round += 1) {
      const claims = await rig.store.write((tx) => outbox.claimDue(tx, rig.now() + MINUTE, 1));
      takenUp.push(...claims.map(({ content }) => content.messages));
    }
    expect(takenUp).toEqual(['answer', 'reminder', 'news'].map((text) => [{ kind: 'text', text }]));
  });

  test('what is late when its turn comes leaves the outbox unsent', async () => {
    const process = await rig.start();
    const [person] = await people(process, 1);
    if (!person) throw new Error('Somebody was made.');
    process.sender.willAnswer({ kind: 'quota' });
    const lateAt = rig.now() + 10 * MINUTE;
    await rig.store.write((tx) =>
      process.delivery.say(tx, { person, ...textOf('soon'), rank: 'reminder', lateAt }, rig.now()),
    );
    await rig.move(2_000);
    await waitFor('it to be held for the month', async () => (await rig.outbox())[0]?.state === 'held');
    await rig.move(31 * 24 * 60 * MINUTE);
    await waitFor('the outbox to be empty', async () => (await rig.outbox()).length === 0);
    expect(textsOf(process.sender.calls)).toEqual(['soon']);
  });
});
