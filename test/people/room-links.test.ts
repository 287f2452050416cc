import { ASKED_LINK_MS, erasePerson, RoomLinks, type RoomPurpose } from '../../src/people';
import { onBothDatabases } from '../support/databases';
import { PeopleRig } from './people-rig';

onBothDatabases((dialect) => {
  const rig = PeopleRig.use(dialect);
  const links = new RoomLinks(rig.vault);
  const make = (personId: string, purpose: RoomPurpose = 'conversation', lifeMs?: number) =>
    rig.store.write((tx) => links.make(tx, personId, purpose, rig.now, lifeMs));
  const redeem = (token: string) => rig.store.write((tx) => links.redeem(tx, token, rig.now));
  const peek = (token: string) => rig.store.read((tx) => links.peek(tx, token, rig.now));

  test('a link leads to its person and purpose, once', async () => {
    const personId = await rig.person();
    const token = await make(personId, 'letters');
    expect(await redeem(token)).toEqual({ personId, purpose: 'letters' });
    expect(await redeem(token)).toBeNull();
    expect(await peek(token)).toBeNull();
  });

  test('of many who open it at the same time, one gets in', async () => {
    const token = await make(await rig.person());
    const all = await Promise.all(Array.from({ length: 20 }, () => redeem(token)));
    expect(all.filter((entry) => entry !== null)).toHaveLength(1);
  });

  test('looking at it uses nothing up, however often previews are made', async () => {
    const personId = await rig.person();
    const token = await make(personId);
    for (let seen = 0; seen < 5; seen += 1) {
      expect(await peek(token)).toEqual({ personId, purpose: 'conversation' });
    }
    expect(await redeem(token)).toEqual({ personId, purpose: 'conversation' });
  });

  test('it can be opened for fifteen minutes, or for as long as was said', async () => {
    const [asked, noticed] = [await rig.person(), await rig.person()];
    const short = await make(asked);
    const long = await make(noticed, 'letters', 2 * ASKED_LINK_MS);
    expect(ASKED_LINK_MS).toBe(15 * 60_000);
    rig.clock.advance(ASKED_LINK_MS - 1);
    expect(await peek(short)).not.toBeNull();
    rig.clock.advance(1);
    expect(await peek(short)).toBeNull();
    expect(await redeem(short)).toBeNull();
    expect(await redeem(long)).toEqual({ personId: noticed, purpose: 'letters' });
  });

  test('asked for again, the older one is worth nothing; one for another purpose stays', async () => {
    const personId = await rig.person();
    const letters = await make(personId, 'letters');
    const older = await make(personId);
    const newer = await make(personId);
    expect(await redeem(older)).toBeNull();
    expect(await redeem(newer)).toEqual({ personId, purpose: 'conversation' });
    expect(await redeem(letters)).toEqual({ personId, purpose: 'letters' });
  });

  test('made many at the same time, exactly one of them opens', async () => {
    const personId = await rig.person();
    const tokens = await Promise.all(Array.from({ length: 10 }, () => make(personId)));
    const opened = [];
    for (const token of tokens) opened.push(await redeem(token));
    expect(opened.filter((entry) => entry !== null)).toHaveLength(1);
  });

  test('it cannot be guessed, and stands nowhere in the database', async () => {
    const token = await make(await rig.person());
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    expect(await rig.contents('room_link')).not.toContain(token);
    expect(await redeem('')).toBeNull();
    expect(await redeem(token.slice(0, -1))).toBeNull();
  });

  test('an erased person’s links lead nowhere, nor do those that were made void', async () => {
    const [erased, other] = [await rig.person(), await rig.person()];
    const tokens = [await make(erased), await make(other), await make(other, 'letters')];
    await rig.store.write(async (tx) => {
      await erasePerson(tx, rig.people, erased);
      await links.voidAllOf(tx, other);
    });
    for (const token of tokens) expect(await redeem(token)).toBeNull();
  });
});
