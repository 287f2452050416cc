import { connect } from 'node:net';
import { onBothDatabases } from '../../support/databases';
import { openWebScene, type WebScene } from './web-scene';

const SITE = 'https://www.example.org';
const words = (text: string) => ({ id: crypto.randomUUID(), event: { kind: 'text', text } });

/** The directives of a policy, by name. */
function policyOf(headers: Headers): Record<string, string> {
  const policy = headers.get('content-security-policy') ?? '';
  return Object.fromEntries(
    policy.split(';').map((directive) => {
      const [name = '', ...values] = directive.trim().split(' ');
      return [name, values.join(' ')];
    }),
  );
}

describe('the web chat’s answers', () => {
  let scene: WebScene;
  beforeAll(async () => {
    scene = await openWebScene('sqlite', {
      line: null,
      baseUrl: 'https://madobe.example.org',
      embedOrigins: [SITE],
      trustedProxies: ['loopback'],
    });
  });
  afterAll(() => scene.close());

  const look = (path: string, headers: Readonly<Record<string, string>> = { accept: 'text/html' }) =>
    scene.browser().get<string>(path, headers);

  describe('headers', () => {
    test.each([
      ['/'],
      ['/room/a-token'],
      ['/letters'],
      ['/nothing-here'],
      ['/assets/app-0a1b2c.js'],
      ['/api/words/ja'],
      ['/api/session'],
      ['/api/nothing'],
    ])(
      'on %s let nothing be loaded from elsewhere, run nothing inline, and be framed by nobody',
      async (path) => {
        const { headers } = await look(path, { accept: 'text/html', 'accept-encoding': 'identity' });
        const policy = policyOf(headers);
        expect(policy).toMatchObject({
          'default-src': "'none'",
          'script-src': "'self'",
          'style-src': "'self'",
          'connect-src': "'self'",
          'base-uri': "'none'",
          'form-action': "'none'",
          'frame-ancestors': "'none'",
        });
        expect(JSON.stringify(policy)).not.toMatch(/unsafe|data:|blob:|\*/);
        expect(Object.fromEntries(headers)).toMatchObject({
          'referrer-policy': 'no-referrer',
          'x-content-type-options': 'nosniff',
          'x-frame-options': 'DENY',
          'cross-origin-opener-policy': 'same-origin',
          'cross-origin-resource-policy': 'same-origin',
          'strict-transport-security': expect.stringMatching(/^max-age=31536000/),
          'permissions-policy': expect.stringContaining('geolocation=()'),
        });
        expect(headers.get('x-powered-by')).toBeNull();
      },
    );

    test('let the sites that were named frame /embed, and those alone', async () => {
      const { status, headers } = await look('/embed');
      expect(status).toBe(200);
      expect(policyOf(headers)['frame-ancestors']).toBe(SITE);
      expect(headers.get('x-frame-options')).toBeNull();
      expect((await look('/embed.js')).headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    });

    test('let no answer of the API be cached', async () => {
      for (const path of ['/api/session', '/api/conversation', '/api/nothing']) {
        expect((await look(path)).headers.get('cache-control')).toBe('no-store');
      }
    });
  });

  describe('files', () => {
    test('with a hash in their name are kept for a year; the page is asked for each time', async () => {
      const asset = await look('/assets/app-0a1b2c.js', { 'accept-encoding': 'identity' });
      expect(asset).toMatchObject({ status: 200, body: 'void "plain";' });
      expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      expect(asset.headers.get('content-type')).toMatch(/javascript/);
      expect((await look('/')).headers.get('cache-control')).toBe('no-cache');
    });

    test('go out in the best form that the build made and the browser takes', async () => {
      const forms = [];
      for (const accepted of ['br, gzip', 'gzip', 'identity']) {
        const response = await fetch(`${scene.door.origin}/assets/app-0a1b2c.js`, {
          headers: { 'accept-encoding': accepted },
          // What stands in for compressed bytes here is none.
          method: 'HEAD',
        });
        forms.push(response.headers.get('content-encoding'));
        expect(response.headers.get('vary')).toMatch(/accept-encoding/i);
        expect(response.headers.get('content-type')).toMatch(/javascript/);
      }
      expect(forms).toEqual(['br', 'gzip', null]);
    });

    test.each([
      ['/assets/../../package.json'],
      ['/assets/%2e%2e/%2e%2e/package.json'],
      ['/assets/..%2f..%2fpackage.json'],
      ['/assets/app-0a1b2c.js.br'],
      ['/assets/app-0a1b2c.js%00'],
      ['/index.html'],
      ['/.env'],
      ['/%ff'],
    ])('outside the page cannot be asked for: %s', async (path) => {
      const answer = await rawStatus(scene, `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
      expect(answer).toMatch(/^HTTP\/1\.1 (404|400) /);
      expect(answer).not.toContain('"dependencies"');
    });

    test('that are not there are answered clearly to programs and kindly to people', async () => {
      expect(await look('/nothing-here')).toMatchObject({
        status: 404,
        body: expect.stringContaining('<title>'),
      });
      for (const path of ['/api/nothing', '/api/desk/nothing', '/line/nothing']) {
        expect(await look(path)).toMatchObject({ status: 404, body: { error: 'not_found' } });
      }
      expect(await look('/nothing-here', { accept: 'application/json' })).toMatchObject({
        status: 404,
        body: { error: 'not_found' },
      });
    });

    test('the page is told where a voice answers at every hour, for the time when this server does not', async () => {
      const { body } = await look('/api/words/ja');
      expect(body).toMatchObject({ values: { voiceNumber: '0120-279-338' } });
    });

    test('words are sent once, and then only said to be the same', async () => {
      const first = await look('/api/words/ja');
      expect(first).toMatchObject({ status: 200, body: { language: 'ja', words: expect.anything() } });
      const etag = first.headers.get('etag') ?? '';
      const again = await look('/api/words/ja', {
        'if-none-match': etag,
        'cache-control': 'max-age=0',
      });
      expect({ status: again.status, body: again.body }).toEqual({ status: 304, body: '' });
      expect((await look('/api/words/xx')).status).toBe(404);
    });
  });

  describe('the session’s cookie', () => {
    test('belongs to this host alone, over https, out of every script’s reach', async () => {
      const page = scene.browser();
      await page.open();
      const [line = ''] = page.cookieLines;
      expect(line).toMatch(/^__Host-madobe=[A-Za-z0-9_-]{43};/);
      expect(line.split('; ').slice(1).sort()).toEqual(
        expect.arrayContaining(['HttpOnly', 'Path=/', 'SameSite=Lax', 'Secure']),
      );
      expect(line).not.toMatch(/domain|partitioned/i);
    });

    test('inside another site’s frame is kept for that site alone', async () => {
      const page = scene.browser({ 'x-madobe': 'embed' });
      await page.open();
      const [line = ''] = page.cookieLines;
      expect(line).toMatch(/^__Host-madobe-framed=/);
      for (const part of ['HttpOnly', 'Secure', 'SameSite=None', 'Partitioned', 'Path=/']) {
        expect(line.split('; ')).toContain(part);
      }
      expect((await page.get('/api/session')).status).toBe(200);
    });

    test('goes when this device is to forget', async () => {
      const page = scene.browser();
      await page.open();
      await page.delete('/api/session');
      expect(page.cookies.size).toBe(0);
    });
  });

  describe('a request that is not our page’s', () => {
    test.each<[string, Record<string, string>]>([
      ['without the page’s header, as a form would send it', { 'x-madobe': '' }],
      ['from another site', { 'sec-fetch-site': 'cross-site' }],
      ['from a neighbouring site', { 'sec-fetch-site': 'same-site' }],
      ['from no page at all', { 'sec-fetch-site': 'none' }],
      ['with another site’s origin, from a browser that tells no more', { origin: SITE }],
      ['with no origin that can be named', { origin: 'null' }],
    ])('%s changes nothing', async (_, headers) => {
      const page = scene.browser();
      await page.open();
      const cookie = [...page.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const response = await fetch(`${scene.door.origin}/api/messages`, {
        method: 'POST',
        body: JSON.stringify(words('ほかのところから')),
        headers: {
          cookie,
          'content-type': 'application/json',
          origin: scene.door.origin,
          ...(headers['x-madobe'] === '' ? {} : { 'x-madobe': '1' }),
          ...Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'x-madobe')),
        },
      });
      expect(response.status).toBe(403);
      expect(await response.json()).toEqual({ error: 'cross_site_refused' });
      const { entries } = await page.history();
      expect(entries.filter(({ from }) => from === 'person')).toEqual([]);
    });

    test('with neither word of where it comes from is refused', async () => {
      const response = await fetch(`${scene.door.origin}/api/session`, {
        method: 'POST',
        headers: { 'x-madobe': '1' },
      });
      expect(response.status).toBe(403);
    });

    test('may come by the public address, as a reverse proxy may not pass the host on', async () => {
      const page = scene.browser({ origin: 'https://madobe.example.org' });
      expect((await page.post('/api/session', {})).status).toBe(201);
    });

    test('may not even read', async () => {
      const page = scene.browser();
      await page.open();
      const answer = await page.get('/api/conversation', { 'sec-fetch-site': 'cross-site' });
      expect(answer).toMatchObject({ status: 403, body: { error: 'cross_site_refused' } });
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    });
  });

  describe('what is sent', () => {
    const opened = async () => {
      const page = scene.browser();
      await page.open();
      return page;
    };

    test.each<[string, string | Buffer, Record<string, string>, number, string]>([
      ['a file', Buffer.from('GIF89a'), { 'content-type': 'image/gif' }, 415, 'upload_refused'],
      [
        'a form with a file',
        '--x--',
        { 'content-type': 'multipart/form-data; boundary=x' },
        415,
        'upload_refused',
      ],
      ['a form', 'a=b', { 'content-type': 'application/x-www-form-urlencoded' }, 415, 'upload_refused'],
      ['plain text', '{}', { 'content-type': 'text/plain' }, 415, 'upload_refused'],
      ['something compressed', Buffer.from([31, 139]), { 'content-encoding': 'gzip' }, 415, 'upload_refused'],
      ['an unknown alphabet', '{}', { 'content-type': 'application/json; charset=x' }, 415, 'upload_refused'],
      ['half a JSON', '{"id":', {}, 400, 'request_invalid'],
      ['no object', '"text"', {}, 400, 'request_invalid'],
      ['a list', '[]', {}, 400, 'request_invalid'],
      ['nothing', '', {}, 400, 'request_invalid'],
      [
        'an unknown kind',
        JSON.stringify({ ...words(''), event: { kind: 'media', media: 'image' } }),
        {},
        400,
        'request_invalid',
      ],
      ['a word too many', JSON.stringify({ ...words('a'), more: 1 }), {}, 400, 'request_invalid'],
      ['no proper id', JSON.stringify({ ...words('a'), id: '1' }), {}, 400, 'request_invalid'],
      ['an empty text', JSON.stringify(words('')), {}, 400, 'request_invalid'],
      ['a text that is too long', JSON.stringify(words('あ'.repeat(5_001))), {}, 413, 'message_too_long'],
      ['a body that is too large', 'x'.repeat(300_000), {}, 413, 'body_too_large'],
    ])('%s is refused with a code', async (_, body, headers, status, error) => {
      const page = await opened();
      const answer = await page.ask('POST', '/api/messages', body, headers);
      expect({ status: answer.status, body: answer.body }).toEqual({ status, body: { error } });
      expect((await page.history()).entries.filter(({ from }) => from === 'person')).toEqual([]);
    });

    test('as long as may be arrives whole, whatever is in it', async () => {
      const page = await opened();
      const live = await page.live({ after: 0 });
      await live.waitForEntries(1);
      const text = `<script>alert(1)</script>\u2028${'𠮷'.repeat(2_400)}\n\ndata: x`;
      await page.say(text);
      await live.waitForEntries(2);
      expect(live.entries[1]?.what).toEqual({ kind: 'text', text });
    });

    test.each(['?before=x', '?before=-1', '?before=1.5', '?before=', '?limit=x', '?before=1&before=2'])(
      'a history asked for by %s is refused',
      async (query) => {
        const page = await opened();
        expect((await page.get(`/api/conversation${query}`)).status).toBe(400);
      },
    );

    test('by the wrong method is told so', async () => {
      const page = await opened();
      for (const path of ['/api/messages', '/api/resume', '/api/room']) {
        expect(await page.get(path)).toMatchObject({ status: 405, body: { error: 'method_not_allowed' } });
      }
    });

    test('slowly, or broken off, holds nobody up', async () => {
      const page = await opened();
      const { hostname, port } = new URL(scene.door.origin);
      const slow = Array.from({ length: 50 }, () => {
        const socket = connect(Number(port), hostname);
        socket.on('error', () => undefined);
        socket.write(
          'POST /api/messages HTTP/1.1\r\nHost: x\r\nx-madobe: 1\r\nsec-fetch-site: same-origin\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{',
        );
        return socket;
      });
      expect((await page.post('/api/messages', words('メニュー'))).status).toBe(202);
      for (const socket of slow) socket.destroy();
      expect((await page.get('/api/session')).status).toBe(200);
    });

    test('as no HTTP at all, or with two bodies in one, is refused', async () => {
      const answers = [
        await rawStatus(scene, 'hello\r\n\r\n'),
        await rawStatus(
          scene,
          'POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
        ),
        await rawStatus(scene, `GET / HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(40_000)}\r\n\r\n`),
      ];
      for (const answer of answers) expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
    });
  });

  describe('how often', () => {
    /** A browser behind the proxy, at an address of its own. */
    const from = (address: string) => scene.browser({ 'x-forwarded-for': address });
    const times = async (count: number, ask: () => Promise<{ status: number }>) => {
      const found: number[] = [];
      for (let asked = 0; asked < count; asked += 1) found.push((await ask()).status);
      return found;
    };

    test('one address may open conversations is bounded, and others do not suffer', async () => {
      const statuses = await times(61, () => from('203.0.113.1').post('/api/session', {}));
      expect(statuses.slice(0, 60).every((status) => status === 201)).toBe(true);
      const refused = await from('203.0.113.1').post('/api/session', {});
      expect({ status: refused.status, body: refused.body }).toEqual({
        status: 429,
        body: { error: 'rate_limited' },
      });
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
      expect((await from('203.0.113.2').post('/api/session', {})).status).toBe(201);
    });

    test('one household may ask counts its whole IPv6 network', async () => {
      let host = 0;
      const statuses = await times(31, () => {
        host += 1;
        return from(`2001:db8:1:1::${host.toString(16)}`).post('/api/room', { token: 'x' });
      });
      expect(statuses.filter((status) => status === 429)).toHaveLength(1);
    });

    test('one address may try links and codes is bounded', async () => {
      const statuses = await times(31, () => from('203.0.113.3').post('/api/room', { token: 'x' }));
      expect(statuses.slice(0, 30).every((status) => status === 403)).toBe(true);
      expect(statuses.at(-1)).toBe(429);
    });

    test('one session may say something is bounded, whatever address it comes from', async () => {
      const page = scene.browser();
      await page.open();
      let host = 0;
      const statuses = await times(41, () => {
        host += 1;
        return page.post('/api/messages', words('メニュー'), { 'x-forwarded-for': `198.51.100.${host}` });
      });
      expect(statuses.slice(0, 40).every((status) => status === 202)).toBe(true);
      expect(statuses.at(-1)).toBe(429);
      const other = scene.browser();
      await other.open();
      expect((await other.post('/api/messages', words('メニュー'))).status).toBe(202);
    });
  });
});

onBothDatabases((dialect) => {
  test('with no proxy to trust, nobody chooses the address they are counted by', async () => {
    const scene = await openWebScene(dialect, { line: null });
    try {
      let host = 0;
      const statuses: number[] = [];
      for (let asked = 0; asked < 31; asked += 1) {
        host += 1;
        const page = scene.browser({ 'x-forwarded-for': `198.51.100.${host}` });
        statuses.push((await page.post('/api/room', { token: 'x' })).status);
      }
      expect(statuses.at(-1)).toBe(429);
      // Nowhere to be framed: neither the page for it nor the script.
      expect((await scene.browser().get('/embed.js')).status).toBe(404);
      expect((await scene.browser().get('/embed', { accept: 'text/html' })).status).toBe(404);
      // Reached without https, the cookie is still out of every script’s reach.
      const page = scene.browser();
      await page.open();
      expect(page.cookieLines[0]).toMatch(/^madobe=.*HttpOnly/);
      expect(page.cookieLines[0]).not.toMatch(/Secure/);
    } finally {
      await scene.close();
    }
  });
});

/** What a server answers to bytes as they are. */
function rawStatus(scene: WebScene, bytes: string): Promise<string> {
  const { hostname, port } = new URL(scene.door.origin);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    let answer = '';
    socket.on('data', (data: Buffer) => {
      answer += data.toString('latin1');
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}
