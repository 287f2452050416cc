import { erasePerson, SESSION_IDLE_MS, SESSION_LIFE_MS, WebSessions } from '../../src/people';
import { onBothDatabases } from '../support/databases';
import { PeopleRig } from './people-rig';

const DAY = 24 * 60 * 60_000;

onBothDatabases((dialect) => {
  const rig = PeopleRig.use(dialect);
  const sessions = new WebSessions(rig.vault);
  const open = (personId: string) => rig.store.write((tx) => sessions.open(tx, personId, rig.now));
  const find = async (token: string) =>
    (await rig.store.write((tx) => sessions.find(tx, token, rig.now)))?.personId ?? null;

  test('whoever has the token is the person, and another token is nobody', async () => {
    const [one, two] = [await rig.person(), await rig.person()];
    const [tokenOfOne, tokenOfTwo] = [await open(one), await open(two)];
    expect(await find(tokenOfOne)).toBe(one);
    expect(await find(tokenOfTwo)).toBe(two);
    expect(await find(`${tokenOfOne}x`)).toBeNull();
    expect(await find('')).toBeNull();
  });

  test('a token carries 256 bits, and stands nowhere in the database', async () => {
    const token = await open(await rig.person());
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    expect(await rig.contents('web_session')).not.toContain(token);
  });

  test('a session that is ended is over at once; the others of the same person go on', async () => {
    const id = await rig.person();
    const [here, there] = [await open(id), await open(id)];
    await rig.store.write((tx) => sessions.end(tx, here));
    expect(await find(here)).toBeNull();
    expect(await find(there)).toBe(id);
    await rig.store.write((tx) => sessions.end(tx, here));
    await rig.store.write((tx) => sessions.endAllOf(tx, id));
    expect(await find(there)).toBeNull();
  });

  test('whoever listens hears that sessions of a person may be over', async () => {
    const id = await rig.person();
    const token = await open(id);
    const heard: string[] = [];
    const stop = rig.store.listen('ended', { heard: (payload) => heard.push(payload), missed: () => {} });
    await rig.store.write((tx) => sessions.end(tx, token));
    await rig.store.write((tx) => sessions.end(tx, token));
    stop();
    expect(heard).toEqual([id]);
  });

  test('unused, it is over after the idle time; used, it goes on', async () => {
    const id = await rig.person();
    const [used, unused] = [await open(id), await open(id)];
    rig.clock.advance(SESSION_IDLE_MS - 1);
    expect(await find(used)).toBe(id);
    rig.clock.advance(1);
    expect(await find(used)).toBe(id);
    expect(await find(unused)).toBeNull();
  });

  test('however much it is used, it is over after its whole life', async () => {
    const id = await rig.person();
    const token = await open(id);
    const end = rig.now + SESSION_LIFE_MS;
    while (rig.now + 20 * DAY < end) {
      rig.clock.advance(20 * DAY);
      expect(await find(token)).toBe(id);
    }
    rig.clock.advance(end - rig.now);
    expect(await find(token)).toBeNull();
  });

  test('its use counts as having been here, to the hour, and is written at most once a minute', async () => {
    const id = await rig.person();
    const token = await open(id);
    const began = rig.now;
    const lastSeen = () => rig.store.read(async (tx) => (await rig.people.lock(tx, id))?.lastSeenAt);
    const lastUsed = () => rig.store.read((tx) => sessions.lastUsed(tx, id));
    rig.clock.advance(59_999);
    await find(token);
    expect(await lastUsed()).toBe(began);
    rig.clock.advance(1);
    await find(token);
    expect(await lastUsed()).toBe(rig.now);
    expect(await lastSeen()).toBe(began);
    rig.clock.advance(60 * 60_000);
    await find(token);
    expect(await lastSeen()).toBe(rig.now);
  });

  test('an erased person has no session, whatever token is shown', async () => {
    const id = await rig.person();
    const token = await open(id);
    await rig.store.write((tx) => erasePerson(tx, rig.people, id));
    expect(await find(token)).toBeNull();
    expect(await rig.count('web_session')).toBe(0);
    expect(await rig.store.read((tx) => sessions.lastUsed(tx, id))).toBeNull();
  });
});
