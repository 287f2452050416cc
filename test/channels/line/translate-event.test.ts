import fc from 'fast-check';
import { parseLineEvents } from '../../../src/channels/line/line-events';
import { translateEvent } from '../../../src/channels/line/translate-event';
import type { InboundEvent } from '../../../src/delivery';

const USER = 'U0123456789abcdef0123456789abcdef';
const GROUP = 'C0123456789abcdef0123456789abcdef';
const ROOM = 'R0123456789abcdef0123456789abcdef';
const MODULE_USER = `L${'0123456789abcdef'.repeat(4)}012`;
const AT = 1_795_176_000_000;
const user = { type: 'user', userId: USER };

/** An event as LINE's reference describes it, with what is common to all. */
const event = (fields: object) => ({
  mode: 'active',
  timestamp: AT,
  source: user,
  webhookEventId: '01KJ0000000000000000000000',
  deliveryContext: { isRedelivery: false },
  ...fields,
});
const body = (...events: unknown[]) => Buffer.from(JSON.stringify({ destination: USER, events }));

/** What becomes of a webhook's events. */
function translated(...events: unknown[]): (InboundEvent | null)[] {
  return parseLineEvents(body(...events)).events.map(translateEvent);
}
const happeningOf = (fields: object) => translated(event(fields))[0]?.happening ?? null;
const said = (flowEvent: object, messageId: string | null = null) => ({
  kind: 'said',
  event: flowEvent,
  messageId,
});
const message = (content: object) => ({
  type: 'message',
  replyToken: 't',
  message: { id: '58', ...content },
});

test('an event is handed on with LINE’s own id, its time, and the token that answers it', () => {
  expect(
    translated(event({ ...message({ type: 'text', text: 'こんばんは' }), replyToken: 'token' })),
  ).toEqual([
    {
      channel: 'line',
      eventId: '01KJ0000000000000000000000',
      address: USER,
      happening: said({ kind: 'text', text: 'こんばんは' }, '58'),
      happenedAt: AT,
      replyToken: 'token',
    },
  ]);
});

