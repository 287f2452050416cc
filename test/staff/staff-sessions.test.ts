import { onBothDatabases } from '../support/databases';
import { StaffRig } from './staff-rig';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

onBothDatabases((dialect) => {
  const rig = StaffRig.use(dialect);
  const open = (staffId: string, stage: 'code' | 'enrol' | 'full' = 'full') =>
    rig.store.write((tx) => rig.staff.sessions.open(tx, staffId, stage, rig.now));

  test('whoever has the token is this member of the staff, and another token is nobody', async () => {
    const [one, two] = [await rig.account('hanako'), await rig.account('jiro', 'supervisor')];
    const [tokenOfOne, tokenOfTwo] = [await open(one.id), await open(two.id)];
    expect((await rig.visit(tokenOfOne))?.staff).toEqual({
      id: one.id,
      name: 'hanakoさん',
      role: 'counsellor',
    });
    expect((await rig.visit(tokenOfTwo))?.staff.role).toBe('supervisor');
    expect(await rig.visit(`${tokenOfOne}x`)).toBeNull();
    expect(await rig.visit('')).toBeNull();
  });

  test('a token carries 256 bits, and stands nowhere in the database', async () => {
    const { id } = await rig.account();
    const token = await open(id);
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    expect(await rig.contents('staff_session')).not.toContain(token);
  });

  test('unused for an hour it is over; used, it goes on, past the end of the month', async () => {
    const { id } = await rig.account();
    const [used, unused] = [await open(id), await open(id)];
    rig.clock.advance(HOUR - 1);
    expect(await rig.visit(used)).not.toBeNull();
    rig.clock.advance(1);
    expect(await rig.visit(unused)).toBeNull();
    expect(await rig.visit(used)).not.toBeNull();
  });

  test('however much it is used, it is over after twelve hours', async () => {
    const { id } = await rig.account();
    const token = await open(id);
    for (let half = 1; half < 24; half += 1) {
      rig.clock.advance(HOUR / 2);
      expect(await rig.visit(token)).not.toBeNull();
    }
    rig.clock.advance(HOUR / 2 - 1);
    expect(await rig.visit(token)).not.toBeNull();
    rig.clock.advance(1);
    expect(await rig.visit(token)).toBeNull();
  });

  test.each(['code', 'enrol'] as const)(
    'on the way in, at %s, it is over after ten minutes',
    async (stage) => {
      const { id } = await rig.account();
      const token = await open(id, stage);
      rig.clock.advance(10 * MINUTE - 1);
      expect((await rig.visit(token))?.stage).toBe(stage);
      rig.clock.advance(1);
      expect(await rig.visit(token)).toBeNull();
    },
  );

  test('its use is written at most once a minute, and is when they were last seen', async () => {
    const { id } = await rig.account();
    const token = await open(id);
    const lastSeen = async () => (await rig.store.read((tx) => rig.staff.accounts.find(tx, id)))?.lastSeen;
    rig.clock.advance(MINUTE - 1);
    await rig.visit(token);
    expect(await lastSeen()).toBeNull();
    rig.clock.advance(1);
    await rig.visit(token);
    expect(await lastSeen()).toBe(rig.now);
  });

  test('its owner sees theirs, ends one of them from elsewhere, and nobody else’s', async () => {
    const [one, two] = [await rig.account('hanako'), await rig.account('jiro')];
    const first = await open(one.id);
    rig.clock.advance(MINUTE);
    const second = await open(one.id);
    const [others, { sessionId }] = [await open(two.id), await rig.visitOf(first)];
    await open(one.id, 'code');
    const list = () => rig.store.read((tx) => rig.staff.sessions.list(tx, one.id, rig.now));
    expect((await list()).map(({ id }) => id)).toEqual([(await rig.visitOf(second)).sessionId, sessionId]);
    const endOne = (staffId: string) =>
      rig.store.write((tx) => rig.staff.sessions.endOne(tx, staffId, sessionId));
    expect(await endOne(two.id)).toBe(false);
    expect(await rig.visit(first)).not.toBeNull();
    expect(await endOne(one.id)).toBe(true);
    expect(await rig.visit(first)).toBeNull();
    expect(await rig.visit(second)).not.toBeNull();
    expect(await rig.visit(others)).not.toBeNull();
  });

  test('whoever listens hears that sessions of an account may be over', async () => {
    const { id } = await rig.account();
    const token = await open(id);
    const heard: string[] = [];
    const stop = rig.store.listen('staff', { heard: (payload) => heard.push(payload), missed: () => {} });
    await rig.store.write((tx) => rig.staff.sessions.end(tx, token));
    await rig.store.write((tx) => rig.staff.sessions.end(tx, token));
    stop();
    expect(heard).toEqual([id]);
  });

  test('a disabled account has no session from the end of that transaction, and gets the old ones back never', async () => {
    await rig.account('root', 'administrator');
    const { id } = await rig.account();
    const token = await open(id);
    const change = (active: boolean) =>
      rig.store.write((tx) =>
        rig.staff.accounts.change(tx, 'cli', id, { name: 'はなこ', role: 'counsellor', active }, rig.now),
      );
    await change(false);
    expect(await rig.visit(token)).toBeNull();
    await change(true);
    expect(await rig.visit(token)).toBeNull();
  });

  test('each night those that are over are deleted, and the others are not', async () => {
    const { id } = await rig.account();
    await open(id);
    rig.clock.advance(HOUR);
    const token = await open(id);
    await rig.staff.forgetOver();
    expect(await rig.count('staff_session')).toBe(1);
    expect(await rig.visit(token)).not.toBeNull();
  });
});
