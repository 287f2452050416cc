import fc from 'fast-check';
import { renderMessages } from '../../../src/channels/line/render-messages';
import type { CardMessage, CardsMessage, Choice, Message } from '../../../src/flow';
import { checkSend, type JsonObject, lineOpenApi } from '../../support/line-double';

const PHONE = { kind: 'phone', label: '電話をかける', number: '0120-529-528' } as const;
const LINK = { kind: 'link', label: 'ひらく', url: 'https://example.org/a?b=c' } as const;
const card = (change: Partial<CardMessage> = {}): CardMessage => ({
  kind: 'card',
  title: '電話',
  body: '月〜金 10:00〜17:00',
  buttons: [PHONE],
  ...change,
});
const row = (count: number, change: Partial<CardMessage> = {}): CardsMessage => ({
  kind: 'cards',
  cards: Array.from({ length: count }, () => card(change)),
});
const choices = (count: number): Choice[] =>
  Array.from({ length: count }, (_, index) => ({ data: `menu/choose/${index}`, label: `えらぶ ${index}` }));

/** What is wrong with a request carrying these, by LINE's rules and by LINE's own file where it is at hand. */
function problemsOf(content: { readonly messages: readonly Message[]; readonly choices: readonly Choice[] }) {
  const messages = JSON.parse(JSON.stringify(renderMessages(content))) as JsonObject[];
  const push: JsonObject = { to: 'U0123456789abcdef0123456789abcdef', messages };
  const reply: JsonObject = { replyToken: 'token', messages };
  return [
    ...checkSend('push', push),
    ...checkSend('reply', reply),
    ...(lineOpenApi()?.checkRequest('POST', '/v2/bot/message/push', push) ?? []),
    ...(lineOpenApi()?.checkRequest('POST', '/v2/bot/message/reply', reply) ?? []),
  ];
}

