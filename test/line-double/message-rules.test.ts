import type { messagingApi } from '@line/bot-sdk';
import { checkSend, type JsonObject, lineOpenApi } from '../support/line-double';
import { graphemeCount } from '../support/line-double/problems';
import { quick, text } from './stand-in-server';

const action = { type: 'postback', label: 'はい', data: 'a/b/c' };
const button = (more: JsonObject) => ({ type: 'button', action: { ...action, ...more } });
const bubble = (...contents: JsonObject[]) => ({
  type: 'bubble',
  body: { type: 'box', layout: 'vertical', contents },
});
const flex = (contents: JsonObject, altText = '電話相談') => ({ type: 'flex', altText, contents });
const buttons = (template: JsonObject) => ({
  type: 'template',
  altText: '電話相談',
  template: { type: 'buttons', text: 'お電話', actions: [action], ...template },
});
const replies = (item: JsonObject) => ({
  ...text('どちらですか'),
  quickReply: { items: [{ type: 'action', action: item }] },
});

const good: Record<string, JsonObject> = {
  'a text of 5000 UTF-16 units': text('あ'.repeat(5_000)),
  '13 quick replies': quick('a', ...Array.from({ length: 13 }, (_, index) => String(index))),
  'a quick reply label of 20 emoji families': quick('a', '👨‍👩‍👧‍👦'.repeat(20)),
  'a telephone button': buttons({ actions: [{ type: 'uri', label: '電話する', uri: 'tel:0120-000-000' }] }),
  'a button label of 40 in Flex': flex(bubble(button({ label: 'あ'.repeat(40) }))),
  'an alt text of 1500': flex(bubble({ type: 'text', text: 'a' }), 'あ'.repeat(1_500)),
  'a Flex carousel': flex({ type: 'carousel', contents: [bubble({ type: 'text', text: 'a' })] }),
  'a text with a sender': { ...text('a'), sender: { name: '窓辺' } },
  'a sticker': { type: 'sticker', packageId: '446', stickerId: '1988' },
  'a text with a substitution': {
    type: 'textV2',
    text: '{{そのまま}} {smile}',
    substitution: { smile: { type: 'emoji', productId: '5ac1bfd5040ab15980c9b435', emojiId: '001' } },
  },
};

