import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LineClient, LineSender } from '../../../src/channels/line';
import type { Attempt, OutboxContent } from '../../../src/delivery';
import { FakeClock } from '../../support/fake-clock';
import { type Fault, LineDouble, type LineDoubleOptions } from '../../support/line-double';
import { RecordedLog } from '../../support/recorded-log';

const REPLY = '/v2/bot/message/reply';
const PUSH = '/v2/bot/message/push';
const LOADING = '/v2/bot/chat/loading/start';
const KEY = '01234567-89ab-4def-8123-456789abcdef';
const TOKEN = 'marked-access-token';
const content: OutboxContent = {
  language: 'ja',
  messages: [{ kind: 'text', text: 'marked-words' }],
  choices: [],
  replyToken: null,
  fallback: false,
};

let line: LineDouble;
let client: LineClient;
let sender: LineSender;
let log: RecordedLog;

/** Long enough for a busy machine; only tests of silence wait less. */
const PATIENCE_MS = 10_000;

const open = async (options: Partial<LineDoubleOptions> = {}, timeoutMs = PATIENCE_MS) => {
  const clock = FakeClock.at('2026-11-20T21:00:00+09:00');
  line = await LineDouble.start({ clock, channelSecret: 'secret', accessToken: TOKEN, ...options });
  log = new RecordedLog();
  client = new LineClient({ origin: line.origin, accessToken: TOKEN, log, timeoutMs });
  sender = new LineSender(client);
};
afterEach(async () => {
  await client.close();
  await line.stop();
});

/** Somebody who may be pushed to, and a fresh token that answers them. */
const somebody = async () => {
  const phone = line.phone();
  await phone.follow();
  const token = line.event({ type: 'message', source: phone.source }).replyToken ?? '';
  return {
    phone,
    token,
    reply: () => sender.reply(token, content),
    push: () => sender.push(phone.userId, content, KEY),
  };
};

describe('a reply', () => {
  test('that LINE takes is accepted, and carries no retry key', async () => {
    await open();
    const { phone, reply } = await somebody();
    expect(await reply()).toEqual({ kind: 'accepted' });
    expect(phone.newest?.text).toBe('marked-words');
    expect(line.requests[0]?.headers).not.toHaveProperty('x-line-retry-key');
    expect(line.violations).toEqual([]);
  });

  test('with a used or expired token is told apart from one that LINE does not like', async () => {
    await open();
    const { reply, token } = await somebody();
    await reply();
    expect(await reply()).toEqual({ kind: 'token-refused' });
    const dislike = { ...content, messages: [{ kind: 'text', text: '' }] } as const;
    expect(await sender.reply(token, dislike)).toMatchObject({ kind: 'refused' });
  });

  test('that came too fast in a month whose messages are used up is tried again: replies are free', async () => {
    await open({ quota: { type: 'limited', value: 0 }, rates: { [REPLY]: { requests: 1, perMs: 60_000 } } });
    const [one, two] = [await somebody(), await somebody()];
    expect(await one.reply()).toEqual({ kind: 'accepted' });
    expect(await two.reply()).toEqual({ kind: 'busy' });
  });
});

describe('a push', () => {
  test('carries its retry key from the first attempt on, and is shown once however often it is sent', async () => {
    await open();
    const { phone, push } = await somebody();
    expect([await push(), await push(), await push()]).toEqual(Array(3).fill({ kind: 'accepted' }));
    expect(phone.botMessages).toHaveLength(1);
    expect(line.requests.map(({ status }) => status)).toEqual([200, 409, 409]);
    expect(line.retryKeyMismatches).toEqual([]);
  });

  test('after the month’s messages are used up says so', async () => {
    await open({ quota: { type: 'limited', value: 1 } });
    const [one, two] = [await somebody(), await somebody()];
    expect(await one.push()).toEqual({ kind: 'accepted' });
    expect(await sender.push(two.phone.userId, content, KEY.replace('0', '1'))).toEqual({ kind: 'quota' });
  });

  test('how many are left of the month is LINE’s word: none that nobody limits', async () => {
    await open({ quota: { type: 'limited', value: 3 } });
    const { push } = await somebody();
    await push();
    expect(await sender.pushesLeft()).toBe(2);
    line.addFaults({ kind: 'status', status: 500, path: '/v2/bot/message/quota' });
    expect(await sender.pushesLeft()).toBeNull();
  });

  test('that came too fast is busy, though LINE answers 429 to both', async () => {
    await open({ quota: { type: 'limited', value: 9 }, rates: { [PUSH]: { requests: 1, perMs: 60_000 } } });
    const { push } = await somebody();
    await push();
    expect(await push()).toEqual({ kind: 'busy' });
  });

  test.each([
    ['used up', 1, { kind: 'quota' }],
    ['not used up', 2, { kind: 'busy' }],
  ] as const)('refused by a 429 that says nothing is judged by the quota: %s', async (_, value, attempt) => {
    await open({ quota: { type: 'limited', value } });
    const { push, phone } = await somebody();
    await push();
    line.addFaults({ kind: 'status', status: 429, path: PUSH, body: '{"message":"Reworded."}' });
    expect(await sender.push(phone.userId, content, KEY.replace('0', '1'))).toEqual(attempt);
  });

  test('refused by a 429 is busy when even the quota cannot be asked', async () => {
    await open({ quota: { type: 'limited', value: 0 } });
    const { push } = await somebody();
    line.addFaults(
      { kind: 'status', status: 429, path: PUSH },
      { kind: 'status', status: 500, path: '/v2/bot/message/quota' },
    );
    expect(await push()).toEqual({ kind: 'busy' });
  });

  test.each(['', 'U123', '../../../v2/bot/info?x=', 'Ｕ窓'])(
    'to “%s”, which is nobody at LINE, is refused, and reaches no other address of LINE’s by it',
    async (address) => {
      await open();
      expect(await sender.push(address, content, KEY)).toMatchObject({ kind: 'refused' });
      await sender.showWaiting(address);
      expect([PUSH, LOADING]).toEqual(expect.arrayContaining(line.requests.map(({ path }) => path)));
    },
  );
});