describe('of a person', () => {
  test.each([
    ['follow', { type: 'follow', follow: { isUnblocked: false } }, said({ kind: 'followed' })],
    ['unblock', { type: 'follow', follow: { isUnblocked: true } }, said({ kind: 'followed' })],
    ['unfollow', { type: 'unfollow' }, { kind: 'left' }],
    ['unsend', { type: 'unsend', unsend: { messageId: '58' } }, { kind: 'unsent', messageId: '58' }],
    ['a text', message({ type: 'text', text: 'あ' }), said({ kind: 'text', text: 'あ' }, '58')],
    ['an empty text', message({ type: 'text', text: '' }), said({ kind: 'text', text: '' }, '58')],
    ['a text without text', message({ type: 'text' }), said({ kind: 'media', media: 'other' }, '58')],
    [
      'a sticker',
      message({ type: 'sticker', stickerId: '1', keywords: ['x'] }),
      said({ kind: 'media', media: 'sticker' }, '58'),
    ],
    [
      'an image',
      message({ type: 'image', contentProvider: { type: 'line' } }),
      said({ kind: 'media', media: 'image' }, '58'),
    ],
    ['a video', message({ type: 'video', duration: 1 }), said({ kind: 'media', media: 'video' }, '58')],
    ['a voice', message({ type: 'audio', duration: 1 }), said({ kind: 'media', media: 'audio' }, '58')],
    ['a file', message({ type: 'file', fileName: 'x' }), said({ kind: 'media', media: 'file' }, '58')],
    ['a place', message({ type: 'location', latitude: 1 }), said({ kind: 'media', media: 'location' }, '58')],
    [
      'a message LINE invents next',
      message({ type: 'hologram' }),
      said({ kind: 'media', media: 'other' }, '58'),
    ],
    [
      'a tap',
      { type: 'postback', postback: { data: 'move/menu' } },
      said({ kind: 'chosen', data: 'move/menu' }),
    ],
    [
      'a picked date',
      { type: 'postback', postback: { data: 'd', params: { date: '2026-11-20' } } },
      said({ kind: 'chosen', data: 'd' }),
    ],
    ['the end of a video', { type: 'videoPlayComplete', videoPlayComplete: { trackingId: 'x' } }, null],
    ['a beacon', { type: 'beacon', beacon: { hwid: 'x', type: 'enter' } }, null],
    ['an account link', { type: 'accountLink', link: { result: 'ok', nonce: 'x' } }, null],
    ['an account link that failed, without a source', { type: 'accountLink', source: undefined }, null],
    ['a membership', { type: 'membership', membership: { type: 'joined' } }, null],
    ['a delivery notice', { type: 'delivery', delivery: { data: 'x' } }, null],
    ['an event of LINE’s modules', { type: 'module', module: { type: 'attached' } }, null],
    ['a bot that was suspended', { type: 'botSuspended', source: undefined }, null],
    ['the retired things', { type: 'things', things: { deviceId: 'x' } }, null],
    ['an event that LINE invents next', { type: 'telepathy', telepathy: { strength: 9 } }, null],
    ['a postback without data', { type: 'postback' }, null],
    ['a message without content', { type: 'message' }, null],
    ['an unsend of nothing', { type: 'unsend' }, null],
    ['a text from nobody', { ...message({ type: 'text', text: 'x' }), source: { type: 'user' } }, null],
    ['a text from nowhere', { ...message({ type: 'text', text: 'x' }), source: undefined }, null],
    [
      'a source that LINE invents next',
      { ...message({ type: 'text', text: 'x' }), source: { type: 'planet' } },
      null,
    ],
  ] as const)('%s', (_, fields, happening) => {
    expect(happeningOf(fields)).toEqual(happening);
  });

  test('a user of a module has a longer id, which is handed on as it is', () => {
    const [found] = translated(event({ type: 'follow', source: { type: 'user', userId: MODULE_USER } }));
    expect(found?.address).toBe(MODULE_USER);
  });

  test('an event without a token is handed on without one', () => {
    expect(translated(event({ type: 'follow' }))[0]?.replyToken).toBeNull();
  });
});

describe('in standby, when another service holds the conversation', () => {
  test.each([
    ['a text is left to the other', message({ type: 'text', text: 'x' }), null],
    ['a tap is left to the other', { type: 'postback', postback: { data: 'x' } }, null],
    ['a follow is left to the other', { type: 'follow' }, null],
    ['leaving is heeded', { type: 'unfollow' }, { kind: 'left' }],
    [
      'taking back is heeded',
      { type: 'unsend', unsend: { messageId: '58' } },
      { kind: 'unsent', messageId: '58' },
    ],
  ] as const)('%s', (_, fields, happening) => {
    expect(happeningOf({ ...fields, mode: 'standby' })).toEqual(happening);
  });
});

describe('of a group or room', () => {
  const group = { type: 'group', groupId: GROUP };
  const room = { type: 'room', roomId: ROOM };

  test.each([
    ['being asked in', { type: 'join', source: group }, { kind: 'in-place', place: GROUP }],
    ['being asked into a room', { type: 'join', source: room }, { kind: 'in-place', place: ROOM }],
    ['being removed', { type: 'leave', source: group }, { kind: 'out-of-place', place: GROUP }],
    [
      'somebody joining',
      { type: 'memberJoined', source: group, joined: { members: [user] } },
      { kind: 'in-place', place: GROUP },
    ],
    [
      'somebody leaving',
      { type: 'memberLeft', source: group, left: { members: [user] } },
      { kind: 'in-place', place: GROUP },
    ],
    [
      'a text',
      { ...message({ type: 'text', text: 'ひみつ' }), source: { ...group, userId: USER } },
      { kind: 'in-place', place: GROUP },
    ],
    [
      'a text being edited',
      { ...message({ type: 'text', text: 'ひみつ' }), type: 'messageEdited', source: group },
      { kind: 'in-place', place: GROUP },
    ],
    [
      'a text being taken back',
      { type: 'unsend', unsend: { messageId: '58' }, source: group },
      { kind: 'in-place', place: GROUP },
    ],
  ] as const)('%s', (_, fields, happening) => {
    expect(happeningOf(fields)).toEqual(happening);
  });

  test('who spoke and what they said goes no further', () => {
    const [found] = translated(
      event({ ...message({ type: 'text', text: 'ひみつ' }), source: { ...group, userId: USER } }),
    );
    expect(found?.address).toBeNull();
    expect(JSON.stringify(found)).not.toMatch(new RegExp(`ひみつ|${USER}`));
  });
});

