import fc from 'fast-check';
import { openWebScene, type WebScene } from '../channels/web/web-scene';
import { signWebhook } from '../support/line-double';
import { waitFor } from '../support/wait-for';
import { unclear } from './clear-answer';
import {
  hostileBody,
  hostileHeaders,
  hostileMethod,
  hostilePath,
  hostileText,
  MARK,
  spoilt,
} from './hostile';
import { type PublicRoute, publicRoutes, routesInSource } from './public-routes';
import { bytesOf, exchange, type RawAnswer, type RawRequest } from './raw-connection';

const HOST = 'madobe.example.org';
const SESSIONS = 12;

let scene: WebScene;
let cookies: readonly string[];
let asked = 0;

beforeAll(async () => {
  scene = await openWebScene('sqlite', {
    baseUrl: `https://${HOST}`,
    embedOrigins: ['https://www.example.org'],
    trustedProxies: ['loopback'],
  });
  cookies = await Promise.all(
    Array.from({ length: SESSIONS }, async () => {
      const page = scene.browser();
      await page.open();
      return [...page.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    }),
  );
});
afterAll(() => scene.close());

afterEach(async () => {
  const inbox = (state: string) =>
    scene.elsewhere.read((tx) => tx.all('SELECT 1 FROM inbox_event WHERE state = $1 LIMIT 1', state));
  await waitFor('whatever was taken to be answered', async () => (await inbox('pending')).length === 0);
  expect(await inbox('failed')).toEqual([]);
  expect((await fetch(`${scene.door.origin}/readyz`)).status).toBe(200);
  expect(scene.log.lines.filter(({ level }) => level === 'error')).toEqual([]);
  expect(scene.log.text.includes(MARK)).toBe(false);
});

/** Asks as somebody at an address of their own, so that nobody is refused for haste alone. */
function ask(request: RawRequest): Promise<RawAnswer> {
  asked += 1;
  const from = `203.${(asked >> 16) & 255}.${(asked >> 8) & 255}.${asked & 255}`;
  const headers: RawRequest['headers'] = [
    ['Host', HOST],
    ['X-Forwarded-For', from],
    ...request.headers,
    ['Connection', 'close'],
  ];
  return exchange(scene.door.madobe.port, bytesOf({ ...request, headers }));
}

const ownHeaders = [
  ['x-madobe', '1'],
  ['Sec-Fetch-Site', 'same-origin'],
] as const;

const lengthOf = (body: Buffer) => ['Content-Length', String(body.length)] as const;

/** What would be taken from our own page by this route, with a session or without. */
function properHeaders(route: PublicRoute, cookie: string | null): RawRequest['headers'] {
  return [
    ...ownHeaders,
    ...(cookie === null ? [] : ([['Cookie', cookie]] as const)),
    ...(route.body === undefined ? [] : ([['Content-Type', route.type ?? 'application/json']] as const)),
  ];
}

/** Nobody, or one of the people who have a session. */
const somebody = () => fc.option(fc.constantFrom(...cookies), { freq: 3 });

describe('whatever is sent', () => {
  it('to whatever route there is, it is one that is tried here', () => {
    const here = publicRoutes.map(({ method, path }) => `${method} ${path.replace(/^\/api/, '')}`);
    expect(routesInSource().filter((route) => !here.includes(route) && route !== 'GET /{*name}')).toEqual([]);
  });

  const withBody = publicRoutes.filter(({ body }) => body !== undefined);
  it.each(withBody.map((route) => [`${route.method} ${route.path}`, route] as const))(
    'as the body of %s is answered clearly',
    async (_, route) => {
      await fc.assert(
        fc.asyncProperty(hostileBody(route.body), somebody(), async (body, cookie) => {
          const headers = [...properHeaders(route, cookie), lengthOf(body)];
          // Tries at resume codes stand in line; the next one is due.
          scene.clock.advance(61_000);
          const answer = await ask({ method: route.method, path: route.path, headers, body });
          expect(unclear(answer, { mayHoldOwnWords: true })).toBeNull();
        }),
        { numRuns: 100 },
      );
    },
  );

  it('in the headers is answered clearly, on every route', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...publicRoutes),
        hostileHeaders,
        somebody(),
        async (route, odd, cookie) => {
          const body = Buffer.from(route.body === undefined ? '' : JSON.stringify(route.body));
          // A session that ends here would be missed by the others.
          const own = properHeaders(route, route.method === 'DELETE' ? null : cookie);
          const headers = [...own, ...odd, lengthOf(body)];
          scene.clock.advance(61_000);
          const answer = await ask({ method: route.method, path: route.path, headers, body });
          expect(unclear(answer, { mayHoldOwnWords: true })).toBeNull();
        },
      ),
      { numRuns: 800 },
    );
  });

  it('as an address, and by whatever method, is answered clearly', async () => {
    await fc.assert(
      fc.asyncProperty(hostileMethod, hostilePath, somebody(), async (method, path, cookie) => {
        const headers = [...ownHeaders, ...(cookie === null ? [] : ([['Cookie', cookie]] as const))];
        const answer = await ask({ method, path, headers });
        expect(unclear(answer)).toBeNull();
      }),
      { numRuns: 600 },
    );
  });

  it.each(publicRoutes.map((route) => [`${route.method} ${route.path}`, route] as const))(
    'no method but its own is taken at the address of %s',
    async (_, { path }) => {
      for (const method of ['TRACE', 'OPTIONS', 'PATCH', 'CONNECT', 'PROPFIND']) {
        const answer = await ask({ method, path, headers: ownHeaders });
        expect(answer.status).toBe(405);
        expect(unclear(answer)).toBeNull();
      }
    },
  );
});

