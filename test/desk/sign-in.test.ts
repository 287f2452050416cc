import type { Enrolment, Me, StaffSessions } from '../../src/desk/api';
import { AuditLog } from '../../src/people';
import { openStaff, type Role, type Staff } from '../../src/staff';
import { AuthenticatorApp } from '../staff/staff-rig';
import { onBothDatabases } from '../support/databases';
import type { WebAnswer, WebBrowser } from '../support/web-browser';
import { type DeskScene, openDeskScene } from './desk-scene';

const PASSWORD = 'ひだまりの縁側で麦茶をのむ';
const HTTPS = 'https://desk.example.jp';

onBothDatabases((dialect) => {
  let scene: DeskScene;
  let staff: Staff;
  let logins = 0;
  beforeAll(async () => {
    scene = await openDeskScene(dialect);
    const { elsewhere: store, vault, clock } = scene;
    staff = openStaff({ store, vault, clock, audit: new AuditLog(), issuer: 'test' });
  });
  afterEach(() => scene.closePages());
  afterAll(() => scene.close());

  /** Somebody with an account and a password, in front of a browser. */
  const account = async (role: Role = 'counsellor') => {
    logins += 1;
    const login = `login${logins}`;
    const { id, token } = await scene.elsewhere.write((tx) =>
      staff.accounts.add(tx, 'test', { login, name: 'なまえ', role }, scene.clock.now()),
    );
    expect(await staff.passwords.setByLink(token, PASSWORD)).toBe(true);
    return { id, login, page: scene.browser() };
  };
  const signIn = (page: WebBrowser, login: string, password = PASSWORD) =>
    page.post<{ next?: string; error?: string }>('/api/desk/sign-in', { login, password });
  const me = (page: WebBrowser) => page.get<Me>('/api/desk/me');
  const enrol = async (page: WebBrowser) => {
    const { body } = await page.post<Enrolment>('/api/desk/sign-in/enrol', {});
    const app = new AuthenticatorApp(body.uri);
    const { status } = await page.post('/api/desk/sign-in/enrol/confirm', {
      code: app.code(scene.clock.now()),
    });
    expect(status).toBe(204);
    return { ...body, app };
  };
  const refused = ({ status, body }: WebAnswer<unknown>) => [status, (body as { error?: string }).error];

  test('a counsellor signs in, sees who they are, and signs out', async () => {
    const { id, login, page } = await account();
    expect(refused(await me(page))).toEqual([401, 'desk_signed_out']);
    expect((await signIn(page, login)).body).toEqual({ next: 'done' });
    expect((await me(page)).body).toEqual({
      id,
      login,
      name: 'なまえ',
      role: 'counsellor',
      hasSecondFactor: false,
    });
    const token = page.cookies.get('madobe_desk') ?? '';
    expect((await page.delete('/api/desk/session')).status).toBe(204);
    expect(page.cookies.has('madobe_desk')).toBe(false);
    page.cookies.set('madobe_desk', token);
    expect(refused(await me(page))).toEqual([401, 'desk_signed_out']);
    expect((await page.delete('/api/desk/session')).status).toBe(204);
  });

  test('the cookies are out of every script’s and every other site’s reach', async () => {
    const { login, page } = await account();
    await signIn(page, login);
    const lines = page.cookieLines.map((line) => line.replace(/=[^;]+/, '=…'));
    expect(lines).toEqual([
      'madobe_desk=…; Path=/; HttpOnly; SameSite=Strict',
      expect.stringMatching(/^madobe_desk_known=…; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Strict$/),
    ]);
  });

  test('wrong password, unknown name and what is no name at all are refused alike', async () => {
    const { login, page } = await account();
    const answers = [
      await signIn(page, login, 'something else'),
      await signIn(page, 'nobody-has-it'),
      await signIn(page, '!!!'),
    ];
    for (const answer of answers) expect(refused(answer)).toEqual([403, 'desk_sign_in_refused']);
    expect(page.cookies.size).toBe(0);
  });

  test('a supervisor comes in by a second factor alone, which is set up at the first sign-in', async () => {
    const { login, page } = await account('supervisor');
    expect((await signIn(page, login)).body).toEqual({ next: 'enrol' });
    expect(refused(await me(page))).toEqual([401, 'desk_signed_out']);
    expect(refused(await page.get('/api/desk/queue'))).toEqual([401, 'desk_signed_out']);
    const { app, qrSvg, recoveryCodes } = await enrol(page);
    expect(qrSvg).toMatch(/^<svg [\s\S]*<\/svg>$/);
    expect((await me(page)).body).toMatchObject({ role: 'supervisor', hasSecondFactor: true });

    const elsewhere = scene.browser();
    expect((await signIn(elsewhere, login)).body).toEqual({ next: 'code' });
    expect(refused(await me(elsewhere))).toEqual([401, 'desk_signed_out']);
    expect(refused(await elsewhere.post('/api/desk/sign-in/enrol', {}))).toEqual([403, 'desk_not_allowed']);
    expect(refused(await elsewhere.post('/api/desk/sign-in/code', { code: '000000' }))).toEqual([
      403,
      'desk_code_refused',
    ]);
    scene.clock.advance(30_000);
    const given = await elsewhere.post('/api/desk/sign-in/code', { code: app.code(scene.clock.now()) });
    expect(given.body).toEqual({ next: 'done' });
    expect((await me(elsewhere)).status).toBe(200);

    const third = scene.browser();
    await signIn(third, login);
    const paper = recoveryCodes[0]?.toLowerCase();
    expect((await third.post('/api/desk/sign-in/code', { code: paper })).body).toEqual({ next: 'done' });
    const fourth = scene.browser();
    await signIn(fourth, login);
    expect(refused(await fourth.post('/api/desk/sign-in/code', { code: paper }))).toEqual([
      403,
      'desk_code_refused',
    ]);
  });

  test('a code without a password before it opens nothing', async () => {
    const page = scene.browser();
    for (const path of ['code', 'enrol/confirm']) {
      expect(refused(await page.post(`/api/desk/sign-in/${path}`, { code: '123456' }))).toEqual([
        401,
        'desk_signed_out',
      ]);
    }
    expect(refused(await page.post('/api/desk/sign-in/enrol', {}))).toEqual([401, 'desk_signed_out']);
  });

  test('a counsellor may set up a second factor, right after signing in', async () => {
    const { login, page } = await account();
    await signIn(page, login);
    await enrol(page);
    expect((await me(page)).body.hasSecondFactor).toBe(true);
    scene.clock.advance(10 * 60_000);
    expect(refused(await page.post('/api/desk/sign-in/enrol', {}))).toEqual([403, 'desk_sign_in_again']);
  });

  test('one’s sessions are listed, and ended from elsewhere', async () => {
    const { login, page } = await account();
    const other = scene.browser();
    await signIn(page, login);
    scene.clock.advance(1_000);
    await signIn(other, login);
    const { body } = await page.get<StaffSessions>('/api/desk/sessions');
    expect(body.sessions.map(({ isThis }) => isThis)).toEqual([false, true]);
    const [there] = body.sessions;
    expect((await page.delete(`/api/desk/sessions/${there?.id}`)).status).toBe(204);
    expect((await me(other)).status).toBe(401);
    expect((await me(page)).status).toBe(200);
    expect((await page.delete(`/api/desk/sessions/${there?.id}`)).status).toBe(404);
  });

  test('one’s password is changed by who knows it, and the other sessions end', async () => {
    const { login, page } = await account();
    const other = scene.browser();
    await signIn(page, login);
    await signIn(other, login);
    const next = 'なつのおわりの長い坂をのぼる';
    const change = (current: string, to: string) => page.post('/api/desk/password', { current, next: to });
    expect(refused(await change('something else', next))).toEqual([403, 'desk_sign_in_refused']);
    expect(refused(await change(PASSWORD, `${login}-${login}`))).toEqual([400, 'desk_password_weak']);
    expect((await change(PASSWORD, next)).status).toBe(204);
    expect([(await me(page)).status, (await me(other)).status]).toEqual([200, 401]);
    expect((await signIn(other, login, next)).body).toEqual({ next: 'done' });
  });

  test('unused for an hour, a session is over; a page that is open keeps it', async () => {
    const { login, page } = await account();
    await signIn(page, login);
    scene.clock.advance(59 * 60_000);
    expect((await me(page)).status).toBe(200);
    scene.clock.advance(60 * 60_000);
    expect((await me(page)).status).toBe(401);
  });

  test('nothing that is typed here reaches the log', async () => {
    const { login, page } = await account();
    await signIn(page, login, 'a-secret-of-mine');
    await signIn(page, 'typed-in-the-wrong-field');
    await signIn(page, login);
    const [desk, known] = ['madobe_desk', 'madobe_desk_known'].map((name) => page.cookies.get(name) ?? '');
    for (const hidden of [login, PASSWORD, 'a-secret-of-mine', 'typed-in-the-wrong-field', desk, known]) {
      expect(scene.log.text).not.toContain(hidden);
    }
    expect(scene.log.text).toContain('desk_sign_in_refused');
  });
});