describe.each(['reply', 'push'] as const)('when something goes wrong with a %s', (way) => {
  const path = way === 'reply' ? REPLY : PUSH;
  const attemptWith = async (fault: Fault) => {
    await open({}, fault.kind === 'hang' ? 200 : PATIENCE_MS);
    const person = await somebody();
    line.addFaults({ ...fault, path });
    return person[way]();
  };

  test.each([
    ['LINE takes it and the answer is lost', { kind: 'accept-then-drop' }, { kind: 'unknown' }],
    ['the answer breaks off', { kind: 'cut-body' }, { kind: 'unknown' }],
    ['the connection is lost before LINE does anything', { kind: 'drop-before' }, { kind: 'unknown' }],
    ['no answer comes in time', { kind: 'hang' }, { kind: 'unknown' }],
    ['LINE takes it and no answer comes in time', { kind: 'hang', when: 'after' }, { kind: 'unknown' }],
    ['LINE has a fault of its own', { kind: 'status', status: 500 }, { kind: 'unknown' }],
    ['a gateway answers, not in JSON', { kind: 'status', status: 502, body: '<html>' }, { kind: 'unknown' }],
    ['LINE refuses our token', { kind: 'status', status: 401 }, { kind: 'unauthorised' }],
    ['LINE forbids it', { kind: 'status', status: 403 }, { kind: 'unauthorised' }],
    ['LINE is asked too fast', { kind: 'status', status: 429 }, { kind: 'busy' }],
  ] as const)('%s: %j means %j', async (_, fault, attempt) => {
    expect(await attemptWith(fault)).toEqual(attempt);
  });

  test('and LINE takes it, but later answers are lost, the next try settles it', async () => {
    await open();
    const person = await somebody();
    line.addFaults({ kind: 'accept-then-drop', path });
    expect(await person[way]()).toEqual({ kind: 'unknown' });
    expect(await person[way]()).toEqual({ kind: way === 'reply' ? 'token-refused' : 'accepted' });
    expect(person.phone.botMessages).toHaveLength(1);
  });

  test.each([400, 404, 413])('LINE refuses it by %i: what it says is kept for staff', async (status) => {
    const body = JSON.stringify({
      message: 'x',
      details: [{ property: 'messages[0].text', message: 'May not be empty' }],
    });
    const attempt = await attemptWith({ kind: 'status', status, body });
    expect(attempt.kind).toBe('refused');
    expect(attempt).toHaveProperty('details', expect.stringContaining('messages[0].text'));
  });

  test('LINE refuses it in endless words: they are cut', async () => {
    const attempt = await attemptWith({
      kind: 'status',
      status: 400,
      body: JSON.stringify({ message: 'x'.repeat(9_999) }),
    });
    expect(attempt.kind === 'refused' && attempt.details.length).toBeLessThanOrEqual(2_000);
  });

  test('nobody listens: it certainly never left', async () => {
    await open();
    const person = await somebody();
    await line.stop();
    expect(await person[way]()).toEqual({ kind: 'not-sent' } satisfies Attempt);
  });
});

describe('the waiting sign', () => {
  test('is shown on the phone of the person, until the next message', async () => {
    await open();
    const { phone, reply } = await somebody();
    await sender.showWaiting(phone.userId);
    expect(phone.loading).toBe(true);
    await reply();
    expect(phone.loading).toBe(false);
    expect(line.violations).toEqual([]);
  });

  test('that cannot be shown is no loss', async () => {
    await open();
    const { phone } = await somebody();
    line.addFaults({ kind: 'drop-before', path: LOADING });
    await expect(sender.showWaiting(phone.userId)).resolves.toBeUndefined();
  });
});

test('every call is logged with LINE’s request id; nothing that was said, to whom, or by which token', async () => {
  await open();
  const { phone, token, reply, push } = await somebody();
  await reply();
  await reply();
  line.addFaults({ kind: 'drop-before', path: PUSH }, { kind: 'status', status: 500, path: PUSH });
  await push();
  await push();
  await push();
  expect(log.of('line.call')).toHaveLength(4);
  expect(log.of('line.no-answer')).toHaveLength(1);
  for (const { fields } of log.of('line.call')) expect(fields.requestId).toMatch(/^[0-9a-f-]{36}$/);
  for (const secret of ['marked', phone.userId, token, KEY]) expect(log.text).not.toContain(secret);
});

test('closing ends the calls under way: their outcome is unknown', async () => {
  await open();
  const silent = createServer();
  const arrived = new Promise((resolve) => silent.once('request', resolve));
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
  const other = new LineClient({ origin, accessToken: TOKEN, log });
  const attempt = new LineSender(other).reply('token', content);
  await arrived;
  await other.close();
  expect(await attempt).toEqual({ kind: 'unknown' });
  silent.closeAllConnections();
  await new Promise((resolve) => silent.close(resolve));
});
