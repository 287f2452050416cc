import { PersonDirectory } from '../../src/people';
import { onBothDatabases } from '../support/databases';
import { waitFor } from '../support/wait-for';
import { DeliveryRig, textsOf } from './delivery-rig';

const MINUTE = 60_000;

onBothDatabases((dialect) => {
  const rig = DeliveryRig.use(dialect);
  const web = { channel: 'web', replyToken: null } as const;
  /** The same person on both: LINE first, then the web. */
  const linkToWeb = async (lineAddress: string): Promise<string> => {
    const people = new PersonDirectory(rig.vault);
    return rig.store.inner.write(async (tx) => {
      const person = await people.find(tx, 'line', lineAddress);
      if (!person) throw new Error('Nobody is known by that address.');
      return people.giveAddress(tx, person, 'web');
    });
  };
  const messages = () =>
    rig.rows<{ channel: string; direction: string }>('SELECT channel, direction FROM message ORDER BY id');

  test('what is said on the web is answered where it is kept: nothing is sent, and nothing waits to be', async () => {
    const process = await rig.start();
    const person = rig.person();
    await rig.hear(process, person.followed(web), person.said('メニュー', web));
    expect(process.sender.calls).toEqual([]);
    expect(await rig.outbox()).toEqual([]);
    expect((await messages()).map(({ channel, direction }) => `${direction} ${channel}`)).toEqual([
      'in web',
      'out web',
      'in web',
      'out web',
    ]);
  });

  test('one person on both channels has one conversation, and each question is answered where it was asked', async () => {
    const process = await rig.start();
    const person = rig.person();
    await rig.hear(process, person.followed());
    const address = await linkToWeb(person.address);
    const sent = process.sender.calls.length;
    await rig.hear(process, person.said('メニュー', { ...web, address }));
    expect(process.sender.calls).toHaveLength(sent);
    await rig.hear(process, person.said('メニュー'));
    expect(process.sender.calls).toHaveLength(sent + 1);
    expect(await rig.census()).toMatchObject({ person: 1, channel_identity: 2, conversation: 1, message: 6 });
  });

  test('an answer still under way on LINE holds up nothing on the web', async () => {
    const process = await rig.start();
    const person = rig.person();
    const held = process.sender.holdNext();
    await process.delivery.accept([person.followed()]);
    await held.begun;
    const address = await linkToWeb(person.address);
    await process.delivery.accept([person.said('メニュー', { ...web, address })]);
    await waitFor('the answer on the web', async () => (await messages()).length === 4);
    held.end({ kind: 'accepted' });
    await rig.quiet();
  });

  test('what is said is told live, to whoever listens, once it is kept', async () => {
    const process = await rig.start();
    const person = rig.person();
    const heard: string[] = [];
    const stop = rig.store.listen('said', { heard: (id) => void heard.push(id), missed: () => undefined });
    await rig.hear(process, person.followed(web), person.said('メニュー'));
    stop();
    const known = await rig.rows<{ id: string }>('SELECT person_id AS id FROM message ORDER BY id');
    expect([...new Set(heard)].sort()).toEqual([...new Set(known.map(({ id }) => id))].sort());
  });

  test('a turn that takes long is announced on the web, and one that is quick is not', async () => {
    const process = await rig.start();
    const person = rig.person();
    await rig.hear(process, person.followed(web));
    await rig.move(2_000);
    expect(process.page.signs).toEqual([]);
    // Twice: the third attempt comes after two seconds at the earliest, when the sign has been given.
    process.conversations.stumbles = () => process.log.of('turn.failed').length < 2;
    await process.delivery.accept([person.said('メニュー', web)]);
    await waitFor('the turn to fail', () => process.log.of('turn.failed').length > 0);
    await rig.passUntil('the sign', () => process.page.signs.length > 0);
    const known = await rig.rows<{ id: string }>('SELECT id FROM person');
    expect(process.page.signs).toEqual(known.map(({ id }) => id));
    expect(process.sender.signs).toEqual([]);
  });

  test('a turn on the web that is given up ends with one apology, kept for the page', async () => {
    const process = await rig.start();
    const person = rig.person();
    await rig.hear(process, person.followed(web));
    process.conversations.stumbles = () => true;
    await process.delivery.accept([person.said('メニュー', web)]);
    await rig.passUntil('the turn to be given up', () => process.log.of('turn.given-up').length > 0);
    const [row] = await rig.rows<{ channel: string; content: Uint8Array; personId: string }>(
      `SELECT channel, content, person_id AS "personId" FROM message ORDER BY id DESC LIMIT 1`,
    );
    const key = await rig.store.inner.read((tx) =>
      new PersonDirectory(rig.vault).open(tx, row?.personId ?? ''),
    );
    expect(row?.channel).toBe('web');
    expect(key?.key.open('message.content', row?.content ?? new Uint8Array())).toContain(
      JSON.stringify(rig.words.say('fault', 'ja')),
    );
    expect(await rig.outbox()).toEqual([]);
  });

  test('with LINE off, the web is answered, and what came by LINE before waits untouched', async () => {
    const process = await rig.start({ withoutLine: true });
    const person = rig.person();
    await rig.hear(process, person.followed(web));
    const address = (await linkToLine(rig, person.address)) ?? '';
    await process.delivery.accept([person.said('メニュー', { address })]);
    await process.delivery.accept([person.said('メニュー', web)]);
    await rig.passUntil('the answer on the web', async () => (await messages()).length === 4);
    await rig.move(MINUTE);
    expect((await messages()).every(({ channel }) => channel === 'web')).toBe(true);
    const [line] = (await rig.inbox()).filter(({ state }) => state === 'pending');
    expect(line).toMatchObject({ attempts: 0 });

    const later = await rig.start();
    await rig.passUntil('the answer on LINE', () => later.sender.calls.length > 0);
    expect(textsOf(later.sender.calls)).not.toEqual([]);
  });

  test('what is to be said on LINE while it is off is not said late when it is back', async () => {
    const process = await rig.start({ withoutLine: true });
    const person = rig.person();
    await rig.hear(process, person.followed(web));
    const address = await linkToLine(rig, person.address);
    expect(address).not.toBeNull();
    await rig.store.inner.write(async (tx) => {
      const known = await new PersonDirectory(rig.vault).find(tx, 'web', person.address);
      const said = { language: 'ja', messages: [{ kind: 'text', text: 'お知らせ' }], choices: [] } as const;
      await process.delivery.say(tx, { person: known, channel: 'line', said, unprompted: true }, rig.now());
    });
    expect(await rig.outbox()).toEqual([]);
  });
});

/** Makes somebody of the web known on LINE too. */
async function linkToLine(rig: DeliveryRig, webAddress: string): Promise<string | null> {
  const people = new PersonDirectory(rig.vault);
  return rig.store.inner.write(async (tx) => {
    const person = await people.find(tx, 'web', webAddress);
    return person && people.giveAddress(tx, person, 'line');
  });
}