test('over https the cookies belong to this host alone', async () => {
  const scene = await openDeskScene('sqlite', { baseUrl: HTTPS });
  try {
    const { elsewhere: store, vault, clock } = scene;
    const staff = openStaff({ store, vault, clock, audit: new AuditLog(), issuer: 'test' });
    const made = await store.write((tx) =>
      staff.accounts.add(tx, 'test', { login: 'hanako', name: 'x', role: 'peer' }, clock.now()),
    );
    await staff.passwords.setByLink(made.token, PASSWORD);
    const page = scene.browser({ origin: HTTPS });
    expect((await page.post('/api/desk/sign-in', { login: 'hanako', password: PASSWORD })).status).toBe(200);
    expect(page.cookieLines).toHaveLength(2);
    for (const line of page.cookieLines) {
      expect(line).toMatch(/^__Host-madobe_desk[^=]*=[^;]+;.* Path=\/; HttpOnly; Secure; SameSite=Strict$/);
    }
    expect((await page.get('/api/desk/me')).status).toBe(200);
  } finally {
    await scene.close();
  }
});

onBothDatabases((dialect) => {
  test('the first account is made by the link that the start tells, and by nothing else', async () => {
    const scene = await openDeskScene(dialect);
    try {
      const { elsewhere: store, vault, clock } = scene;
      const staff = openStaff({ store, vault, clock, audit: new AuditLog(), issuer: 'test' });
      const page = scene.browser();
      expect((await page.get('/api/desk/setup')).body).toEqual({ open: true });
      const set = (token: string, login = 'hanako') =>
        page.post('/api/desk/setup', { token, login, name: '窓口 花子', password: PASSWORD });
      expect(refused(await set('x'.repeat(43)))).toEqual([403, 'desk_link_used_up']);
      const { token } = await store.write((tx) => staff.links.makeSetUp(tx, clock.now()));
      expect((await set(token, 'two words')).body).toEqual({ error: 'desk_malformed', field: 'login' });
      expect((await set(token)).status).toBe(204);
      expect(refused(await set(token, 'jiro'))).toEqual([403, 'desk_link_used_up']);
      expect((await page.get('/api/desk/setup')).body).toEqual({ open: false });
      expect((await signIn(page, 'hanako')).body).toEqual({ next: 'enrol' });
    } finally {
      await scene.close();
    }
  });
  const signIn = (page: WebBrowser, login: string) =>
    page.post('/api/desk/sign-in', { login, password: PASSWORD });
  const refused = ({ status, body }: WebAnswer<unknown>) => [status, (body as { error?: string }).error];
});
