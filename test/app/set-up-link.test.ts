import { setUpLink } from '../../src/app/open-desk';
import { StaffRig } from '../staff/staff-rig';
import { onBothDatabases } from '../support/databases';
import { openDoor } from '../support/open-door';
import { RecordedLog } from '../support/recorded-log';

const token = /\/desk\/set-up\/([\w-]{43})$/;

onBothDatabases((dialect) => {
  const rig = StaffRig.use(dialect);
  const start = () =>
    setUpLink(rig.staff, { store: rig.store, clock: rig.clock, origin: 'https://desk.example.jp' });

  test('each start has a link of its own while there is no account, and none afterwards', async () => {
    const [first, second] = [await start(), await start()];
    expect(first).toContain('https://desk.example.jp/desk/set-up/');
    const tokens = [first, second].map((line) => token.exec(line ?? '')?.[1] ?? '');
    expect(new Set(tokens).size).toBe(2);
    const account = { login: 'root', name: '管理者', password: 'ひだまりの縁側で麦茶をのむ' };
    expect(await rig.staff.passwords.setUp(tokens[0] ?? '', account)).toBe(true);
    expect(await rig.staff.passwords.setUp(tokens[1] ?? '', { ...account, login: 'other' })).toBe(false);
    expect(await start()).toBeNull();
  });
});

test('the link is told to whoever started the server, and stands in no log', async () => {
  const log = new RecordedLog();
  const told: string[] = [];
  const door = await openDoor('sqlite', {
    config: { line: null },
    log,
    tell: (line) => told.push(line),
  });
  await door.close();
  expect(told).toEqual([expect.stringMatching(token)]);
  expect(log.of('madobe.listening')).toHaveLength(1);
  expect(log.text).not.toContain(token.exec(told[0] ?? '')?.[1] ?? '/desk/');
});
