import fc from 'fast-check';
import { createMigratedDatabase, type TestDatabase } from '../support/databases';
import { waitFor } from '../support/wait-for';
import { WebBrowser } from '../support/web-browser';
import { unclear } from './clear-answer';
import { hostileBody, hostileHeaders, hostilePath, MARK } from './hostile';
import { publicRoutes } from './public-routes';
import { bytesOf, exchange, OpenConnection } from './raw-connection';
import { WatchedServer } from './watched-server';

const HOST = 'madobe.example.org';
const MB = 1_024 * 1_024;
/** After the first round everything is loaded and compiled that ever will be. */
const ROUNDS = 5;
const REQUESTS_A_ROUND = 700;
const AT_ONCE = 20;
/** More than the server takes; see `http-server.ts`. */
const TOO_MANY = 5_200;

let database: TestDatabase;
let server: WatchedServer;
beforeAll(async () => {
  database = await createMigratedDatabase('sqlite');
  server = await WatchedServer.start(database);
}, 60_000);
afterAll(async () => {
  await server.stop();
  await database.remove();
});

/** Resume codes are left out: their tries stand in line, and that is tested by itself. */
const routes = publicRoutes.filter(({ path }) => path !== '/api/resume');

/** Any request that somebody might make up, from any address. */
const request = fc.constantFrom(...routes).chain((route) =>
  fc
    .tuple(
      route.body === undefined ? fc.constant(Buffer.alloc(0)) : hostileBody(route.body),
      fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: hostileHeaders }),
      fc.oneof({ weight: 4, arbitrary: fc.constant(route.path) }, { weight: 1, arbitrary: hostilePath }),
      fc.oneof(fc.ipV4(), fc.ipV6()),
    )
    .map(([body, odd, path, from]) => ({
      method: route.method,
      path,
      body,
      headers: [
        ['Host', HOST],
        ['X-Forwarded-For', from],
        ['x-madobe', '1'],
        ['Sec-Fetch-Site', 'same-origin'],
        ['Content-Type', route.type ?? 'application/json'],
        ...odd,
        ['Content-Length', String(body.length)],
        ['Connection', 'close'],
      ] as const,
    })),
);

/**
 * Opens so many connections and begins on each what these bytes begin: a few hundred at a time, since the system loses
 * those for which the server has not come round.
 */
async function begin(count: number, bytes: string): Promise<readonly OpenConnection[]> {
  const all: OpenConnection[] = [];
  while (all.length < count) {
    const some = Array.from({ length: Math.min(200, count - all.length) }, async () => {
      const connection = await OpenConnection.to(server.port);
      connection.send(bytes);
      return connection;
    });
    all.push(...(await Promise.all(some)));
    await server.isReady();
  }
  return all;
}

test('thousands of bad requests, and hundreds of slow ones beside them, leave a server as it was', async () => {
  const head = `POST /line/webhook HTTP/1.1\r\nHost: ${HOST}\r\n`;
  const silent = await begin(300, '');
  const slowHeaders = await begin(50, head);
  const slowBodies = await begin(50, `${head}Content-Length: 2000\r\n\r\n`);
  const page = new WebBrowser(`http://127.0.0.1:${server.port}`, { origin: `https://${HOST}` });
  const cookies: string[] = [];
  for (let opened = 0; opened < 5; opened += 1) {
    await page.open();
    cookies.push([...page.cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    page.cookies.clear();
  }

  const figures: number[] = [];
  const unclearAnswers: string[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const queue = fc.sample(request, REQUESTS_A_ROUND);
    const work = async () => {
      for (let next = queue.pop(); next; next = queue.pop()) {
        // Sessions are not ended here: the next rounds want them.
        const cookie = next.method === 'DELETE' ? '' : (cookies[queue.length % (cookies.length * 2)] ?? '');
        const headers = [...next.headers, ['Cookie', cookie] as const];
        const why = unclear(await exchange(server.port, bytesOf({ ...next, headers })), {
          mayHoldOwnWords: true,
        });
        if (why) unclearAnswers.push(`${next.method} ${next.path.slice(0, 40)}: ${why}`);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    // A little more of each, so that none is silent.
    for (const connection of slowHeaders) connection.send(`X-Slow-${round}: ${MARK}\r\n`);
    for (const connection of slowBodies) connection.send('{');
    const { heapUsed, external } = await server.memory();
    figures.push((heapUsed + external) / MB);
  }
  expect(unclearAnswers).toEqual([]);
  const [first = 0] = figures;
  expect(figures.at(-1)).toBeLessThan(first + 16);

  await waitFor(
    'every slow connection to be ended',
    () => [...silent, ...slowHeaders, ...slowBodies].every(({ isOver }) => isOver),
    40_000,
  );
  for (const { answers } of [...slowHeaders, ...slowBodies]) expect(answers).toEqual([408]);
  expect(await server.isReady()).toBe(true);
  expect(server.output.includes(MARK)).toBe(false);
  expect(server.output).not.toMatch(/"level":(50|60)|http\.fault/);
}, 90_000);

test('more connections than it takes are turned away, and it goes on when they are gone', async () => {
  const before = (await server.memory()).rss / MB;
  const connections = await begin(TOO_MANY, '');
  await waitFor('the last ones to be turned away', () => connections.some(({ isOver }) => isOver), 30_000);
  const { rss } = await server.memory();
  expect(rss / MB - before).toBeLessThan(200);
  for (const connection of connections) connection.close();
  await waitFor('the server to take connections again', () => server.isReady());
  expect(server.output.match(/http\.connections-full/g)).toHaveLength(1);
}, 60_000);
