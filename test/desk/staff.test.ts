import type { StaffLink, StaffList } from '../../src/desk/api';
import type { Role } from '../../src/staff';
import { onBothDatabases } from '../support/databases';
import type { WebAnswer } from '../support/web-browser';
import { type DeskScene, openDeskScene, type Seat } from './desk-scene';

const PASSWORD = 'ひだまりの縁側で麦茶をのむ';

onBothDatabases((dialect) => {
  let scene: DeskScene;
  let administrator: Seat;
  let logins = 0;
  beforeAll(async () => {
    scene = await openDeskScene(dialect);
    administrator = await scene.seat('管理者', 'administrator');
  });
  afterEach(() => scene.closePages());
  afterAll(() => scene.close());

  const add = (by: Seat, role: Role = 'counsellor', login = `new${++logins}`) =>
    by.page.post<StaffLink>('/api/desk/staff', { login, name: '窓口 花子', role });
  const change = (by: Seat, id: string, role: Role, active = true) =>
    by.page.put(`/api/desk/staff/${id}`, { name: '窓口 次郎', role, active });
  const listed = async (by: Seat, id: string) =>
    (await by.page.get<StaffList>('/api/desk/staff')).body.staff.find((each) => each.id === id);
  const refused = ({ status, body }: WebAnswer<unknown>) => [status, (body as { error?: string }).error];
  const audited = () =>
    scene.elsewhere.read((tx) =>
      tx.all<{ actor: string; action: string }>('SELECT actor, action FROM audit ORDER BY id DESC LIMIT 1'),
    );

  test('an account is made with a link, by which its owner sets the password and signs in', async () => {
    const { status, body } = await add(administrator, 'counsellor', 'link-owner');
    expect(status).toBe(201);
    expect(body.link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/desk\/password\/[\w-]{43}$/);
    expect(body.expiresAt).toBe(scene.clock.now() + 48 * 60 * 60_000);
    const page = scene.browser();
    const [token] = body.link.split('/').slice(-1);
    const set = (password: string) => page.post('/api/desk/sign-in/password', { token, password });
    expect(refused(await set('password1234'))).toEqual([400, 'desk_password_weak']);
    expect((await set('short')).body).toEqual({ error: 'desk_malformed', field: 'password' });
    expect((await set(PASSWORD)).status).toBe(204);
    expect(refused(await set(PASSWORD))).toEqual([403, 'desk_link_used_up']);
    const signedIn = await page.post('/api/desk/sign-in', { login: 'link-owner', password: PASSWORD });
    expect(signedIn.body).toEqual({ next: 'done' });
    expect(await listed(administrator, body.id)).toMatchObject({
      login: 'link-owner',
      name: '窓口 花子',
      role: 'counsellor',
      active: true,
      hasSecondFactor: false,
    });
    expect(refused(await add(administrator, 'counsellor', 'Link-Owner'))).toEqual([409, 'desk_login_taken']);
  });

  test('a change is felt by the very next request: another role, and none at all', async () => {
    const seat = await scene.seat('花子');
    expect((await seat.page.get('/api/desk/queue')).status).toBe(200);
    expect((await change(administrator, seat.id, 'peer')).status).toBe(204);
    expect(refused(await seat.page.get('/api/desk/queue'))).toEqual([403, 'desk_not_allowed']);
    expect((await change(administrator, seat.id, 'counsellor', false)).status).toBe(204);
    expect(refused(await seat.page.get('/api/desk/me'))).toEqual([401, 'desk_signed_out']);
    expect((await listed(administrator, seat.id))?.active).toBe(false);
    expect(await audited()).toEqual([{ actor: administrator.id, action: 'staff.change' }]);
  });

  test('disabling an account ends its live line', async () => {
    const seat = await scene.seat('花子');
    const line = await scene.live(seat);
    expect(line.connection.status).toBe(200);
    await change(administrator, seat.id, 'counsellor', false);
    await line.connection.waitForEnd();
    expect(line.of('ended')).toHaveLength(1);
  });

  test('somebody is signed out everywhere from elsewhere', async () => {
    const seat = await scene.seat('花子');
    expect((await administrator.page.post(`/api/desk/staff/${seat.id}/sign-out`, {})).status).toBe(204);
    expect((await seat.page.get('/api/desk/me')).status).toBe(401);
    expect(await audited()).toEqual([{ actor: administrator.id, action: 'staff.sign-out-everywhere' }]);
  });

  test('a supervisor looks after counsellors and peers, and raises nobody', async () => {
    const supervisor = await scene.seat('主任', 'supervisor');
    const [counsellor, other] = [await scene.seat('花子'), await scene.seat('次郎', 'supervisor')];
    expect((await add(supervisor, 'peer')).status).toBe(201);
    expect((await change(supervisor, counsellor.id, 'peer')).status).toBe(204);
    for (const role of ['supervisor', 'administrator'] as const) {
      expect(refused(await add(supervisor, role))).toEqual([403, 'desk_not_allowed']);
      expect(refused(await change(supervisor, counsellor.id, role))).toEqual([403, 'desk_not_allowed']);
    }
    for (const { id } of [other, administrator, supervisor]) {
      expect(refused(await change(supervisor, id, 'counsellor'))).toEqual([403, 'desk_not_allowed']);
      const link = await supervisor.page.post(`/api/desk/staff/${id}/link`, {});
      expect(refused(link)).toEqual([403, 'desk_not_allowed']);
      const out = await supervisor.page.post(`/api/desk/staff/${id}/sign-out`, {});
      expect(refused(out)).toEqual([403, 'desk_not_allowed']);
    }
    expect((await administrator.page.get('/api/desk/me')).status).toBe(200);
  });

  test('a stolen session cannot strip its own account: no link, and no second factor taken away', async () => {
    const { page, id } = administrator;
    expect(refused(await page.post(`/api/desk/staff/${id}/link`, {}))).toEqual([403, 'desk_not_allowed']);
    expect(refused(await page.delete(`/api/desk/staff/${id}/second-factor`))).toEqual([
      403,
      'desk_not_allowed',
    ]);
  });

  test('the last administrator stays, and the answer says why', async () => {
    expect(refused(await change(administrator, administrator.id, 'counsellor'))).toEqual([
      409,
      'desk_last_administrator',
    ]);
    expect(refused(await change(administrator, administrator.id, 'administrator', false))).toEqual([
      409,
      'desk_last_administrator',
    ]);
  });

  test('a link for whoever is disabled or nobody is refused', async () => {
    const seat = await scene.seat('花子');
    await change(administrator, seat.id, 'counsellor', false);
    const link = (id: string) => administrator.page.post(`/api/desk/staff/${id}/link`, {});
    expect(refused(await link(seat.id))).toEqual([403, 'desk_not_allowed']);
    expect(refused(await link('00000000-0000-4000-8000-000000000000'))).toEqual([404, 'not_found']);
    expect(refused(await link('%27%3B--'))).toEqual([404, 'not_found']);
  });
});
