import { request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { createHttpApp } from '../../../src/app/http-app';
import { lineWebhook } from '../../../src/channels/line';
import type { InboundEvent } from '../../../src/delivery';
import { MadobeError } from '../../../src/errors';
import { FakeClock } from '../../support/fake-clock';
import { LineDouble, signWebhook } from '../../support/line-double';
import { type OpenDoor, openDoor } from '../../support/open-door';
import { RecordedLog } from '../../support/recorded-log';
import { waitFor } from '../../support/wait-for';

const NOW = '2026-11-20T21:00:00+09:00';
const SECRET = 'marked-channel-secret';

describe('the webhook', () => {
  let door: OpenDoor;
  const log = new RecordedLog();

  beforeAll(async () => {
    door = await openDoor('sqlite', { clock: FakeClock.at(NOW), log });
  });
  afterAll(() => door.close());

  /** What the database holds when all that was heard is answered: rows by table. */
  const rows = async () => {
    const database = new Database(join(door.database.dataDir, 'madobe.sqlite'), { readonly: true });
    const count = (from: string) =>
      database.prepare<[], { n: number }>(`SELECT COUNT(*) AS n FROM ${from}`).get()?.n ?? 0;
    try {
      await waitFor('nothing to be under way', () => {
        return count(`inbox_event WHERE state = 'pending'`) === 0 && count('outbox_message') === 0;
      });
      return ['person', 'message', 'inbox_event', 'unsent_message', 'told_place'].map(
        (table) => `${table}: ${count(table)}`,
      );
    } finally {
      database.close();
    }
  };
  const text = () => {
    const phone = door.line.phone();
    const message = { id: '5890001', type: 'text', text: 'marked-words' };
    return door.line.event({ type: 'message', source: phone.source, message });
  };

  test.each(['bad', 'missing'] as const)(
    'answers 401 to a %s signature, and nothing is written',
    async (signature) => {
      const before = await rows();
      expect(await door.line.deliver([text()], { signature })).toMatchObject({ status: 401 });
      expect(await rows()).toEqual(before);
    },
  );

  test('answers 401 to a signature of other bytes: one space more is another body', async () => {
    const body = door.line.webhookBytes([text()]);
    const before = await rows();
    const answer = await fetch(`${door.origin}/line/webhook`, {
      method: 'POST',
      headers: { 'x-line-signature': signWebhook(door.config.line?.channelSecret ?? '', body) },
      body: `${body.toString()} `,
    });
    expect(answer.status).toBe(401);
    expect(await answer.json()).toEqual({ error: 'signature_invalid' });
    expect(await rows()).toEqual(before);
  });

  test.each(['x-line-signature', 'X-Line-Signature', 'X-LINE-SIGNATURE'])(
    'knows the header as %s',
    async (signatureHeader) => {
      expect(await door.line.deliver([], { signatureHeader })).toMatchObject({ status: 200 });
    },
  );

  test('answers the verify ping with 200, and nothing is written', async () => {
    const before = await rows();
    expect(await door.line.verify()).toMatchObject({ acknowledged: true, status: 200 });
    expect(await rows()).toEqual(before);
  });

  test.each([
    ['no JSON', 'not json'],
    ['half of it', '{"events":['],
    ['nothing', ''],
    ['another shape', '{"event":[]}'],
    ['a list', '[]'],
  ])('answers 400 to a signed body that is not what LINE documents: %s', async (_, body) => {
    expect(await door.line.deliverBytes(Buffer.from(body))).toMatchObject({ status: 400 });
  });

  test('answers 413 to a body that is too large, signed or not, without reading it all', async () => {
    const large = Buffer.alloc(3 * 1024 * 1024, 32);
    const statuses = [
      (await door.line.deliverBytes(large)).status,
      (await door.line.deliverBytes(large, { signature: 'missing' })).status,
    ];
    // The connection is ended with the answer, which may overtake it.
    for (const status of statuses) expect([413, null]).toContain(status);
    expect(log.of('http.refused').at(-1)?.fields).toMatchObject({ error: 'body_too_large' });
  });

  test('takes what it knows of a webhook that also holds what nobody knows', async () => {
    const phone = door.line.phone();
    const follow = door.line.event({ type: 'follow', source: phone.source });
    const strange = door.line.event({ type: 'telepathy', source: phone.source, telepathy: { strength: 9 } });
    const unreadable = { ...strange, webhookEventId: '' };
    expect(await door.line.deliver([strange, unreadable, follow])).toMatchObject({ status: 200 });
    await phone.waitForMessages(1);
    expect(log.of('line.unreadable-events').at(-1)?.fields).toEqual({ count: 1 });
  });

  test('is POST alone', async () => {
    for (const method of ['GET', 'PUT', 'DELETE']) {
      const answer = await fetch(`${door.origin}/line/webhook`, { method });
      expect(answer.status).toBe(405);
    }
  });

  test('survives a request that breaks off', async () => {
    const before = await rows();
    const body = door.line.webhookBytes([text()]);
    const signature = signWebhook(door.config.line?.channelSecret ?? '', body);
    const head = `POST /line/webhook HTTP/1.1\r\nHost: x\r\nX-Line-Signature: ${signature}\r\nContent-Length: ${body.length}\r\n\r\n`;
    const socket = connect(door.madobe.port, '127.0.0.1');
    await new Promise((sent) => socket.write(Buffer.concat([Buffer.from(head), body.subarray(0, 99)]), sent));
    socket.destroy();
    expect(await door.line.verify()).toMatchObject({ status: 200 });
    expect(await rows()).toEqual(before);
  });

  test('acknowledges before the turn is taken, within LINE’s two seconds', async () => {
    await door.line.phone().text('こんばんは');
    expect(door.line.lateAcks).toEqual([]);
  });
});

test('a body that is compressed is refused: LINE sends none, and unpacking has no limit', async () => {
  const door = await openDoor('sqlite', { clock: FakeClock.at(NOW) });
  const answer = await fetch(`${door.origin}/line/webhook`, {
    method: 'POST',
    headers: { 'content-encoding': 'gzip' },
    body: 'x',
  });
  expect(answer.status).toBe(400);
  await door.close();
});

test('without LINE’s two variables there is no webhook, whatever is signed', async () => {
  const door = await openDoor('sqlite', { clock: FakeClock.at(NOW), config: { line: null } });
  expect(await door.line.verify()).toMatchObject({ status: 404 });
  await door.close();
});

test('without a secret no webhook can be made', () => {
  const accept = async () => undefined;
  expect(() => lineWebhook({ channelSecret: '', accept, log: new RecordedLog() })).toThrow();
});

describe('when events cannot be kept', () => {
  test.each([
    ['the store is away', new MadobeError('store_unavailable'), 503],
    ['something fails that nobody foresaw', new Error('marked-words'), 500],
  ])('because %s, LINE is not told that they arrived', async (_, fault, status) => {
    const log = new RecordedLog();
    const accept = () => Promise.reject(fault);
    const app = createHttpApp({
      routers: [lineWebhook({ channelSecret: SECRET, accept, log })],
      isReady: async () => true,
      log,
    });
    const server = app.listen(0, '127.0.0.1');
    await waitFor('the server to listen', () => server.listening);
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const webhookUrl = `http://127.0.0.1:${port}/line/webhook`;
    const clock = FakeClock.at(NOW);
    const line = await LineDouble.start({ clock, channelSecret: SECRET, accessToken: 't', webhookUrl });
    expect(await line.phone().follow()).toMatchObject({ acknowledged: false, status });
    expect(log.of('http.fault')).toHaveLength(1);
    expect(log.text).not.toContain('marked');
    await line.stop();
    await new Promise((resolve) => server.close(resolve));
  });
});

test('every event of one webhook is accepted in one piece', async () => {
  const accepted: (readonly InboundEvent[])[] = [];
  const log = new RecordedLog();
  const router = lineWebhook({
    channelSecret: SECRET,
    accept: async (events) => void accepted.push(events),
    log,
  });
  const app = createHttpApp({ routers: [router], isReady: async () => true, log });
  const server = app.listen(0, '127.0.0.1');
  await waitFor('the server to listen', () => server.listening);
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const line = await LineDouble.start({
    clock: FakeClock.at(NOW),
    channelSecret: SECRET,
    accessToken: 't',
    webhookUrl: `http://127.0.0.1:${port}/line/webhook`,
  });
  await line.inOneWebhook(() => {
    void line.phone().follow();
    void line.phone().text('こんばんは');
    void line.group().join();
  });
  expect(accepted.map((events) => events.map(({ happening }) => happening.kind))).toEqual([
    ['said', 'said', 'in-place'],
  ]);
  await line.stop();
  await new Promise((resolve) => server.close(resolve));
});

test('no log line of a whole conversation holds words, names, ids, tokens, paths or headers', async () => {
  const log = new RecordedLog();
  const door = await openDoor('sqlite', { clock: FakeClock.at(NOW), log });
  const phone = door.line.phone();
  await phone.follow();
  await phone.waitForAnswer();
  await phone.tap(phone.quickReplies[0] ?? '');
  await phone.waitForAnswer();
  const { messageId } = await phone.text('marked-nickname');
  await phone.waitForAnswer();
  await phone.text('marked-words');
  await phone.waitForAnswer();
  await phone.sticker();
  await phone.waitForAnswer();
  await phone.unsend(messageId ?? '');
  door.line.addFaults({ kind: 'status', status: 400, body: '{"message":"marked-refusal"}' });
  await phone.text('marked-refused');
  await phone.waitForMessages(phone.botMessages.length + 1);
  await door.line.group().text('marked-group');
  await door.line.deliverBytes(Buffer.from('{"marked":'));
  await door.line.deliver([], { signature: 'bad' });
  await new Promise<void>((resolve, reject) => {
    const options = {
      method: 'POST',
      headers: { 'x-marked': 'marked-header', authorization: 'marked-auth' },
    };
    request(`${door.origin}/marked/path?marked=query`, options, (answer) => {
      answer.resume().on('end', resolve);
    })
      .on('error', reject)
      .end('marked-body');
  });
  await phone.unfollow();
  await door.close();
  expect(log.lines.length).toBeGreaterThan(8);
  const secrets = [
    'marked',
    phone.userId,
    door.config.line?.channelAccessToken ?? '',
    door.config.line?.channelSecret ?? '',
    ...door.line.events.flatMap((event) => [event.replyToken ?? '', event.webhookEventId]),
    ...phone.botMessages.map(({ text }) => text.slice(0, 12)),
  ].filter((secret) => secret !== '');
  for (const secret of secrets) expect(log.text).not.toContain(secret);
});
