import { onBothDatabases } from '../support/databases';
import { quickestOf } from '../support/quickest-of';
import { waitFor } from '../support/wait-for';
import { GOOD, nothing, OTHER, StaffRig, WRONG } from './staff-rig';

onBothDatabases((dialect) => {
  const rig = StaffRig.use(dialect);

  test('name and password together open the desk, however the name is typed', async () => {
    const { id } = await rig.account('hanako@example.jp');
    for (const typed of ['hanako@example.jp', ' Hanako@Example.JP ', 'ｈａｎａｋｏ＠example.jp']) {
      const { result } = await rig.tryPassword(typed, GOOD);
      expect(result?.stage).toBe('full');
      expect((await rig.visit(result?.token ?? ''))?.staff.id).toBe(id);
    }
    expect((await rig.tryPassword('hanako@example.jp', WRONG)).result).toBeNull();
    expect((await rig.tryPassword('jiro', GOOD)).result).toBeNull();
  });

  test('capitals and spaces of a password count; how a keyboard composed it does not', async () => {
    await rig.account('hanako', 'counsellor', 'Ga gu ge ガグゲ go no');
    expect((await rig.tryPassword('hanako', 'Ga gu ge ガグゲ go no'.normalize('NFD'))).result).not.toBeNull();
    expect((await rig.tryPassword('hanako', 'ga gu ge ガグゲ go no')).result).toBeNull();
    expect((await rig.tryPassword('hanako', 'Ga gu ge ガグゲ go no ')).result).toBeNull();
  });

  test.each([
    ['counsellor', 'full'],
    ['peer', 'full'],
    ['supervisor', 'enrol'],
    ['administrator', 'enrol'],
  ] as const)('the password alone brings a %s to the stage %s', async (role, stage) => {
    await rig.account('hanako', role);
    expect((await rig.signIn('hanako')).stage).toBe(stage);
  });

  test('a supervisor is in only once a second factor is set up, and with it at every sign-in', async () => {
    await rig.account('hanako', 'supervisor');
    const { app, signedIn } = await rig.enrol(await rig.signIn('hanako'));
    expect((await rig.visitOf(signedIn.token)).stage).toBe('full');
    const next = await rig.signIn('hanako');
    expect(next.stage).toBe('code');
    await expect(rig.staff.signIn.enrol(await rig.visitOf(next.token))).rejects.toMatchObject({
      code: 'desk_not_allowed',
    });
    rig.clock.advance(30_000);
    const { result } = await rig.tryCode(next.token, app.code(rig.now));
    expect((await rig.visitOf(result?.token ?? '')).stage).toBe('full');
    expect(await rig.visit(next.token)).toBeNull();
  });

  test('the token changes with every step, and the session that the browser had before is over', async () => {
    await rig.account('hanako');
    await rig.account('jiro');
    const first = await rig.signIn('hanako');
    const second = await rig.signIn('jiro', GOOD, { session: first.token, known: null });
    expect(second.token).not.toBe(first.token);
    expect(await rig.visit(first.token)).toBeNull();
  });

  test('a disabled account, and one whose password was never set, are refused like a wrong password', async () => {
    await rig.account('root', 'administrator');
    const { id } = await rig.account('hanako');
    await rig.store.write((tx) =>
      rig.staff.accounts.change(tx, 'cli', id, { name: 'x', role: 'counsellor', active: false }, rig.now),
    );
    await rig.store.write((tx) =>
      rig.staff.accounts.add(tx, 'cli', { login: 'jiro', name: 'y', role: 'counsellor' }, rig.now),
    );
    expect((await rig.tryPassword('hanako', GOOD)).result).toBeNull();
    expect((await rig.tryPassword('jiro', '')).result).toBeNull();
    expect((await rig.tryPassword('jiro', 'nobody')).result).toBeNull();
  });

  test('an account that is disabled while its password is tried does not get in', async () => {
    await rig.account('root', 'administrator');
    const { id } = await rig.account('hanako');
    for (let tried = 0; tried < 5; tried += 1) await rig.tryPassword('hanako', WRONG);
    const trying = rig.staff.signIn.withPassword({ login: 'hanako', password: GOOD }, nothing);
    await waitFor('the try to wait', () => rig.clock.pending === 1);
    await rig.store.write((tx) =>
      rig.staff.accounts.change(tx, 'cli', id, { name: 'x', role: 'counsellor', active: false }, rig.now),
    );
    rig.clock.advance(1_000);
    expect(await trying).toBeNull();
  });

  test('whatever was wrong, the same work was done for it', async () => {
    await rig.account('hanako');
    await rig.store.write((tx) =>
      rig.staff.accounts.add(tx, 'cli', { login: 'jiro', name: 'y', role: 'counsellor' }, rig.now),
    );
    const times = await quickestOf(
      10,
      ['hanako', 'jiro', 'nobody-has-it', '！'].map((login) => async () => {
        await rig.store.write((tx) => tx.run('DELETE FROM staff_pace'));
        await rig.staff.signIn.withPassword({ login, password: WRONG }, nothing);
      }),
    );
    // Every try hashes once: without it an answer would come in a tenth of the time.
    expect(Math.min(...times)).toBeGreaterThan(Math.max(...times) / 4);
  });

  test('five tries go at once, then each waits longer, up to fifteen seconds, and no longer ever', async () => {
    await rig.account('hanako');
    const waits = [];
    for (let tried = 0; tried < 12; tried += 1) waits.push((await rig.tryPassword('hanako', WRONG)).waited);
    expect(waits).toEqual([0, 0, 0, 0, 0, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000]);
    // Slowed, never barred: the right one waits its turn and is in.
    const right = await rig.tryPassword('hanako', GOOD);
    expect(right.waited).toBe(15_000);
    expect(right.result?.stage).toBe('full');
    expect((await rig.tryPassword('hanako', WRONG)).waited).toBe(0);
  });

  test('a name that nobody has is slowed like one that somebody has', async () => {
    await rig.account('hanako');
    const waitsOf = async (login: string) => {
      const waits = [];
      for (let tried = 0; tried < 8; tried += 1) waits.push((await rig.tryPassword(login, WRONG)).waited);
      return waits;
    };
    const known = await waitsOf('hanako');
    await rig.store.write((tx) => tx.run('DELETE FROM staff_pace'));
    expect(await waitsOf('nobody-has-it')).toEqual(known);
  });

  test('tries at the same name at the same time stand in line', async () => {
    await rig.account('hanako');
    const tries = Array.from({ length: 8 }, () =>
      rig.staff.signIn.withPassword({ login: 'hanako', password: WRONG }, nothing),
    );
    await waitFor('all but five to wait', () => rig.clock.pending === 3);
    rig.clock.advance(15_000);
    expect(await Promise.all(tries)).toEqual(Array.from({ length: 8 }, () => null));
  });

  test('whoever guesses from elsewhere does not slow down a browser that was in before', async () => {
    await rig.account('hanako');
    await rig.account('jiro');
    const { known } = await rig.signIn('hanako');
    for (let tried = 0; tried < 12; tried += 1) await rig.tryPassword('hanako', WRONG);
    expect(await rig.tryPassword('hanako', GOOD, { session: null, known })).toMatchObject({
      waited: 0,
      result: { stage: 'full' },
    });
    // It is known for this account alone, and what was made up is not.
    for (let tried = 0; tried < 12; tried += 1) await rig.tryPassword('jiro', WRONG);
    expect((await rig.tryPassword('jiro', WRONG, { session: null, known })).waited).toBe(15_000);
    const madeUp = `${(known ?? '').slice(0, -1)}${known?.endsWith('A') ? 'B' : 'A'}`;
    const waits = [];
    for (let tried = 0; tried < 2; tried += 1) {
      waits.push((await rig.tryPassword('hanako', WRONG, { session: null, known: madeUp })).waited);
    }
    expect(waits[1]).toBe(15_000);
  });

  test('a known browser is slowed down, too, and gets in by nothing but the password', async () => {
    await rig.account('hanako');
    const { known } = await rig.signIn('hanako');
    const waits = [];
    for (let tried = 0; tried < 7; tried += 1) {
      const { result, waited } = await rig.tryPassword('hanako', WRONG, { session: null, known });
      expect(result).toBeNull();
      waits.push(waited);
    }
    expect(waits).toEqual([0, 0, 0, 0, 0, 1_000, 2_000]);
  });

  test('all names together are tried twice a second at most, once twenty were', async () => {
    const waits = [];
    for (let tried = 0; tried < 24; tried += 1)
      waits.push((await rig.tryPassword(`n${tried}`, WRONG)).waited);
    expect(waits.slice(0, 21).every((wait) => wait === 0)).toBe(true);
    expect(waits.slice(21).every((wait) => wait === 500)).toBe(true);
  });

  test('what is kept of a password is an argon2id hash, and even that is sealed', async () => {
    const { id } = await rig.account('hanako');
    const written = await rig.contents('staff');
    for (const hidden of [GOOD, 'hanako', 'argon2']) expect(written).not.toContain(hidden);
    const [row] = await rig.store.read((tx) =>
      tx.all<{ secret: Uint8Array }>('SELECT secret FROM staff WHERE id = $1', id),
    );
    const opened = rig.vault.system.open('staff.secret', row?.secret ?? new Uint8Array());
    expect(opened).toMatch(/^\$argon2id\$v=19\$m=\d{5,},t=[2-9],p=1\$/);
  });

  test('a password is changed by who knows it; the other sessions end, this one goes on', async () => {
    await rig.account('hanako');
    const [here, there] = [await rig.signIn('hanako'), await rig.signIn('hanako')];
    const visit = await rig.visitOf(here.token);
    expect(await rig.staff.passwords.change(visit, WRONG, OTHER)).toBe(false);
    expect(await rig.visit(there.token)).not.toBeNull();
    await expect(rig.staff.passwords.change(visit, GOOD, 'hanako-hanako1')).rejects.toMatchObject({
      code: 'desk_password_weak',
    });
    expect(await rig.staff.passwords.change(visit, GOOD, OTHER)).toBe(true);
    expect(await rig.visit(here.token)).not.toBeNull();
    expect(await rig.visit(there.token)).toBeNull();
    expect((await rig.tryPassword('hanako', GOOD)).result).toBeNull();
    expect((await rig.tryPassword('hanako', OTHER)).result).not.toBeNull();
  });

  test('sign-ins, refusals and what was used are noted, and never what was typed', async () => {
    const { id } = await rig.account('hanako');
    await rig.tryPassword('hanako', WRONG);
    await rig.tryPassword('typed-into-the-wrong-field', WRONG);
    const { recoveryCodes } = await rig.enrol(await rig.signIn('hanako'));
    const { token } = await rig.signIn('hanako');
    await rig.tryCode(token, '000000');
    await rig.tryCode(token, recoveryCodes[3] ?? '');
    expect(
      (await rig.noted()).map(({ actor, action }) => `${actor === id ? 'self' : actor} ${action}`),
    ).toEqual([
      'cli staff.add',
      'self staff.password',
      'unknown staff.sign-in-refused',
      'unknown staff.sign-in-refused',
      'self staff.sign-in',
      'self staff.factor',
      'self staff.sign-in',
      'unknown staff.code-refused',
      'self staff.recovery-code',
      'self staff.sign-in',
    ]);
    const written = await rig.contents('audit');
    for (const hidden of ['hanako', 'typed-into', WRONG, recoveryCodes[3] ?? '']) {
      expect(written).not.toContain(hidden);
    }
  });
});
