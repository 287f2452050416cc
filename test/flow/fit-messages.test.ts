import fc from 'fast-check';
import type { Message } from '../../src/flow';
import { fitMessages, plainText } from '../../src/flow/fit-messages';

const text = (words: string): Message => ({ kind: 'text', text: words });
const card: Message = {
  kind: 'card',
  title: 'Phone',
  body: 'Open now',
  buttons: [
    { kind: 'phone', label: 'Call', number: '0120-000-000' },
    { kind: 'link', label: 'Read', url: 'https://example.org/' },
  ],
};

describe('more messages than LINE takes', () => {
  it('are left alone when they are five', () => {
    const five = ['a', 'b', 'c', 'd', 'e'].map(text);
    expect(fitMessages(five)).toBe(five);
  });

  it('are joined where neighbouring texts are shortest', () => {
    const six = ['long words here', 'a', 'b', 'long words there', 'more words', 'and more words'].map(text);
    expect(fitMessages(six).map(plainText)).toEqual([
      'long words here',
      'a\n\nb',
      'long words there',
      'more words',
      'and more words',
    ]);
  });

  it('keep their cards as long as texts can be joined', () => {
    const fitted = fitMessages([card, text('a'), card, text('b'), text('c'), card]);
    expect(fitted.map(({ kind }) => kind)).toEqual(['card', 'text', 'card', 'text', 'card']);
  });

  it('are never more than five, and say everything in order', () => {
    const message = fc.oneof(fc.string({ minLength: 1 }).map(text), fc.constant(card));
    fc.assert(
      fc.property(fc.array(message, { maxLength: 15 }), (messages) => {
        const fitted = fitMessages(messages);
        expect(fitted.length).toBeLessThanOrEqual(5);
        expect(fitted.map(plainText).join('\n\n')).toBe(messages.map(plainText).join('\n\n'));
      }),
    );
  });
});
