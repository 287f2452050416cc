import { systemClock } from '../../src/clock';
import { LineDouble, type LineEvent } from '../support/line-double';
import { accessToken, call, channelSecret, quick, StandInServer, text } from './stand-in-server';

describe('a load run', () => {
  let server: StandInServer;
  let line: LineDouble;

  beforeEach(async () => {
    server = new StandInServer();
    await server.start();
    line = await LineDouble.start({ clock: systemClock, channelSecret, accessToken, webhookUrl: server.url });
    server.onEvent = async (event) => void (await reply(event));
  });
  afterEach(async () => {
    await server.stop();
    await line.stop();
  });

  const reply = ({ replyToken }: LineEvent) =>
    call(line.origin, 'POST', '/v2/bot/message/reply', {
      replyToken,
      messages: [quick('どちらですか', '本人')],
    });

  it('counts each line that was answered, once', async () => {
    const figures = await line.runLoad({ people: 4, seconds: 0.2, script: ['follow:', 'はい', 'tap:本人'] });
    expect(figures.turns).toBe(server.events.length);
    expect(figures.turns).toBeGreaterThan(4);
    expect(figures).toMatchObject({
      unanswered: 0,
      doubled: 0,
      failedWebhooks: 0,
      refusedReplies: 0,
      lateAnswers: 0,
    });
    expect(figures.ackMs.p50).toBeGreaterThan(0);
    expect(figures.answerMs.max).toBeGreaterThanOrEqual(figures.answerMs.p50);
    expect(new Set(server.events.map((event) => event.type))).toEqual(
      new Set(['follow', 'message', 'postback']),
    );
    expect(server.received.every(({ signed }) => signed)).toBe(true);
  });

  it('tells what was lost', async () => {
    server.onEvent = () => {};
    const figures = await line.runLoad({ people: 2, seconds: 0.05, script: ['はい'], answerTimeoutMs: 60 });
    expect(figures).toMatchObject({ turns: 0, unanswered: 2 });
  });

  it('tells what was said twice, and what only LINE’s rule kept from being said twice', async () => {
    server.onEvent = async (event) => {
      await reply(event);
      await reply(event);
      const to = event.source?.userId;
      await call(line.origin, 'POST', '/v2/bot/message/push', { to, messages: [text('もう一度')] });
    };
    const figures = await line.runLoad({ people: 1, seconds: 0.3, script: ['はい'] });
    expect(figures.doubled).toBeGreaterThan(0);
    expect(figures.refusedReplies).toBeGreaterThan(0);
  });

  it('delivers again until a failing server takes the event, if told to', async () => {
    let failures = 3;
    server.status = 500;
    server.onEvent = async (event) => {
      failures -= 1;
      if (failures === 0) server.status = 200;
      if (event.deliveryContext.isRedelivery && failures < 0) await reply(event);
    };
    const figures = await line.runLoad({
      people: 1,
      seconds: 0.02,
      script: ['はい'],
      redeliver: true,
      retryMs: 5,
      answerTimeoutMs: 300,
    });
    expect(figures.failedWebhooks).toBe(3);
    expect(figures.turns).toBe(1);
    expect(new Set(server.events.slice(0, 4).map((event) => event.webhookEventId)).size).toBe(1);
  });
});
