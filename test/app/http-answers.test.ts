import { request } from 'node:http';
import { type OpenDoor, openDoor } from '../support/open-door';
import { RecordedLog } from '../support/recorded-log';

const log = new RecordedLog();
let door: OpenDoor;
beforeAll(async () => {
  door = await openDoor('sqlite', { log, config: { baseUrl: 'https://madobe.example.org' } });
});
afterAll(() => door.close());

/** A request with headers that fetch would not send. */
function ask(
  method: string,
  path: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; headers: Record<string, unknown> }> {
  return new Promise((resolve, reject) => {
    const asked = request(door.origin + path, { method, headers, agent: false }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers }));
    });
    asked.on('error', reject);
    asked.end();
  });
}

describe('every answer', () => {
  it.each([
    ['of the health of the process', 'GET', '/healthz', 200],
    ['of the health of the store', 'GET', '/readyz', 200],
    ['to a webhook without a signature', 'POST', '/line/webhook', 401],
    ['at an address that is none', 'GET', '/line/nothing', 404],
    ['to a method that an address does not take', 'DELETE', '/healthz', 405],
    ['to a method that nobody takes', 'TRACE', '/', 405],
    ['to an address that cannot be read', 'GET', '/room/%ff', 400],
    ['without a session', 'GET', '/api/session', 401],
  ])(
    '%s may not be kept, guessed at, framed, or give away where somebody came from',
    async (_, method, path, status) => {
      const answer = await ask(method, path);
      expect(answer.status).toBe(status);
      expect(answer.headers).toMatchObject({
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-resource-policy': 'same-origin',
        'content-security-policy': expect.stringMatching(/default-src 'none'.*frame-ancestors 'none'/),
        'strict-transport-security': expect.stringMatching(/^max-age=31536000/),
      });
      expect(answer.headers).not.toHaveProperty('x-powered-by');
      expect(answer.headers).not.toHaveProperty('server');
    },
  );

  it('without https says nothing of it: the promise would lock people out', async () => {
    const plain = await openDoor('sqlite');
    try {
      for (const path of ['/healthz', '/nothing', '/']) {
        expect((await fetch(plain.origin + path)).headers.get('strict-transport-security')).toBeNull();
      }
    } finally {
      await plain.close();
    }
  });

  it('has an id of its own, which the log has too; nobody else’s is taken over', async () => {
    const ids = [];
    for (let asked = 0; asked < 3; asked += 1) {
      ids.push(
        (await ask('GET', '/api/nothing', { 'x-request-id': 'from-outside' })).headers['x-request-id'],
      );
    }
    expect(new Set(ids).size).toBe(3);
    const logged = log.of('http.refused').map(({ fields }) => fields.request);
    expect(logged).toEqual(expect.arrayContaining(ids));
    expect(log.text).not.toContain('from-outside');
  });
});

describe('a wrong method', () => {
  it.each([
    ['POST', '/healthz', 'GET, HEAD'],
    ['GET', '/line/webhook', 'POST'],
    ['PUT', '/api/messages', 'POST'],
    ['POST', '/api/letters/draft', 'GET, HEAD, PUT'],
    ['POST', '/api/words/ja', 'GET, HEAD'],
    ['POST', '/letters', 'GET, HEAD'],
    ['PATCH', '/api/session', 'GET, HEAD, POST, PUT, DELETE'],
    ['OPTIONS', '/api/session', 'GET, HEAD, POST, PUT, DELETE'],
  ])('%s %s is told what would be right', async (method, path, allowed) => {
    const own = { 'x-madobe': '1', 'sec-fetch-site': 'same-origin' };
    const answer = await ask(method, path, own);
    expect({ status: answer.status, allow: answer.headers.allow }).toEqual({ status: 405, allow: allowed });
  });
});

describe('a request', () => {
  it('that expects something nobody knows is answered all the same', async () => {
    expect((await ask('GET', '/healthz', { expect: 'a-miracle' })).status).toBe(200);
  });

  it('that would speak another protocol is answered in this one', async () => {
    const upgrade = { connection: 'upgrade', upgrade: 'websocket', 'sec-websocket-key': 'AAAA' };
    expect((await ask('GET', '/healthz', upgrade)).status).toBe(200);
  });

  it('leaves its connection open for the next, and says for how long', async () => {
    const { headers } = await ask('GET', '/healthz', { connection: 'keep-alive' });
    expect(headers).toMatchObject({ connection: 'keep-alive', 'keep-alive': 'timeout=65' });
  });
});