describe('a webhook', () => {
  const event = {
    type: 'message',
    webhookEventId: '01HXXXXXXXXXXXXXXXXXXXXXXX',
    deliveryContext: { isRedelivery: false },
    timestamp: Date.parse('2026-11-20T12:00:00+09:00'),
    mode: 'active',
    replyToken: '0123456789abcdef0123456789abcdef',
    source: { type: 'user', userId: `U${'0'.repeat(32)}` },
    message: { id: '5890001', type: 'text', text: 'でんわ' },
  };
  const kinds = [
    event,
    { ...event, type: 'postback', postback: { data: 'えらぶ' } },
    { ...event, type: 'unsend', unsend: { messageId: '5890001' } },
    { ...event, type: 'follow', source: { type: 'group', groupId: `C${'0'.repeat(32)}` } },
  ];
  const webhook = fc.constantFrom(...kinds).map((each) => ({ destination: 'U0', events: [each, each] }));
  const body = webhook.chain(hostileBody);

  const deliver = (bytes: Buffer, signature: string) =>
    ask({
      method: 'POST',
      path: '/line/webhook',
      headers: [['X-Line-Signature', signature], lengthOf(bytes)],
      body: bytes,
    });

  it('signed with anything but the secret is 401, and nothing of it is read', async () => {
    const before = scene.log.lines.length;
    await fc.assert(
      fc.asyncProperty(body, hostileText, async (bytes, secret) => {
        const signature = signWebhook(`${secret}x`, bytes);
        const answer = await deliver(
          bytes,
          fc.hash(secret) % 2 ? signature : secret.replaceAll(/[\r\n\0]/g, ''),
        );
        expect(unclear(answer)).toBeNull();
        expect([400, 401, 431]).toContain(answer.status);
      }),
      { numRuns: 100 },
    );
    const said = new Set(scene.log.lines.slice(before).map(({ event: name }) => name));
    expect([...said].filter((name) => name !== 'http.refused')).toEqual([]);
  });

  it('that is truly signed is taken or refused, and whatever was taken is answered', async () => {
    const secret = scene.door.config.line?.channelSecret ?? '';
    let next = 0;
    const fresh = (value: unknown) => {
      next += 1;
      return JSON.parse(
        JSON.stringify(value)
          .replaceAll(event.webhookEventId, `01HX${String(next).padStart(22, '0')}`)
          .replaceAll(event.source.userId, `U${String(next % 40).padStart(32, '0')}`),
      ) as unknown;
    };
    const signed = fc.oneof(
      {
        weight: 2,
        arbitrary: webhook.chain(spoilt).map((whole) => Buffer.from(JSON.stringify(fresh(whole)))),
      },
      { weight: 1, arbitrary: body },
    );
    await fc.assert(
      fc.asyncProperty(signed, async (bytes) => {
        const answer = await deliver(bytes, signWebhook(secret, bytes));
        expect(unclear(answer)).toBeNull();
        expect([200, 400]).toContain(answer.status);
      }),
      { numRuns: 250 },
    );
  });
});