describe('a body', () => {
  test('may be the verify ping, without events', () => {
    expect(parseLineEvents(body())).toEqual({ events: [], unreadable: 0 });
  });

  test.each(['', '[]', 'null', '{"events":{}}', '{"events":', '12', '"x"'])(
    'that LINE does not document is refused: %s',
    (text) => {
      expect(() => parseLineEvents(Buffer.from(text))).toThrow();
    },
  );

  test.each([
    ['no object', 'x'],
    ['null', null],
    ['no id', event({ type: 'follow', webhookEventId: undefined })],
    ['an empty id', event({ type: 'follow', webhookEventId: '' })],
    ['no time', event({ type: 'follow', timestamp: undefined })],
    ['a time that is no whole number of milliseconds', event({ type: 'follow', timestamp: 0.5 })],
    ['a time beyond all calendars', event({ type: 'follow', timestamp: 1e300 })],
    ['a source that is none', event({ type: 'follow', source: 'U' })],
  ])('with an unreadable event (%s) gives the others and counts it', (_, strange) => {
    const { events, unreadable } = parseLineEvents(body(strange, event({ type: 'follow' })));
    expect(unreadable).toBe(1);
    expect(events.map(translateEvent)).toMatchObject([{ happening: { kind: 'said' } }]);
  });
});

/** Events that are nearly LINE's: some of their parts are anything at all. */
const nearlyLine = fc.record(
  {
    type: fc.oneof(
      fc.constantFrom('message', 'follow', 'unfollow', 'unsend', 'postback', 'join', 'leave'),
      fc.jsonValue(),
    ),
    mode: fc.oneof(fc.constantFrom('active', 'standby'), fc.jsonValue()),
    timestamp: fc.oneof(fc.constant(AT), fc.double(), fc.jsonValue()),
    webhookEventId: fc.oneof(fc.string(), fc.jsonValue()),
    replyToken: fc.oneof(fc.string(), fc.jsonValue()),
    source: fc.oneof(
      fc.constantFrom<object>(user, { type: 'group', groupId: GROUP }, { type: 'room' }),
      fc.jsonValue(),
    ),
    message: fc.oneof(
      fc.record({ type: fc.constantFrom('text', 'sticker', 'x'), id: fc.string(), text: fc.jsonValue() }),
      fc.jsonValue(),
    ),
    unsend: fc.oneof(fc.record({ messageId: fc.string() }), fc.jsonValue()),
    postback: fc.oneof(fc.record({ data: fc.string() }), fc.jsonValue()),
  },
  { requiredKeys: [] },
);

test('whatever stands in a webhook, nothing throws, and every event is either read or counted', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(nearlyLine, fc.jsonValue()), { maxLength: 5 }), (events) => {
      const found = parseLineEvents(body(...events));
      expect(found.events.length + found.unreadable).toBe(events.length);
      for (const inbound of found.events.map(translateEvent)) {
        if (!inbound) continue;
        expect(Number.isSafeInteger(inbound.happenedAt)).toBe(true);
        const isOfPlace = inbound.happening.kind.endsWith('place');
        expect(inbound.address === null).toBe(isOfPlace);
      }
    }),
    { numRuns: 300 },
  );
});
