import { FakeClock } from '../support/fake-clock';
import { LineDouble, lineIds } from '../support/line-double';
import { waitFor } from '../support/wait-for';
import { accessToken, call, channelSecret, StandInServer, text } from './stand-in-server';

describe('webhooks', () => {
  let clock: FakeClock;
  let server: StandInServer;
  let line: LineDouble;

  async function start(options: Partial<Parameters<typeof LineDouble.start>[0]> = {}): Promise<void> {
    await line?.stop();
    line = await LineDouble.start({ clock, channelSecret, accessToken, webhookUrl: server.url, ...options });
  }

  beforeEach(async () => {
    clock = FakeClock.at('2026-11-20T10:00:00+09:00');
    server = new StandInServer();
    await server.start();
    await start();
  });
  afterEach(async () => {
    await server.stop();
    await line.stop();
  });

  it('are signed over their exact bytes and name the bot', async () => {
    const sent = await line.phone().text('ありがとう🥰');
    expect(sent).toMatchObject({ acknowledged: true, status: 200, late: false });
    expect(server.received).toMatchObject([{ signed: true, destination: line.bot.userId }]);
    expect(server.received[0]?.bytes).toContain('\\uD83E\\uDD70');
  });

  it('carry ids of LINE’s shapes', async () => {
    const sent = await line.phone().text('はい');
    expect(server.events).toEqual([
      {
        type: 'message',
        mode: 'active',
        timestamp: clock.now(),
        source: { type: 'user', userId: expect.stringMatching(/^U[0-9a-f]{32}$/) },
        webhookEventId: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{26}$/),
        deliveryContext: { isRedelivery: false },
        replyToken: expect.stringMatching(/^[0-9a-f]{32}$/),
        message: {
          id: expect.stringMatching(/^\d{18}$/),
          type: 'text',
          text: 'はい',
          quoteToken: expect.any(String),
        },
      },
    ]);
    expect(server.events[0]?.webhookEventId).toBe(sent.eventId);
  });

  it('without events are the verify ping, signed as well', async () => {
    expect(await line.verify()).toMatchObject({ acknowledged: true });
    expect(server.received).toMatchObject([{ signed: true, events: [] }]);
  });

  it.each(['bad', 'missing'] as const)('can have a %s signature', async (signature) => {
    await line.deliver([], { signature });
    expect(server.received[0]?.signed).toBe(false);
    expect(server.received[0]?.headers['x-line-signature'] !== undefined).toBe(signature === 'bad');
  });

  it('can carry any bytes and any size', async () => {
    const bytes = Buffer.from(
      `{"destination":"${line.bot.userId}","events":[],"pad":"${'a'.repeat(3_000_000)}"}`,
    );
    expect((await line.deliverBytes(bytes)).status).toBe(200);
    expect(server.received[0]).toMatchObject({ signed: true, bytes: bytes.toString() });
  });

  it('can pause in the middle of their body, and go on or break off', async () => {
    let goOn: () => void = () => {};
    const pause = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const slow = line.deliverBytes(line.webhookBytes([]), { pause });
    goOn();
    expect((await slow).status).toBe(200);
    const broken = await line.deliverBytes(line.webhookBytes([]), {
      pause: Promise.reject(new Error('cut')),
    });
    expect(broken.status).toBeNull();
    expect(server.received).toHaveLength(1);
  });

  it('can mix events of several people', async () => {
    const [one, two] = [line.phone(), line.phone()];
    let acts: readonly Promise<unknown>[] = [];
    const delivery = await line.inOneWebhook(() => {
      acts = [one.text('一'), two.text('二'), one.sticker()];
    });
    expect(delivery.acknowledged).toBe(true);
    expect(await Promise.all(acts)).toHaveLength(3);
    expect(server.received).toHaveLength(1);
    expect(server.events.map((event) => event.source?.userId)).toEqual([one.userId, two.userId, one.userId]);
  });

  it('carry whatever LINE may invent, and the token of a new event that has one', async () => {
    const userId = lineIds.user();
    const source = { type: 'user', userId };
    const strange = line.event({ type: 'dreamt', source, dream: { of: 'birds' } });
    const silent = line.event({
      type: 'message',
      source,
      mode: 'standby',
      message: { id: '1', type: 'text' },
    });
    const nobody = line.event({ type: 'accountLink', source: null, link: { result: 'failed' } });
    await line.deliver([strange, silent, nobody]);
    expect(server.events[0]).toMatchObject({ type: 'dreamt', dream: { of: 'birds' } });
    expect(server.events[1]).not.toHaveProperty('replyToken');
    expect(server.events[2]).not.toHaveProperty('source');
    const reply = { replyToken: nobody.replyToken, messages: [text('一')] };
    expect((await call(line.origin, 'POST', '/v2/bot/message/reply', reply)).status).toBe(200);
  });

  it('of groups and rooms carry their ids, and a user only where one agreed', async () => {
    const group = line.group(5);
    await group.join();
    await group.text('こんにちは');
    await line.room().text('こんにちは', lineIds.user());
    expect(server.events.map((event) => event.source)).toEqual([
      { type: 'group', groupId: group.id },
      { type: 'group', groupId: group.id },
      { type: 'room', roomId: expect.stringMatching(/^R/), userId: expect.stringMatching(/^U/) },
    ]);
    await call(line.origin, 'POST', '/v2/bot/message/push', { to: group.id, messages: [text('一')] });
    expect(group.botMessages).toHaveLength(1);
    expect(line.quota.used).toBe(5);
  });

  it('that are not answered in time are late, and LINE hangs up', async () => {
    await start({ webhookDeadlineMs: 30 });
    let letGo: () => void = () => {};
    server.hold = new Promise((resolve) => {
      letGo = resolve;
    });
    const sent = await line.phone().text('はい');
    letGo();
    expect(sent).toMatchObject({ acknowledged: false, status: null, late: true });
    expect(line.lateAcks).toHaveLength(1);
  });

  it('that reach nobody are not acknowledged', async () => {
    await server.stop();
    expect(await line.phone().text('はい')).toMatchObject({ acknowledged: false, status: null });
    await line.setWebhookUrl(undefined);
    expect(await line.phone().text('はい')).toMatchObject({ acknowledged: false, status: null });
    await server.start();
  });

  it('go to loopback only', async () => {
    await expect(line.setWebhookUrl('https://example.org/webhook')).rejects.toThrow('loopback');
  });

  describe('delivered again', () => {
    it('are the same but for one mark', async () => {
      const { eventId } = await line.phone().text('はい');
      await line.redeliver(eventId);
      const [first, second] = server.events;
      expect(second).toEqual({ ...first, deliveryContext: { isRedelivery: true } });
    });

    it('bring every event again, oldest first', async () => {
      const phone = line.phone();
      await phone.follow();
      await phone.text('はい');
      await line.redeliverAll();
      expect(server.events.map((event) => event.type)).toEqual(['follow', 'message', 'follow', 'message']);
    });

    it('give an unused token another minute', async () => {
      const phone = line.phone();
      const { eventId } = await phone.text('はい');
      clock.advance(90_000);
      await line.redeliver(eventId);
      clock.advance(59_000);
      const body = { replyToken: server.events[0]?.replyToken, messages: [text('一')] };
      expect((await call(line.origin, 'POST', '/v2/bot/message/reply', body)).status).toBe(200);
      expect(phone.botMessages).toHaveLength(1);
    });

    it('need an event that happened', async () => {
      await expect(line.redeliver('nothing')).rejects.toThrow('No such event');
    });

    it('come by themselves, if LINE is set so, until they are acknowledged', async () => {
      await start({ redelivery: true, redeliveryDelaysMs: [1_000, 1_000, 1_000] });
      server.status = 500;
      await line.phone().text('はい');
      clock.advance(1_000);
      await waitFor('the first redelivery', () => line.acks.length === 2);
      server.status = 200;
      await waitFor('the next one to be planned', () => clock.pending === 1);
      clock.advance(1_000);
      await waitFor('the second redelivery', () => line.acks.length === 3);
      expect(line.acks.map(({ acknowledged }) => acknowledged)).toEqual([false, false, true]);
      expect(server.events.map((event) => event.deliveryContext.isRedelivery)).toEqual([false, true, true]);
      expect(clock.pending).toBe(0);
    });

    it('do not come by themselves otherwise', async () => {
      server.status = 500;
      await line.phone().text('はい');
      expect(clock.pending).toBe(0);
    });
  });

  describe('are set and tested through the API', () => {
    const endpoint = '/v2/bot/channel/webhook/endpoint';
    const test = '/v2/bot/channel/webhook/test';

    it('where the address can be read and changed', async () => {
      await line.setWebhookUrl(undefined);
      expect((await call(line.origin, 'GET', endpoint)).status).toBe(404);
      expect((await call(line.origin, 'PUT', endpoint, { endpoint: 'http://example.org' })).status).toBe(400);
      expect((await call(line.origin, 'PUT', endpoint, { endpoint: server.url })).status).toBe(200);
      expect((await call(line.origin, 'GET', endpoint)).json).toEqual({ endpoint: server.url, active: true });
    });

    it('where a test sends the verify ping and tells how it went', async () => {
      expect((await call(line.origin, 'POST', test, {})).json).toMatchObject({
        success: true,
        statusCode: 200,
      });
      server.status = 401;
      expect((await call(line.origin, 'POST', test, {})).json).toMatchObject({
        success: false,
        statusCode: 401,
      });
      const away = await call(line.origin, 'POST', test, { endpoint: 'https://example.org/webhook' });
      expect(away.json).toMatchObject({ success: false, reason: 'COULD_NOT_CONNECT' });
      expect(server.received).toHaveLength(2);
    });
  });
});
