import { systemClock } from '../../src/clock';
import { LineDouble, lineOpenApi, OpenApi } from '../support/line-double';
import { accessToken, call, channelSecret, quick, text } from './stand-in-server';

/** A file with the one hard thing in LINE's: subtypes that refer to their parent, which refers to them. */
const small = new OpenApi(`
paths:
  /send:
    post:
      requestBody:
        content:
          application/json:
            schema:
              $ref: "#/components/schemas/Send"
components:
  schemas:
    Send:
      type: object
      required: [shapes]
      properties:
        shapes: { type: array, items: { $ref: "#/components/schemas/Shape" } }
    Shape:
      type: object
      required: [type]
      properties:
        type: { type: string }
        name: { type: string }
      discriminator:
        propertyName: type
        mapping:
          circle: "#/components/schemas/Circle"
          group: "#/components/schemas/Group"
    Circle:
      required: [radius]
      allOf:
        - $ref: "#/components/schemas/Shape"
        - type: object
          properties:
            radius: { type: number, maximum: 9 }
    Group:
      allOf:
        - $ref: "#/components/schemas/Shape"
        - type: object
          properties:
            members: { type: array, items: { $ref: "#/components/schemas/Shape" } }
`);
const check = (...shapes: unknown[]) => small.checkRequest('POST', '/send', { shapes });

describe('an OpenAPI file', () => {
  it('lets a subtype through with its own and its parent’s properties', () => {
    expect(check({ type: 'circle', radius: 1, name: 'a' })).toEqual([]);
    expect(check({ type: 'group', members: [{ type: 'circle', radius: 1 }] })).toEqual([]);
  });

  it.each([
    ['an unknown subtype', { type: 'square' }, 'shapes[0].type'],
    ['a missing property of the subtype', { type: 'circle' }, 'shapes[0]'],
    ['a value out of range', { type: 'circle', radius: 10 }, 'shapes[0].radius'],
    ['a property nobody knows', { type: 'circle', radius: 1, colour: 'red' }, 'shapes[0]'],
    [
      'a fault further down',
      { type: 'group', members: [{ type: 'circle', radius: 10 }] },
      'shapes[0].members[0].radius',
    ],
  ])('refuses %s', (_, shape, property) => {
    expect(check(shape)?.map((problem) => problem.property)).toContain(property);
  });

  it('has nothing to say about operations it does not hold', () => {
    expect(small.checkRequest('POST', '/other', {})).toBeUndefined();
  });
});

describe('LINE’s own file', () => {
  let line: LineDouble;
  beforeEach(async () => {
    line = await LineDouble.start({ clock: systemClock, channelSecret, accessToken });
  });
  afterEach(() => line.stop());

  it('is used where it is at hand, and its absence is said', () => {
    expect(line.openApi).toBe(lineOpenApi() ? 'used' : 'absent');
  });

  it('is kept by what the double itself answers', async () => {
    const phone = line.phone();
    await phone.follow();
    const replyToken = line.events[0]?.replyToken;
    const reply = await call(line.origin, 'POST', '/v2/bot/message/reply', {
      replyToken,
      messages: [text('一'), quick('どちらですか', '本人', '家族')],
    });
    expect(reply.status).toBe(200);
    const refused = await call(line.origin, 'POST', '/v2/bot/message/reply', {
      replyToken,
      messages: [text('一')],
    });
    const info = await call(line.origin, 'GET', '/v2/bot/info');
    const quota = await call(line.origin, 'GET', '/v2/bot/message/quota');
    const used = await call(line.origin, 'GET', '/v2/bot/message/quota/consumption');
    const problems = Object.entries({
      ReplyMessageResponse: reply.json,
      ErrorResponse: refused.json,
      BotInfoResponse: info.json,
      MessageQuotaResponse: quota.json,
      QuotaConsumptionResponse: used.json,
    }).flatMap(([schema, json]) => lineOpenApi()?.check(schema, json) ?? []);
    expect(problems).toEqual([]);
  });

  it('is kept by the events that phones and groups make', async () => {
    const phone = line.phone();
    await phone.follow();
    await call(line.origin, 'POST', '/v2/bot/message/push', {
      to: phone.userId,
      messages: [quick('どちらですか', '本人')],
    });
    await phone.tap('本人');
    const sent = await phone.text('はい');
    await phone.unsend(sent.messageId ?? '');
    await phone.sticker();
    await phone.image();
    await phone.video();
    await phone.audio();
    await phone.file();
    await phone.location();
    await phone.unfollow();
    const group = line.group();
    await group.join();
    await group.text('こんにちは');
    await group.leave();
    await line.room().text('こんにちは', phone.userId);
    expect(line.events).toHaveLength(15);
    const file = lineOpenApi('webhook.yml');
    const body = JSON.parse(line.webhookBytes(line.events).toString('utf8'));
    expect(file?.check('CallbackRequest', body) ?? []).toEqual([]);
  });
});
