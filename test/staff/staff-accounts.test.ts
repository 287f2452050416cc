import fc from 'fast-check';
import type { Role } from '../../src/staff';
import { readLogin, readStaffName } from '../../src/staff';
import { isGuessable } from '../../src/staff/password-rules';
import { mayManage, needsSecondFactor, roles } from '../../src/staff/roles';
import { onBothDatabases } from '../support/databases';
import { GOOD, OTHER, StaffRig } from './staff-rig';

describe('a sign-in name', () => {
  test('reads back as itself, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (typed) => {
        const login = readLogin(typed);
        if (login !== null) expect(readLogin(login)).toBe(login);
      }),
    );
  });

  test.each(['', ' ', 'a b', 'a\nb', 'a<b', 'x'.repeat(65)])('that is %j is none', (typed) => {
    expect(readLogin(typed)).toBeNull();
  });

  test('a name is one line of 1 to 60 characters', () => {
    expect(readStaffName(' 窓口 花子 ')).toBe('窓口 花子');
    for (const typed of ['', '  ', 'a\nb', 'あ'.repeat(61)]) expect(readStaffName(typed)).toBeNull();
  });
});

describe('a new password', () => {
  test.each([
    'password1234',
    'Password!2026',
    'qwertyuiop123',
    '123456789012',
    'aaaaaaaaaaaaaaaa',
    'abcabcabcabc',
    'hanako-1234567',
    'P@ssw0rdP@ssw0rd',
    'ＰＡＳＳＷＯＲＤ１２３４',
    'admin-admin-2026',
    'パスワード123456',
    'みじかい文9Xw',
  ])('that is %j is guessed first', (password) => {
    expect(isGuessable(password, 'hanako')).toBe(true);
  });

  test.each([GOOD, OTHER, 'correct horse battery staple', '9Xw!4kPq-vT2mZe', 'きょうはいい天気でしたね'])(
    'that is %j is not',
    (password) => {
      expect(isGuessable(password, 'hanako')).toBe(false);
    },
  );
});

describe('a role', () => {
  test('that sees everybody’s work or looks after accounts needs a second factor', () => {
    expect(roles.filter(needsSecondFactor)).toEqual(['supervisor', 'administrator']);
  });

  test('never manages one that may do more than itself', () => {
    const managed = (role: Role) => roles.filter((other) => mayManage(role, other));
    expect(managed('administrator')).toEqual([...roles]);
    expect(managed('supervisor')).toEqual(['counsellor', 'peer']);
    expect(managed('counsellor')).toEqual([]);
    expect(managed('peer')).toEqual([]);
  });
});

