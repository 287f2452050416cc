import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { systemClock } from '../../src/clock';
import { AuditLog } from '../../src/people';
import { openStaff, type Staff } from '../../src/staff';
import { openStore, type Store, Vault } from '../../src/store';
import { createTestDatabase, onBothDatabases, type TestDatabase } from '../support/databases';
import { runWith } from './command-with-server';
import { run } from './memory-terminal';

const PASSWORD = 'ひだまりの縁側で麦茶をのむ';

test.each([
  ['add', 'two words', '--name', 'x'],
  ['add', 'hanako'],
  ['add', 'hanako', '--name', ' '],
  ['add', 'hanako', '--name', 'x', '--role', 'king'],
  ['add', 'hanako', '--name', 'x', '--password', 'secret'],
  ['disable'],
  ['link', 'two words'],
])('used as `staff %s %s` and so on, it says how it is used', async (...words) => {
  const { status, output } = await run(['staff', ...words.filter((word) => word !== undefined)]);
  expect({ status, output }).toEqual({ status: 2, output: '' });
});

onBothDatabases((dialect) => {
  const masterKey = randomBytes(32);
  const vault = new Vault(masterKey);
  let database: TestDatabase;
  let store: Store;
  let room: Staff;
  beforeAll(async () => {
    database = await createTestDatabase(dialect);
    store = await openStore(database.location, vault, systemClock);
    room = openStaff({ store, vault, clock: systemClock, audit: new AuditLog(), issuer: 'test' });
  });
  afterEach(() =>
    store.write(async (tx) => {
      for (const table of ['staff', 'staff_pace', 'audit']) await tx.run(`DELETE FROM ${table}`);
    }),
  );
  afterAll(async () => {
    await store.close();
    await database.remove();
  });

  const variables = () => ({
    MADOBE_DATA_DIR: database.dataDir,
    DATABASE_URL: database.location.dialect === 'postgres' ? database.location.url : undefined,
    MADOBE_MASTER_KEY: masterKey.toString('hex'),
    PORT: '25459',
  });
  const staff = (...words: readonly string[]) => runWith(variables(), ['staff', ...words]);
  const tokenIn = (output: string) => /\/desk\/password\/([\w-]{43})/.exec(output)?.[1] ?? '';
  const signIn = (login: string) =>
    room.signIn.withPassword({ login, password: PASSWORD }, { session: null, known: null });
  /** Hanako, a peer, who has set a password. */
  const hanako = async () => {
    const { output } = await staff('add', 'hanako', '--name', '窓口 花子', '--role', 'peer');
    expect(await room.passwords.setByLink(tokenIn(output), PASSWORD)).toBe(true);
  };
  const administrator = () => staff('add', 'root', '--name', '管理者', '--role', 'administrator', '--json');
  const audited = () =>
    store.read((tx) =>
      tx.all<{ actor: string; action: string }>('SELECT actor, action FROM audit ORDER BY id'),
    );

  test('an account is added beside whoever has the database open, and its owner sets the password by the link', async () => {
    const { status, output, errors } = await staff(
      ...['add', 'Hanako', '--name', '窓口 花子', '--role', 'peer', '--by', 'taro'],
    );
    expect({ status, errors }).toEqual({ status: 0, errors: '' });
    expect(output).toMatch(/^http:\/\/localhost:25459\/desk\/password\/[\w-]{43}\n/);
    expect(await room.passwords.setByLink(tokenIn(output), PASSWORD)).toBe(true);
    expect((await signIn('hanako'))?.stage).toBe('full');
    expect((await audited())[0]).toEqual({ actor: 'taro', action: 'staff.add' });
  });

  test('a sign-in name that is taken is refused with status 1, and nothing is made', async () => {
    await hanako();
    const { status, output, errors } = await staff('add', 'HANAKO', '--name', 'x');
    expect({ status, output }).toEqual({ status: 1, output: '' });
    expect(errors).toContain('sign-in name already');
  });

  test('the list shows who there is, as lines and as data, and no secret', async () => {
    await hanako();
    await administrator();
    await signIn('hanako');
    const { output } = await staff('list');
    expect(output.split('\n')).toEqual([
      'root\tadministrator\t管理者\tno password yet',
      'hanako\tpeer\t窓口 花子',
      '',
    ]);
    const data = JSON.parse((await staff('list', '--json')).output) as { staff: unknown[] };
    expect(data.staff).toHaveLength(2);
    expect(data.staff[1]).toEqual({
      id: expect.any(String),
      login: 'hanako',
      name: '窓口 花子',
      role: 'peer',
      active: true,
      hasSecondFactor: false,
      hasPassword: true,
      lastSeen: expect.any(Number),
    });
  });

  test('disabling ends every session at once, and a link lets them in again', async () => {
    await hanako();
    const session = (await signIn('hanako'))?.token ?? '';
    const visit = () => store.write((tx) => room.sessions.find(tx, session, systemClock.now()));
    expect(await visit()).not.toBeNull();
    expect(await staff('disable', 'hanako')).toMatchObject({ status: 0 });
    expect(await visit()).toBeNull();
    expect(await signIn('hanako')).toBeNull();
    const { output } = await staff('link', 'hanako', '--new-second-factor', '--json');
    const { link, expiresAt } = JSON.parse(output) as { link: string; expiresAt: string };
    expect(Date.parse(expiresAt)).toBeGreaterThan(systemClock.now());
    expect(await room.passwords.setByLink(tokenIn(link), PASSWORD)).toBe(true);
    expect((await signIn('hanako'))?.stage).toBe('full');
  });

  test('the last administrator is not disabled', async () => {
    await administrator();
    const { status, errors } = await staff('disable', 'root');
    expect(status).toBe(1);
    expect(errors).toContain('last administrator');
  });

  test.each(['disable', 'link'])('to %s somebody whom there is not is status 1', async (command) => {
    const { status, output, errors } = await staff(command, 'nobody', '--json');
    expect({ status, output }).toEqual({ status: 1, output: '{"found":false}\n' });
    expect(errors).toContain('staff list');
  });
});

test('the first account can be added before the server has ever run; to list none makes nothing', async () => {
  const database = await createTestDatabase('sqlite');
  const folder = path.join(database.dataDir, 'new');
  try {
    const set = { MADOBE_DATA_DIR: folder, MADOBE_BASE_URL: 'https://desk.example.jp' };
    expect((await runWith(set, ['staff', 'list'])).output).toContain('no account yet');
    const { output, status } = await runWith(set, ['staff', 'add', 'root', '--name', '管理者', '--json']);
    expect(status).toBe(0);
    expect(output).toContain('"https://desk.example.jp/desk/password/');
    expect((await runWith(set, ['staff', 'list', '--json'])).output).toContain('"login":"root"');
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await database.remove();
  }
});
