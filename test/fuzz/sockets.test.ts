import fc from 'fast-check';
import { openWebScene, type WebScene } from '../channels/web/web-scene';
import { unclear } from './clear-answer';
import { MARK } from './hostile';
import { exchange, OpenConnection, type RawAnswer } from './raw-connection';

const HOST = 'Host: madobe.example.org\r\n';
const GET = `GET /api/session HTTP/1.1\r\n${HOST}\r\n`;
const POST = `POST /api/session HTTP/1.1\r\n${HOST}x-madobe: 1\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/json\r\n`;

let scene: WebScene;
beforeAll(async () => {
  scene = await openWebScene('sqlite', { baseUrl: 'https://madobe.example.org' });
});
afterAll(() => scene.close());
afterEach(async () => {
  expect((await fetch(`${scene.door.origin}/readyz`)).status).toBe(200);
  expect(scene.log.lines.filter(({ level }) => level === 'error')).toEqual([]);
  expect(scene.log.text.includes(MARK)).toBe(false);
});

/** Longer than any body may be: whatever was begun before it is over with it, and what is left of it is no request. */
const TAIL = `\r\n\r\n${'~'.repeat(200_000)}\r\n\r\n`;

/** Sends these bytes, and then what ends every request, and reads the answer. */
const say = (bytes: string | Uint8Array): Promise<RawAnswer> =>
  exchange(
    scene.door.madobe.port,
    Buffer.concat([Buffer.from(bytes as string, 'latin1'), Buffer.from(TAIL)]),
  );

describe('bytes that are no proper request', () => {
  it.each<[string, string, number]>([
    ['half a first line', 'GET /api/ses', 400],
    ['half of the headers', `GET / HTTP/1.1\r\n${HOST}X-Marked: ${MARK}`, 400],
    ['no HTTP', `${MARK}\r\n\r\n`, 400],
    ['the HTTP of 1991', 'GET /\r\n', 400],
    ['HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400],
    ['HTTP/9.9', `GET / HTTP/9.9\r\n${HOST}\r\n`, 400],
    ['the beginning of TLS', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', 400],
    ['zeros', '\0'.repeat(1_000), 400],
    ['no host', 'GET / HTTP/1.1\r\n\r\n', 400],
    ['a space in a name', `GET / HTTP/1.1\r\n${HOST}X Marked: 1\r\n\r\n`, 400],
    ['a zero in a value', `GET / HTTP/1.1\r\n${HOST}X-Marked: a\0b\r\n\r\n`, 400],
    ['a folded header', `GET / HTTP/1.1\r\n${HOST}X-Marked: a\r\n b\r\n\r\n`, 400],
    ['two lengths', `${POST}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`, 400],
    ['a length below zero', `${POST}Content-Length: -1\r\n\r\n{}`, 400],
    ['a length beyond all numbers', `${POST}Content-Length: 99999999999999999999999\r\n\r\n{}`, 400],
    ['a length and chunks', `${POST}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`, 400],
    ['chunks that are not the last coding', `${POST}Transfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n`, 400],
    ['a chunk of no size', `${POST}Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n`, 400],
    ['a chunk longer than it says', `${POST}Transfer-Encoding: chunked\r\n\r\n2\r\n{}{}{}\r\n0\r\n\r\n`, 400],
    ['a chunk of endless size', `${POST}Transfer-Encoding: chunked\r\n\r\n${'f'.repeat(40)}\r\n{}`, 400],
    ['no last chunk', `${POST}Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n`, 400],
    ['headers without end', `GET / HTTP/1.1\r\n${HOST}X-Marked: ${MARK.repeat(3_000)}`, 431],
    ['an endless address', `GET /${'a'.repeat(40_000)} HTTP/1.1\r\n${HOST}\r\n`, 431],
    ['thousands of headers', `GET / HTTP/1.1\r\n${HOST}${'abc: def\r\n'.repeat(5_000)}\r\n`, 431],
    [
      'an endless note on a chunk',
      `${POST}Transfer-Encoding: chunked\r\n\r\n2;${'a'.repeat(40_000)}\r\n{}\r\n0\r\n\r\n`,
      413,
    ],
    ['a tunnel to elsewhere', `CONNECT elsewhere.example:443 HTTP/1.1\r\n${HOST}\r\n`, 405],
  ])('are answered clearly: %s', async (_, bytes, status) => {
    const answer = await say(bytes);
    expect(answer.status).toBe(status);
    expect(unclear(answer)).toBeNull();
  });

  it('whatever they are, are answered clearly', async () => {
    const request = Buffer.from(
      `${POST}Cookie: a=b\r\nAccept: */*\r\nContent-Length: 17\r\n\r\n{"language":"ja"}`,
    );
    const broken = fc
      .tuple(fc.nat(request.length), fc.nat(20), fc.uint8Array({ maxLength: 12 }), fc.boolean())
      .map(([at, gone, put, isCut]) =>
        Buffer.concat([request.subarray(0, at), put, isCut ? Buffer.alloc(0) : request.subarray(at + gone)]),
      );
    await fc.assert(
      fc.asyncProperty(fc.oneof(broken, fc.uint8Array({ minLength: 1, maxLength: 300 })), async (bytes) => {
        expect(unclear(await say(bytes))).toBeNull();
      }),
      { numRuns: 400 },
    );
  });
});

describe('one connection', () => {
  it('with many requests at once gets an answer to each', async () => {
    const connection = await OpenConnection.to(scene.door.madobe.port);
    connection.send(GET.repeat(100));
    await connection.answered(100);
    connection.close();
    expect(connection.answers).toEqual(Array.from({ length: 100 }, () => 401));
  });

  it('that turns to nonsense after proper requests gets their answers, a refusal, and its end', async () => {
    const connection = await OpenConnection.to(scene.door.madobe.port);
    connection.send(GET.repeat(3));
    await connection.answered(3);
    connection.send(`${MARK} nonsense\r\n\r\n${GET}`);
    await connection.end();
    expect(connection.answers).toEqual([401, 401, 401, 400]);
  });

  it('on which a refused body goes on and on is ended', async () => {
    const connection = await OpenConnection.to(scene.door.madobe.port);
    connection.send(`${POST}Content-Length: 900000000\r\n\r\n`);
    const piece = Buffer.alloc(64 * 1_024, MARK);
    for (let sent = 0; sent < 200 && !connection.isOver; sent += 1) {
      connection.send(piece);
      await connection.drained();
    }
    await connection.end();
    expect([413, undefined]).toContain(connection.answers[0]);
  });

  it('that asks for live events and takes nothing does not hold up the others', async () => {
    const page = scene.browser();
    await page.open();
    const cookie = [...page.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const silent = await OpenConnection.to(scene.door.madobe.port);
    silent.pause();
    silent.send(`GET /api/events?after=0 HTTP/1.1\r\n${HOST}Cookie: ${cookie}\r\n\r\n`);
    const answer = await page.post('/api/messages', {
      id: crypto.randomUUID(),
      event: { kind: 'text', text: 'メニュー' },
    });
    expect(answer.status).toBe(202);
    silent.close();
  });

  it('that asks only how live events would be is not kept open', async () => {
    const page = scene.browser();
    await page.open();
    const cookie = [...page.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const head = `HEAD /api/events HTTP/1.1\r\n${HOST}Cookie: ${cookie}\r\nConnection: close\r\n\r\n`;
    const answer = await exchange(scene.door.madobe.port, Buffer.from(head));
    expect({ status: answer.status, type: answer.headers['content-type'] }).toEqual({
      status: 200,
      type: 'text/event-stream; charset=utf-8',
    });
  });
});
