import { readRecoveryCode } from '../../src/staff/recovery-codes';
import { onBothDatabases } from '../support/databases';
import { StaffRig } from './staff-rig';

const STEP = 30_000;

test('a recovery code reads the same however it is typed, and nothing else is one', () => {
  const code = '7K3M-Q0ZX-1234-ABCD-EFGH-JK10';
  const read = '7K3MQ0ZX1234ABCDEFGHJK10';
  for (const typed of [
    code,
    code.toLowerCase(),
    ` ${read} `,
    code.replaceAll('-', ' '),
    '7k3m-qozx-l234-abcd-efgh-jkio',
  ]) {
    expect(readRecoveryCode(typed)).toBe(read);
  }
  expect(readRecoveryCode('７Ｋ３Ｍ－Ｑ０ＺＸ－1234-ABCD-EFGH-JK10')).toBe(read);
  for (const typed of ['', '123456', read.slice(1), `${read}A`, read.replace('Q', 'U')]) {
    expect(readRecoveryCode(typed)).toBeNull();
  }
});

onBothDatabases((dialect) => {
  const rig = StaffRig.use(dialect);
  /** An account with a factor, and a session that is at it. */
  const atTheCode = async () => {
    const { id, login } = await rig.account();
    const set = await rig.enrol(await rig.signIn(login));
    rig.clock.advance(2 * STEP);
    return { id, login, ...set, token: (await rig.signIn(login)).token };
  };

  test('what is shown once fits an authenticator app, and names the organisation and the sign-in name', async () => {
    const { login } = await rig.account();
    const { app, recoveryCodes } = await rig.enrol(await rig.signIn(login));
    expect([app.issuer, app.label]).toEqual(['窓辺の会', login]);
    expect(recoveryCodes).toHaveLength(10);
    expect(new Set(recoveryCodes).size).toBe(10);
    for (const code of recoveryCodes)
      expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){5}[0-9A-HJKMNP-TV-Z]{4}$/);
  });

  test('neither the secret nor a recovery code stands in the database', async () => {
    const { app, recoveryCodes } = await atTheCode();
    const secret = /secret=([A-Z2-7]+)/.exec(app.uri)?.[1] ?? '';
    expect(secret.length).toBeGreaterThanOrEqual(32);
    const written = `${await rig.contents('staff_factor')}\n${await rig.contents('staff_recovery_code')}`;
    for (const hidden of [
      secret,
      ...recoveryCodes,
      ...recoveryCodes.map((code) => code.replaceAll('-', '')),
    ]) {
      expect(written).not.toContain(hidden);
    }
  });

  test('the right code of now is taken, also over the end of the month', async () => {
    const { app, token } = await atTheCode();
    rig.clock.jumpTo('2026-11-30T23:59:45+09:00');
    // The session at the code is ten minutes old by now, so the sign-in is begun again.
    const { token: again } = await rig.signIn('hanako');
    expect(token).not.toBe(again);
    const before = app.code(rig.now);
    rig.clock.advance(20_000);
    expect((await rig.tryCode(again, before)).result?.stage).toBe('full');
  });

  test('a code is taken one step early and one step late, for clocks differ, and no further', async () => {
    const takes = async (steps: number) => {
      const { app, token } = await atTheCode();
      const { result } = await rig.tryCode(token, app.code(rig.now + steps * STEP));
      await rig.store.write((tx) => tx.run('DELETE FROM staff'));
      return result !== null;
    };
    expect([await takes(-2), await takes(-1), await takes(0), await takes(1), await takes(2)]).toEqual([
      false,
      true,
      true,
      true,
      false,
    ]);
  });

  test('a code that was used is refused, and so is any older one', async () => {
    const { app, login, token } = await atTheCode();
    const [older, code] = [app.code(rig.now - STEP), app.code(rig.now)];
    expect((await rig.tryCode(token, code)).result?.stage).toBe('full');
    const { token: next } = await rig.signIn(login);
    expect((await rig.tryCode(next, code)).result).toBeNull();
    expect((await rig.tryCode(next, older)).result).toBeNull();
    rig.clock.advance(STEP);
    expect((await rig.tryCode(next, app.code(rig.now))).result?.stage).toBe('full');
  });

  test('the code that confirmed the factor opens nothing afterwards', async () => {
    const { login } = await rig.account();
    const { app } = await rig.enrol(await rig.signIn(login));
    const { token } = await rig.signIn(login);
    expect((await rig.tryCode(token, app.code(rig.now))).result).toBeNull();
  });

  test('of many who show the same code at the same time, one gets in', async () => {
    const { app, login } = await atTheCode();
    const tokens = [];
    for (let n = 0; n < 4; n += 1) tokens.push((await rig.signIn(login)).token);
    const code = app.code(rig.now);
    const tries = await Promise.all(tokens.map((token) => rig.tryCode(token, code)));
    expect(tries.filter(({ result }) => result !== null)).toHaveLength(1);
  });

  test('of many who show the same recovery code at the same time, one gets in, and it is used up', async () => {
    const { login, recoveryCodes } = await atTheCode();
    const [code = ''] = recoveryCodes;
    const tokens = [];
    for (let n = 0; n < 4; n += 1) tokens.push((await rig.signIn(login)).token);
    const tries = await Promise.all(tokens.map((token) => rig.tryCode(token, code)));
    expect(tries.filter(({ result }) => result !== null)).toHaveLength(1);
    expect(await rig.count('staff_recovery_code')).toBe(9);
    const { token } = await rig.signIn(login);
    expect((await rig.tryCode(token, code)).result).toBeNull();
  });

  test('a recovery code of somebody else is none', async () => {
    const { recoveryCodes } = await atTheCode();
    const other = await rig.account('jiro');
    await rig.enrol(await rig.signIn(other.login));
    const { token } = await rig.signIn(other.login);
    expect((await rig.tryCode(token, recoveryCodes[0] ?? '')).result).toBeNull();
  });

  test('a new factor takes the place of the old one only when a first code has shown that the app has it', async () => {
    const { app, token, recoveryCodes } = await atTheCode();
    const { result: signedIn } = await rig.tryCode(token, app.code(rig.now));
    if (!signedIn) throw new Error('The code was refused.');
    const visit = await rig.visitOf(signedIn.token);
    await rig.staff.signIn.enrol(visit);
    expect(
      await rig.staff.signIn.confirm(visit, '000000', { session: signedIn.token, known: null }),
    ).toBeNull();
    rig.clock.advance(STEP);
    const { token: still } = await rig.signIn('hanako');
    expect((await rig.tryCode(still, app.code(rig.now))).result?.stage).toBe('full');

    const { signedIn: renewed } = await rig.enrol(signedIn);
    rig.clock.advance(STEP);
    expect(await rig.visit(signedIn.token)).toBeNull();
    expect((await rig.visitOf(renewed.token)).stage).toBe('full');
    const { token: next } = await rig.signIn('hanako');
    expect((await rig.tryCode(next, app.code(rig.now))).result).toBeNull();
    expect((await rig.tryCode(next, recoveryCodes[0] ?? '')).result).toBeNull();
  });

  test('a factor is set up only right after signing in', async () => {
    const { login } = await rig.account();
    const { token } = await rig.signIn(login);
    rig.clock.advance(10 * 60_000);
    await expect(rig.staff.signIn.enrol(await rig.visitOf(token))).rejects.toMatchObject({
      code: 'desk_sign_in_again',
    });
  });

  test('asked for and never confirmed, it is forgotten', async () => {
    const { login } = await rig.account();
    const { token } = await rig.signIn(login);
    await rig.staff.signIn.enrol(await rig.visitOf(token));
    rig.clock.advance(60 * 60_000);
    await rig.staff.forgetOver();
    expect(await rig.count('staff_factor')).toBe(0);
    expect(await rig.count('staff_recovery_code')).toBe(0);
  });

  test('wrong codes are slowed down: five at once, then each waits longer, up to where they are refused untried', async () => {
    const { app, token } = await atTheCode();
    const waits = [];
    for (let tried = 0; tried < 9; tried += 1) waits.push((await rig.tryCode(token, '000000')).waited);
    expect(waits).toEqual([0, 0, 0, 0, 0, 1_000, 2_000, 4_000, 8_000]);
    // The next would have to wait sixteen seconds: even the right code is refused, at once.
    expect(await rig.tryCode(token, app.code(rig.now))).toEqual({ result: null, waited: 0 });
    rig.clock.advance(16_000);
    expect((await rig.tryCode(token, app.code(rig.now))).result?.stage).toBe('full');
  });

  test('who lost it signs in by the password again and sets up another', async () => {
    const { id, login, signedIn } = await atTheCode();
    await rig.store.write((tx) => rig.staff.accounts.removeSecondFactor(tx, 'cli', id, rig.now));
    expect(await rig.visit(signedIn.token)).toBeNull();
    expect((await rig.signIn(login)).stage).toBe('full');
    expect(await rig.count('staff_recovery_code')).toBe(0);
  });
});