describe('everything Madobe says is taken by LINE', () => {
  test.each([
    ['a text', { messages: [{ kind: 'text', text: 'こんばんは' }], choices: [] }],
    ['a text of the longest', { messages: [{ kind: 'text', text: 'あ'.repeat(5_000) }], choices: [] }],
    ['a card to call', { messages: [card()], choices: [] }],
    ['a card to open', { messages: [card({ buttons: [LINK] })], choices: [] }],
    ['a card with both', { messages: [card({ buttons: [PHONE, LINK, PHONE] })], choices: [] }],
    ['a card with nothing to tap', { messages: [card({ buttons: [] })], choices: [] }],
    ['choices under a text', { messages: [{ kind: 'text', text: '？' }], choices: choices(13) }],
    ['choices under a card', { messages: [card()], choices: choices(1) }],
    ['a row of cards', { messages: [row(10)], choices: choices(13) }],
    ['a row of one card', { messages: [row(1)], choices: [] }],
    [
      'a row with a card of which only the title is known',
      { messages: [row(2, { body: '', buttons: [] })], choices: [] },
    ],
    ['five rows of cards', { messages: Array<Message>(5).fill(row(10)), choices: choices(13) }],
    [
      'a row that is larger than LINE takes',
      { messages: [row(10, { body: '字'.repeat(2_000) })], choices: [] },
    ],
    ['five of them', { messages: Array<Message>(5).fill(card()), choices: choices(13) }],
  ] as const)('%s', (_, content) => {
    expect(problemsOf(content)).toEqual([]);
  });

  test('within the lengths that flows are checked for, whatever is written', () => {
    const line = (max: number) =>
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: max }).filter((text) => text.length <= max);
    const phone = fc.record({
      kind: fc.constant('phone' as const),
      label: line(40),
      number: fc.stringMatching(/^[#0-9][0-9-]{2,14}$/),
    });
    const link = fc.record({
      kind: fc.constant('link' as const),
      label: line(40),
      url: fc.webUrl({ validSchemes: ['https'] }),
    });
    const anyCard = (body: fc.Arbitrary<string>) =>
      fc.record({
        kind: fc.constant('card' as const),
        title: line(100),
        body,
        buttons: fc.array(fc.oneof(phone, link), { maxLength: 4 }),
      });
    const anyMessage: fc.Arbitrary<Message> = fc.oneof(
      fc.record({ kind: fc.constant('text' as const), text: line(2_000) }),
      anyCard(line(2_000)),
      fc.record({
        kind: fc.constant('cards' as const),
        cards: fc.array(anyCard(fc.oneof(line(500), fc.constant(''))), { minLength: 1, maxLength: 10 }),
      }),
    );
    const anyChoice = fc.record({ data: line(300), label: line(20) });
    fc.assert(
      fc.property(
        fc.array(anyMessage, { minLength: 1, maxLength: 5 }),
        fc.array(anyChoice, { maxLength: 13 }),
        (messages, offered) => {
          expect(problemsOf({ messages, choices: offered })).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });
});

test('the same content always gives the same bytes, as a retried request must have', () => {
  const content = { messages: [card({ buttons: [PHONE, LINK] })], choices: choices(3) };
  expect(JSON.stringify(renderMessages(content))).toBe(
    JSON.stringify(renderMessages(JSON.parse(JSON.stringify(content)))),
  );
});

test('choices stand under the last message only, and a tap shows their label', () => {
  const rendered = renderMessages({
    messages: [{ kind: 'text', text: 'one' }, card()],
    choices: [{ data: 'menu/choose/phone', label: '電話' }],
  });
  expect(rendered[0]).not.toHaveProperty('quickReply');
  expect(rendered[1]?.quickReply?.items).toEqual([
    {
      type: 'action',
      action: { type: 'postback', label: '電話', data: 'menu/choose/phone', displayText: '電話' },
    },
  ]);
});

describe('a row of cards', () => {
  const rowOf = (message: CardsMessage) => {
    const [rendered] = renderMessages({ messages: [message], choices: [] });
    return rendered?.type === 'flex' ? rendered : null;
  };

  test('is a carousel with one bubble for each', () => {
    expect(rowOf(row(3))?.contents).toMatchObject({ type: 'carousel', contents: { length: 3 } });
  });

  test('never has more bubbles than LINE shows, nor more than LINE takes', () => {
    expect(rowOf(row(20))?.contents).toMatchObject({ contents: { length: 10 } });
    const large = rowOf(row(10, { body: '字'.repeat(2_000) }))?.contents;
    expect(Buffer.byteLength(JSON.stringify(large))).toBeLessThanOrEqual(50_000);
  });

  test('is read aloud card after card, as far as LINE has room', () => {
    const altText = rowOf(row(2, { buttons: [] }))?.altText;
    expect(altText).toBe('電話\n月〜金 10:00〜17:00\n\n電話\n月〜金 10:00〜17:00');
    expect(rowOf(row(10, { body: '字'.repeat(500) }))?.altText.length).toBeLessThanOrEqual(1_500);
  });
});

test.each([
  ['0120-529-528', 'tel:0120529528'],
  ['+81 3-1234-5678', 'tel:+81312345678'],
  ['119', 'tel:119'],
  // A bare # would begin a URI's fragment, and nothing would be dialled.
  ['#7119', 'tel:%237119'],
])('the number %s is dialled by %s', (number, uri) => {
  const rendered = JSON.stringify(
    renderMessages({ messages: [card({ buttons: [{ ...PHONE, number }] })], choices: [] }),
  );
  expect(rendered).toContain(`"uri":"${uri}"`);
});

describe('the text that stands for a card', () => {
  const altTextOf = (message: CardMessage) => {
    const [rendered] = renderMessages({ messages: [message], choices: [] });
    return rendered?.type === 'flex' ? rendered.altText : '';
  };

  test('says all that is on it, the numbers and addresses too', () => {
    expect(altTextOf(card({ buttons: [PHONE, LINK] }))).toBe(
      '電話\n月〜金 10:00〜17:00\n電話をかける 0120-529-528\nひらく https://example.org/a?b=c',
    );
  });

  test('is cut where it is too long, between characters', () => {
    const cut = altTextOf(card({ title: 'x', body: '🪟'.repeat(1_000) }));
    expect(cut.length).toBeLessThanOrEqual(1_500);
    expect(cut).not.toMatch(/\p{Surrogate}/u);
    expect(cut.endsWith('…')).toBe(true);
  });
});