const bad: Record<string, [JsonObject, string]> = {
  'an empty text': [text(''), 'messages[0].text'],
  'a text of 5001': [text('a'.repeat(5_001)), 'messages[0].text'],
  'an unknown type': [{ type: 'poem' }, 'messages[0].type'],
  '14 quick replies': [
    quick('a', ...Array.from({ length: 14 }, (_, i) => `${i}`)),
    'messages[0].quickReply.items',
  ],
  'a quick reply label of 21': [quick('a', 'あ'.repeat(21)), 'messages[0].quickReply.items[0].action.label'],
  'a quick reply without a label': [
    replies({ type: 'postback', data: 'a' }),
    'messages[0].quickReply.items[0].action.label',
  ],
  'postback data of 301': [
    replies({ ...action, data: 'a'.repeat(301) }),
    'messages[0].quickReply.items[0].action.data',
  ],
  'a displayText of 301': [
    replies({ ...action, displayText: 'あ'.repeat(301) }),
    'messages[0].quickReply.items[0].action.displayText',
  ],
  'displayText beside text': [
    replies({ ...action, displayText: 'a', text: 'a' }),
    'messages[0].quickReply.items[0].action.text',
  ],
  'a script for a link': [
    buttons({ actions: [{ type: 'uri', label: 'a', uri: 'javascript:alert(1)' }] }),
    'messages[0].template.actions[0].uri',
  ],
  'a link of 1001': [
    buttons({ actions: [{ type: 'uri', label: 'a', uri: `https://example.org/${'a'.repeat(981)}` }] }),
    'messages[0].template.actions[0].uri',
  ],
  'an alternative link in a quick reply': [
    replies({
      type: 'uri',
      label: 'a',
      uri: 'https://example.org',
      altUri: { desktop: 'https://example.org' },
    }),
    'messages[0].quickReply.items[0].action.altUri',
  ],
  'a camera outside quick replies': [
    buttons({ actions: [{ type: 'camera', label: 'a' }] }),
    'messages[0].template.actions[0].type',
  ],
  'a template of 161': [buttons({ text: 'あ'.repeat(161) }), 'messages[0].template.text'],
  'a template of 61 beside a title': [
    buttons({ text: 'あ'.repeat(61), title: 'a' }),
    'messages[0].template.text',
  ],
  'five buttons': [
    buttons({ actions: [action, action, action, action, action] }),
    'messages[0].template.actions',
  ],
  'a confirm with one button': [
    { type: 'template', altText: 'a', template: { type: 'confirm', text: 'a', actions: [action] } },
    'messages[0].template.actions',
  ],
  'no alt text': [{ type: 'flex', contents: bubble({ type: 'text', text: 'a' }) }, 'messages[0].altText'],
  'an alt text of 1501': [
    flex(bubble({ type: 'text', text: 'a' }), 'あ'.repeat(1_501)),
    'messages[0].altText',
  ],
  'an empty Flex text': [
    flex(bubble({ type: 'text', text: '' })),
    'messages[0].contents.body.contents[0].text',
  ],
  'a Flex label of 41': [
    flex(bubble(button({ label: 'あ'.repeat(41) }))),
    'messages[0].contents.body.contents[0].action.label',
  ],
  'a bubble of over 30 KB': [
    flex(bubble(...Array.from({ length: 60 }, () => ({ type: 'text', text: 'あ'.repeat(200) })))),
    'messages[0].contents',
  ],
  '13 bubbles': [
    flex({
      type: 'carousel',
      contents: Array.from({ length: 13 }, () => bubble({ type: 'text', text: 'a' })),
    }),
    'messages[0].contents.contents',
  ],
  'bubbles of different sizes': [
    flex({
      type: 'carousel',
      contents: [
        bubble({ type: 'text', text: 'a' }),
        { ...bubble({ type: 'text', text: 'a' }), size: 'nano' },
      ],
    }),
    'messages[0].contents.contents',
  ],
  'a sender called LINE': [{ ...text('a'), sender: { name: 'LINE相談' } }, 'messages[0].sender.name'],
  'a picture over plain http': [
    {
      type: 'image',
      originalContentUrl: 'http://example.org/a.png',
      previewImageUrl: 'https://example.org/a.png',
    },
    'messages[0].originalContentUrl',
  ],
  'a lone brace where braces mean something': [{ type: 'textV2', text: 'a{b' }, 'messages[0].text'],
};

const request = (message: JsonObject) => ({ to: `U${'0'.repeat(32)}`, messages: [message] });

describe('LINE’s limits', () => {
  it.each(Object.entries(good))('let pass: %s', (_, message) => {
    expect(checkSend('push', request(message))).toEqual([]);
  });

  it.each(Object.entries(bad))('refuse: %s', (_, [message, property]) => {
    expect(checkSend('push', request(message)).map((problem) => problem.property)).toContain(property);
  });

  it('agree with LINE’s OpenAPI file on what is good, where the file is at hand', () => {
    const file = lineOpenApi();
    const faulty = Object.entries(good).filter(
      ([, message]) => file?.checkRequest('POST', '/v2/bot/message/push', request(message))?.length,
    );
    expect(faulty).toEqual([]);
  });

  it('know the messages that the SDK’s types know', () => {
    const typed: messagingApi.Message = { type: 'text', text: 'a' };
    expect(
      checkSend('reply', { replyToken: 'a'.repeat(32), messages: [{ ...typed, type: 'text' }] }),
    ).toEqual([]);
  });

  it('count what a reader would count', () => {
    expect(graphemeCount('👨‍👩‍👧‍👦が゙é')).toBe(3);
  });
});