onBothDatabases((dialect) => {
  const rig = StaffRig.use(dialect);
  const add = (login: string, role: Role = 'counsellor') =>
    rig.store.write((tx) => rig.staff.accounts.add(tx, 'cli', { login, name: login, role }, rig.now));
  const find = (id: string) => rig.store.read((tx) => rig.staff.accounts.find(tx, id));
  const change = (id: string, role: Role, active = true) =>
    rig.store.write((tx) =>
      rig.staff.accounts.change(tx, 'cli', id, { name: 'あたらしい名', role, active }, rig.now),
    );
  const makeSetUp = () => rig.store.write((tx) => rig.staff.links.makeSetUp(tx, rig.now));
  const setUp = (token: string, login = 'root') =>
    rig.staff.passwords.setUp(token, { login, name: '管理者', password: GOOD });

  test('names and sign-in names are read back, and stand sealed in the database', async () => {
    const { id } = await add('hanako');
    expect(await find(id)).toEqual({
      id,
      login: 'hanako',
      name: 'hanako',
      role: 'counsellor',
      active: true,
      hasSecondFactor: false,
      hasPassword: false,
      lastSeen: null,
    });
    expect(await rig.contents('staff')).not.toContain('hanako');
    expect(await rig.store.read((tx) => rig.staff.accounts.namesOf(tx, [id, 'gone', id]))).toEqual(
      new Map([[id, 'hanako']]),
    );
  });

  test('of two who want the same sign-in name at the same time, one has it', async () => {
    const tries = await Promise.allSettled([add('hanako'), add('hanako')]);
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const [refused] = tries.filter((each) => each.status === 'rejected');
    expect(refused?.reason).toMatchObject({ code: 'desk_login_taken' });
    await expect(add('HANAKO')).rejects.toMatchObject({ code: 'desk_login_taken' });
  });

  test('a link sets the password once, for two days, and a new one replaces it', async () => {
    const { id, token: first } = await add('hanako');
    const { token } = await rig.store.write((tx) => rig.staff.accounts.link(tx, 'cli', id, rig.now));
    expect(await rig.contents('staff_link')).not.toContain(token);
    expect(await rig.staff.passwords.setByLink(first, GOOD)).toBe(false);
    await expect(rig.staff.passwords.setByLink(token, 'password1234')).rejects.toMatchObject({
      code: 'desk_password_weak',
    });
    const tries = await Promise.all(
      Array.from({ length: 4 }, () => rig.staff.passwords.setByLink(token, GOOD)),
    );
    expect(tries.filter((isSet) => isSet)).toHaveLength(1);
    expect(await rig.staff.passwords.setByLink(token, OTHER)).toBe(false);
    const { token: late } = await rig.store.write((tx) => rig.staff.accounts.link(tx, 'cli', id, rig.now));
    rig.clock.advance(48 * 60 * 60_000);
    expect(await rig.staff.passwords.setByLink(late, OTHER)).toBe(false);
    expect((await rig.tryPassword('hanako', GOOD)).result).not.toBeNull();
  });

  test('a password set by a link ends what was open, and asks for the second factor as before', async () => {
    const { id } = await rig.account('hanako');
    const { signedIn } = await rig.enrol(await rig.signIn('hanako'));
    const { token } = await rig.store.write((tx) => rig.staff.accounts.link(tx, 'cli', id, rig.now));
    expect(await rig.visit(signedIn.token)).not.toBeNull();
    expect(await rig.staff.passwords.setByLink(token, OTHER)).toBe(true);
    expect(await rig.visit(signedIn.token)).toBeNull();
    expect((await rig.signIn('hanako', OTHER)).stage).toBe('code');
  });

  test('the first account is made once, by whichever set-up link comes first', async () => {
    const links = [await makeSetUp(), await makeSetUp(), await makeSetUp()];
    const made = await Promise.all(links.map(({ token }, index) => setUp(token, `root${index}`)));
    expect(made.filter((isMade) => isMade)).toHaveLength(1);
    const [account] = await rig.store.read((tx) => rig.staff.accounts.list(tx));
    expect(account).toMatchObject({ role: 'administrator', active: true, hasPassword: true });
    expect(await rig.count('staff')).toBe(1);
    expect(await rig.count('staff_link')).toBe(0);
    expect((await rig.signIn(account?.login ?? '')).stage).toBe('enrol');
  });

  test('a set-up link is worth nothing after an hour, once there is an account, or for setting a password', async () => {
    const { token: old } = await makeSetUp();
    rig.clock.advance(60 * 60_000);
    expect(await setUp(old)).toBe(false);
    const { token } = await makeSetUp();
    expect(await rig.staff.passwords.setByLink(token, GOOD)).toBe(false);
    const { token: link } = await add('hanako');
    expect(await setUp(link)).toBe(false);
    expect(await setUp(token)).toBe(false);
    expect(await rig.count('staff')).toBe(1);
  });

  test('a disabled account’s link is worth nothing', async () => {
    await rig.account('root', 'administrator');
    const { id, token } = await add('hanako');
    await change(id, 'counsellor', false);
    expect(await rig.staff.passwords.setByLink(token, GOOD)).toBe(false);
    expect((await find(id))?.active).toBe(false);
  });

  test('the last administrator can be neither disabled nor given another role', async () => {
    const { id } = await rig.account('root', 'administrator');
    await expect(change(id, 'administrator', false)).rejects.toMatchObject({
      code: 'desk_last_administrator',
    });
    await expect(change(id, 'counsellor')).rejects.toMatchObject({ code: 'desk_last_administrator' });
    expect((await change(id, 'administrator'))?.name).toBe('あたらしい名');
    const { id: second } = await rig.account('root2', 'administrator');
    expect((await change(id, 'counsellor'))?.role).toBe('counsellor');
    await expect(change(second, 'peer')).rejects.toMatchObject({ code: 'desk_last_administrator' });
  });

  test('two administrators who take it from each other at the same time leave one', async () => {
    const [one, two] = [
      await rig.account('root1', 'administrator'),
      await rig.account('root2', 'administrator'),
    ];
    const tries = await Promise.allSettled([
      change(one.id, 'counsellor'),
      change(two.id, 'administrator', false),
    ]);
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const left = await rig.store.read((tx) => rig.staff.accounts.list(tx));
    expect(left.filter(({ role, active }) => role === 'administrator' && active)).toHaveLength(1);
  });

  test('whoever is made a supervisor without a second factor signs in again and sets it up', async () => {
    await rig.account('root', 'administrator');
    const { id } = await rig.account('hanako');
    const { token } = await rig.signIn('hanako');
    await change(id, 'peer');
    expect((await rig.visitOf(token)).staff.role).toBe('peer');
    await change(id, 'supervisor');
    expect(await rig.visit(token)).toBeNull();
    expect((await rig.signIn('hanako')).stage).toBe('enrol');
  });

  test('what is changed of an account is noted, with who did it', async () => {
    await rig.account('root', 'administrator');
    const { id } = await add('hanako');
    await change(id, 'peer');
    await change(id, 'peer', false);
    await change(id, 'peer');
    await rig.store.write((tx) => rig.staff.accounts.link(tx, 'cli', id, rig.now));
    expect((await rig.noted()).slice(2).map(({ action }) => action)).toEqual([
      'staff.add',
      'staff.change',
      'staff.disable',
      'staff.enable',
      'staff.link',
    ]);
  });
});
