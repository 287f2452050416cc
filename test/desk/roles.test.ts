import type { DeskRoute } from '../../src/desk';
import { type Role, roles, StaffSessions } from '../../src/staff';
import { onBothDatabases } from '../support/databases';
import { LiveConnection, type WebAnswer, WebBrowser } from '../support/web-browser';
import { type DeskScene, openDeskScene, type Seat } from './desk-scene';

/** What opens the desk needs no session; nothing else may be without a guard. */
const OPEN = ['GET /setup', 'POST /setup', 'POST /sign-in', 'POST /sign-in/password', 'DELETE /session'];
const ON_THE_WAY = ['POST /sign-in/code', 'POST /sign-in/enrol', 'POST /sign-in/enrol/confirm'];
/** They answer 200 to whoever may ask, with nothing but the request itself. */
const ANSWERED = [
  '/me',
  '/sessions',
  '/staff',
  '/queue',
  '/letters',
  '/snippets',
  '/audit',
  '/colleagues',
  '/settings',
  '/dead-letters',
  '/line/quota',
  '/facts/stale',
];
const UNKNOWN = '00000000-0000-4000-8000-000000000000';

onBothDatabases((dialect) => {
  let scene: DeskScene;
  const seats = new Map<Role, Seat>();
  beforeAll(async () => {
    scene = await openDeskScene(dialect);
    for (const role of roles) seats.set(role, await scene.seat(role, role));
  });
  afterEach(() => scene.closePages());
  afterAll(() => scene.close());

  const routes = (): readonly DeskRoute[] => scene.door.madobe.deskRoutes;
  const nameOf = ({ method, path }: DeskRoute) => `${method} ${path}`;
  const guarded = () => routes().filter(({ roles: access }) => typeof access !== 'string');
  const address = ({ path }: DeskRoute) => `/api/desk${path.replaceAll(/:\w+/g, UNKNOWN)}`;
  const changes = ({ method }: DeskRoute) => method === 'POST' || method === 'PUT';
  /** Asks as little as may be asked: an empty body, an id that is nobody's. */
  const ask = (page: WebBrowser, route: DeskRoute, body = '{}', headers = {}) =>
    page.ask(route.method, address(route), changes(route) ? body : undefined, headers);
  const codeOf = ({ status, body }: WebAnswer<unknown>) =>
    `${status} ${(body as { error?: string } | null)?.error ?? ''}`;

  test('every route names who may call it, and only signing in is without a guard', () => {
    const open = routes().filter(({ roles: access }) => access === 'anyone');
    expect(open.map(nameOf).sort()).toEqual([...OPEN].sort());
    const onTheWay = routes().filter(({ roles: access }) => access === 'signing-in');
    expect(onTheWay.map(nameOf).sort()).toEqual([...ON_THE_WAY].sort());
    for (const { roles: access } of guarded()) expect(access.length).toBeGreaterThan(0);
    expect(new Set(routes().map(nameOf)).size).toBe(routes().length);
    expect(guarded().length).toBeGreaterThan(30);
  });

  test('every route × nobody: without a session, with a made-up one, and half-way in, the answer is 401', async () => {
    const { id } = await scene.seat('途中');
    const [stranger, madeUp, halfWay] = [scene.browser(), scene.browser(), scene.browser()];
    madeUp.cookies.set('madobe_desk', 'x'.repeat(43));
    const half = await scene.elsewhere.write((tx) =>
      new StaffSessions(scene.vault).open(tx, id, 'code', scene.clock.now()),
    );
    halfWay.cookies.set('madobe_desk', half);
    for (const route of guarded()) {
      for (const page of [stranger, madeUp, halfWay]) {
        expect([nameOf(route), codeOf(await ask(page, route))]).toEqual([
          nameOf(route),
          '401 desk_signed_out',
        ]);
      }
    }
    for (const route of routes().filter(({ roles: access }) => access === 'signing-in')) {
      for (const page of [stranger, madeUp]) {
        expect([nameOf(route), codeOf(await ask(page, route))]).toEqual([
          nameOf(route),
          '401 desk_signed_out',
        ]);
      }
    }
  });

  test.each(roles)(
    'every route × %s: 403 where the role may not, and never 401 or 403 where it may',
    async (role) => {
      for (const route of guarded()) {
        const page = (await scene.seat(role, role)).page;
        const may = route.roles.includes(role);
        if (may && route.path === '/events') continue;
        const answer = codeOf(await ask(page, route));
        if (!may) expect([nameOf(route), answer]).toEqual([nameOf(route), '403 desk_not_allowed']);
        else {
          expect([nameOf(route), answer]).toEqual([
            nameOf(route),
            expect.stringMatching(/^(20[0-4] |400 desk_malformed|404 )/),
          ]);
        }
        if (may && route.method === 'GET' && ANSWERED.includes(route.path)) {
          expect([nameOf(route), answer]).toEqual([nameOf(route), '200 ']);
        }
      }
    },
  );

  test('the live line opens for those who may, and for nobody else', async () => {
    const [line] = routes().filter(({ path }) => path === '/events');
    for (const role of roles) {
      const cutOff = new AbortController();
      const seat = seats.get(role);
      const response = await fetch(`${scene.door.origin}/api/desk/events`, {
        headers: { cookie: `madobe_desk=${seat?.token}`, accept: 'text/event-stream' },
        signal: cutOff.signal,
      });
      const connection = new LiveConnection(response.status, response.body, cutOff);
      expect([role, connection.status]).toEqual([role, line?.roles.includes(role) ? 200 : 403]);
      connection.close();
    }
  });

  test('every route refuses a malformed body with 400 and names the field, after it has asked who it is', async () => {
    for (const route of routes().filter(changes)) {
      const role = typeof route.roles === 'string' ? 'counsellor' : route.roles[0];
      const page = (await scene.seat('x', role)).page;
      const refusals = [
        [await ask(page, route, JSON.stringify({ 'no-such-field': 1 })), expect.stringMatching(/./)],
        [await ask(page, route, '[]'), 'body'],
        [await ask(page, route, '{"a":'), 'body'],
        [await ask(page, route, '"text"'), expect.anything()],
      ] as const;
      for (const [{ status, body }, field] of refusals) {
        expect([nameOf(route), status, body]).toEqual([
          nameOf(route),
          400,
          { error: 'desk_malformed', field },
        ]);
      }
    }
  });

  test('every route that changes something refuses what another site’s page could send', async () => {
    for (const route of routes().filter(({ method }) => method !== 'GET')) {
      const role = typeof route.roles === 'string' ? 'counsellor' : route.roles[0];
      const page = (await scene.seat('x', role)).page;
      const foreign = [
        { 'sec-fetch-site': 'cross-site' },
        { 'sec-fetch-site': 'same-site' },
        { origin: 'https://elsewhere.example' },
        { origin: 'null' },
      ];
      for (const headers of foreign) {
        expect([nameOf(route), codeOf(await ask(page, route, '{}', headers))]).toEqual([
          nameOf(route),
          '403 cross_site_refused',
        ]);
      }
      const withoutMark = await fetch(scene.door.origin + address(route), {
        method: route.method,
        headers: {
          cookie: [...page.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
          origin: scene.door.origin,
          'content-type': 'application/json',
        },
        ...(changes(route) ? { body: '{}' } : {}),
      });
      expect([nameOf(route), withoutMark.status]).toEqual([nameOf(route), 403]);
    }
  });

  test('no method but its own is taken at any address, and there is nothing at others', async () => {
    const page = seats.get('administrator')?.page ?? scene.browser();
    for (const path of new Set(routes().map((route) => route.path))) {
      const known = routes().filter((route) => route.path === path);
      for (const method of ['GET', 'POST', 'PUT', 'DELETE'].filter((each) =>
        known.every((route) => route.method !== each),
      )) {
        const answer = await page.ask(method, `/api/desk${path.replaceAll(/:\w+/g, UNKNOWN)}`);
        expect([method, path, codeOf(answer)]).toEqual([method, path, '405 method_not_allowed']);
      }
    }
    expect(codeOf(await page.get('/api/desk/nothing'))).toBe('404 not_found');
  });
});
