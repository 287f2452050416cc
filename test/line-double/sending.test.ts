import { randomUUID } from 'node:crypto';
import { FakeClock } from '../support/fake-clock';
import { LineDouble, lineIds } from '../support/line-double';
import { accessToken, call, channelSecret, quick, text } from './stand-in-server';

const replyPath = '/v2/bot/message/reply';
const pushPath = '/v2/bot/message/push';

describe('sending', () => {
  let clock: FakeClock;
  let line: LineDouble;

  async function start(options: Partial<Parameters<typeof LineDouble.start>[0]> = {}): Promise<void> {
    await line?.stop();
    line = await LineDouble.start({ clock, channelSecret, accessToken, ...options });
  }

  beforeEach(async () => {
    clock = FakeClock.at('2026-11-20T10:00:00+09:00');
    await start();
  });
  afterEach(() => line.stop());

  /** Someone who is a friend, and the token of what they just wrote. */
  async function friend() {
    const phone = line.phone();
    await phone.follow();
    await phone.text('はい');
    return { phone, replyToken: line.events.at(-1)?.replyToken ?? '' };
  }

  const post = (path: string, body: unknown, headers?: Record<string, string>) =>
    call(line.origin, 'POST', path, body, headers);
  const push = (to: string, words: string, key?: string) =>
    post(pushPath, { to, messages: [text(words)] }, key === undefined ? {} : { 'x-line-retry-key': key });

  it('needs the access token', async () => {
    const { phone } = await friend();
    const answer = await post(
      pushPath,
      { to: phone.userId, messages: [text('a')] },
      { authorization: 'Bearer x' },
    );
    expect(answer.status).toBe(401);
    expect(phone.botMessages).toEqual([]);
  });

  it('gives every answer a request id', async () => {
    const first = await call(line.origin, 'GET', '/v2/bot/info');
    const second = await call(line.origin, 'GET', '/nowhere');
    expect(first.headers.get('x-line-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(second.headers.get('x-line-request-id')).not.toBe(first.headers.get('x-line-request-id'));
  });

  describe('a reply', () => {
    it('shows its messages in order and names them in order', async () => {
      const { phone, replyToken } = await friend();
      const { status, json } = await post(replyPath, { replyToken, messages: [text('一'), text('二')] });
      expect(status).toBe(200);
      expect(phone.botMessages.map((entry) => entry.text)).toEqual(['一', '二']);
      expect(json.sentMessages).toMatchObject(phone.botMessages.map(({ id }) => ({ id })));
    });

    it('uses its token up', async () => {
      const { phone, replyToken } = await friend();
      await post(replyPath, { replyToken, messages: [text('一')] });
      const again = await post(replyPath, { replyToken, messages: [text('一')] });
      expect(again).toMatchObject({ status: 400, json: { message: 'Invalid reply token' } });
      expect(phone.botMessages).toHaveLength(1);
      expect(line.refusedReplies).toEqual([{ reason: 'used', replyToken }]);
    });

    it('is refused after the minute, in the same words', async () => {
      const { phone, replyToken } = await friend();
      clock.advance(60_001);
      const late = await post(replyPath, { replyToken, messages: [text('一')] });
      expect(late).toMatchObject({ status: 400, json: { message: 'Invalid reply token' } });
      expect(line.refusedReplies[0]?.reason).toBe('expired');
      expect(phone.botMessages).toEqual([]);
    });

    it('is honoured once when many come at the same time', async () => {
      const { phone, replyToken } = await friend();
      const answers = await Promise.all(
        Array.from({ length: 12 }, () => post(replyPath, { replyToken, messages: [text('一')] })),
      );
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      expect(phone.botMessages).toHaveLength(1);
    });

    it('with a retry key is refused and keeps its token', async () => {
      const { phone, replyToken } = await friend();
      const body = { replyToken, messages: [text('一')] };
      expect((await post(replyPath, body, { 'x-line-retry-key': randomUUID() })).status).toBe(400);
      expect(line.violations[0]?.problems[0]?.property).toBe('X-Line-Retry-Key');
      expect((await post(replyPath, body)).status).toBe(200);
      expect(phone.botMessages).toHaveLength(1);
    });

    it('with one bad message shows none and keeps its token', async () => {
      const { phone, replyToken } = await friend();
      const wrong = await post(replyPath, { replyToken, messages: [text('一'), text('')] });
      expect(wrong.status).toBe(400);
      expect(wrong.json.details).toContainEqual({
        message: 'May not be empty',
        property: 'messages[1].text',
      });
      expect(phone.botMessages).toEqual([]);
      expect((await post(replyPath, { replyToken, messages: [text('一')] })).status).toBe(200);
    });

    it.each([0, 6])('with %i messages is refused', async (count) => {
      const { replyToken } = await friend();
      const messages = Array.from({ length: count }, () => text('一'));
      expect((await post(replyPath, { replyToken, messages })).status).toBe(400);
      expect(line.violations).toHaveLength(1);
    });

    it('is free', async () => {
      const { replyToken } = await friend();
      await post(replyPath, { replyToken, messages: [text('一')] });
      expect(line.quota.used).toBe(0);
    });
  });

  describe('a push', () => {
    it('reaches a friend', async () => {
      const { phone } = await friend();
      expect((await push(phone.userId, 'お知らせ')).status).toBe(200);
      expect(phone.newest).toMatchObject({ from: 'bot', text: 'お知らせ', answers: null });
    });

    it('answers 200 but shows nothing to who blocked the account, and is not counted', async () => {
      const { phone } = await friend();
      await phone.unfollow();
      expect((await push(phone.userId, 'お知らせ')).status).toBe(200);
      expect(phone.botMessages).toEqual([]);
      expect(line.quota.used).toBe(0);
    });

    it('answers 200 for a stranger and for nobody at all', async () => {
      const stranger = line.phone();
      expect((await push(stranger.userId, 'a')).status).toBe(200);
      expect((await push(lineIds.user(), 'a')).status).toBe(200);
      expect(stranger.botMessages).toEqual([]);
    });

    it('reaches someone who is no friend for seven days after they wrote', async () => {
      const phone = line.phone();
      await phone.text('はい');
      clock.advance(7 * 24 * 60 * 60_000);
      await push(phone.userId, '七日');
      clock.advance(1);
      await push(phone.userId, 'その後');
      expect(phone.botMessages.map((entry) => entry.text)).toEqual(['七日']);
    });

    it('to something that is no id is refused', async () => {
      expect((await push('somebody', 'a')).status).toBe(400);
    });

    it('under a key that was accepted answers 409 with the first answer, and shows nothing twice', async () => {
      const { phone } = await friend();
      const key = randomUUID();
      const first = await push(phone.userId, '一', key);
      const second = await push(phone.userId, '一', key.toUpperCase());
      expect(second.status).toBe(409);
      expect(second.headers.get('x-line-accepted-request-id')).toBe(first.headers.get('x-line-request-id'));
      expect(second.json.sentMessages).toEqual(first.json.sentMessages);
      expect(phone.botMessages).toHaveLength(1);
      expect(line.retryKeyMismatches).toEqual([]);
    });

    it('under the same key with another body answers 409 too, which is recorded', async () => {
      const { phone } = await friend();
      const key = randomUUID();
      await push(phone.userId, '一', key);
      expect((await push(phone.userId, '二', key)).status).toBe(409);
      expect(line.retryKeyMismatches).toEqual([key]);
      expect(phone.botMessages.map((entry) => entry.text)).toEqual(['一']);
    });

    it('under the same key is a new send after 24 hours', async () => {
      const { phone } = await friend();
      const key = randomUUID();
      await push(phone.userId, '一', key);
      clock.advance(24 * 60 * 60_000);
      expect((await push(phone.userId, '一', key)).status).toBe(200);
      expect(phone.botMessages).toHaveLength(2);
    });

    it('does not use its key up when it is refused', async () => {
      const { phone } = await friend();
      const key = randomUUID();
      await push(phone.userId, '', key);
      expect((await push(phone.userId, '一', key)).status).toBe(200);
    });

    it('under a key that is no UUID is refused', async () => {
      const { phone } = await friend();
      expect((await push(phone.userId, '一', 'abc')).status).toBe(400);
      expect(phone.botMessages).toEqual([]);
    });

    it('to several shows each the same, counts those who see it, and knows retry keys', async () => {
      const one = (await friend()).phone;
      const two = (await friend()).phone;
      const body = { to: [one.userId, two.userId, lineIds.user()], messages: [text('お知らせ')] };
      const key = { 'x-line-retry-key': randomUUID() };
      expect((await post('/v2/bot/message/multicast', body, key)).status).toBe(200);
      expect((await post('/v2/bot/message/multicast', body, key)).status).toBe(409);
      expect([one, two].map((phone) => phone.botMessages.length)).toEqual([1, 1]);
      expect(line.quota.used).toBe(2);
    });
  });

  describe('limits', () => {
    it('refuse a push once the month’s allowance is spent, and let replies through', async () => {
      await start({ quota: { type: 'limited', value: 1 } });
      const { phone, replyToken } = await friend();
      await push(phone.userId, '一');
      const over = await push(phone.userId, '二');
      expect(over).toMatchObject({ status: 429, json: { message: 'You have reached your monthly limit.' } });
      expect((await post(replyPath, { replyToken, messages: [text('三')] })).status).toBe(200);
      expect(phone.botMessages.map((entry) => entry.text)).toEqual(['一', '三']);
      expect((await call(line.origin, 'GET', '/v2/bot/message/quota')).json).toEqual({
        type: 'limited',
        value: 1,
      });
      expect((await call(line.origin, 'GET', '/v2/bot/message/quota/consumption')).json).toEqual({
        totalUsage: 1,
      });
    });

    it('open again with the new month in Japan', async () => {
      clock.jumpTo('2026-11-30T23:59:59+09:00');
      await start({ quota: { type: 'limited', value: 1 } });
      const { phone } = await friend();
      await push(phone.userId, '一');
      expect((await push(phone.userId, '二')).status).toBe(429);
      clock.advance(1_000);
      expect((await push(phone.userId, '三')).status).toBe(200);
    });

    it('refuse by rate with other words, and refill evenly', async () => {
      await start({ rates: { [pushPath]: { requests: 2, perMs: 1_000 } } });
      const { phone } = await friend();
      const statuses = [];
      for (let count = 0; count < 3; count += 1) statuses.push((await push(phone.userId, '一')).status);
      expect(statuses).toEqual([200, 200, 429]);
      clock.advance(500);
      expect((await push(phone.userId, '一')).status).toBe(200);
      const over = await push(phone.userId, '一');
      expect(over.status).toBe(429);
      expect(over.json.message).not.toMatch(/monthly/);
      expect(line.quota.used).toBe(3);
    });

    it('refuse a body of over 2 MB, one that is no JSON, and one that does not say it is JSON', async () => {
      const huge = { to: lineIds.user(), messages: [text('あ'.repeat(700_000))] };
      expect((await post(pushPath, huge)).status).toBe(413);
      expect((await post(pushPath, '{"to":')).status).toBe(400);
      expect((await post(pushPath, '{}', { 'content-type': 'text/plain' })).status).toBe(415);
      expect(line.violations).toHaveLength(3);
    });
  });

  describe('the rest of the API', () => {
    it('validates messages without sending them', async () => {
      const path = '/v2/bot/message/validate/reply';
      expect((await post(path, { messages: [quick('どちらですか', '本人')] })).status).toBe(200);
      expect((await post(path, { messages: [text('')] })).status).toBe(400);
      expect(line.violations).toEqual([]);
    });

    it('shows the loading animation until the next message, for 5 to 60 seconds in fives', async () => {
      const { phone, replyToken } = await friend();
      const path = '/v2/bot/chat/loading/start';
      expect((await post(path, { chatId: phone.userId, loadingSeconds: 10 })).status).toBe(202);
      expect(phone.loading).toBe(true);
      await post(replyPath, { replyToken, messages: [text('一')] });
      expect(phone.loading).toBe(false);
      await post(path, { chatId: phone.userId });
      clock.advance(20_000);
      expect(phone.loading).toBe(false);
      expect((await post(path, { chatId: phone.userId, loadingSeconds: 12 })).status).toBe(400);
      expect((await post(path, { chatId: lineIds.group() })).status).toBe(400);
    });

    it('marks as read only where staff chat is on', async () => {
      const { phone } = await friend();
      expect(JSON.stringify(line.events)).not.toContain('markAsReadToken');
      await start({ chatMode: 'chat' });
      const reader = line.phone();
      const sent = await reader.text('はい');
      const message = line.events.at(-1)?.message as { markAsReadToken: string };
      const body = { markAsReadToken: message.markAsReadToken };
      expect((await post('/v2/bot/chat/markAsRead', body)).status).toBe(200);
      expect(reader.lastRead).toBe(sent.messageId);
      expect(phone.lastRead).toBeNull();
      expect((await post('/v2/bot/chat/markAsRead', { markAsReadToken: 'x' })).status).toBe(400);
    });

    it('tells about the bot', async () => {
      const { json } = await call(line.origin, 'GET', '/v2/bot/info');
      expect(json).toMatchObject({ userId: line.bot.userId, chatMode: 'bot', markAsReadMode: 'auto' });
    });

    it('records every attempt to learn who somebody is', async () => {
      expect(line.profileCalls).toEqual([]);
      await call(line.origin, 'GET', `/v2/bot/profile/${lineIds.user()}`);
      await call(line.origin, 'GET', '/v2/bot/followers/ids');
      await call(line.origin, 'GET', `/v2/bot/group/${lineIds.group()}/member/${lineIds.user()}`);
      expect(line.profileCalls).toHaveLength(3);
    });

    it('has nothing at unknown paths, and takes asking there for a mistake', async () => {
      expect((await call(line.origin, 'GET', '/v2/bot/message/rely')).status).toBe(404);
      expect(line.violations).toHaveLength(1);
    });

    it('hands out what people sent, after a while for sound, and never once it is unsent', async () => {
      await start({ mediaPreparingMs: 5_000 });
      const phone = line.phone();
      const image = await phone.image();
      const audio = await phone.audio();
      const content = (id: string | null, part = '') =>
        fetch(`${line.dataOrigin}/v2/bot/message/${id}/content${part}`, {
          headers: { authorization: `Bearer ${accessToken}` },
        });
      expect((await content(image.messageId)).status).toBe(200);
      expect((await content(audio.messageId)).status).toBe(202);
      expect(await (await content(audio.messageId, '/transcoding')).json()).toEqual({ status: 'processing' });
      clock.advance(5_000);
      expect((await content(audio.messageId)).status).toBe(200);
      await phone.unsend(image.messageId ?? '');
      expect((await content(image.messageId)).status).toBe(410);
      expect((await content('1')).status).toBe(404);
    });
  });
});
