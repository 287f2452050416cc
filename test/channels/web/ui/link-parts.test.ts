import fc from 'fast-check';
import { phoneHref, splitLinks } from '../../../../src/channels/web/ui/model/link-parts';

const tappable = (text: string) => splitLinks(text).filter(({ kind }) => kind !== 'plain');

describe('a text', () => {
  it.each([
    ['電話は 0120-529-528 です', '0120-529-528', 'tel:0120529528'],
    ['24時間子供SOS 0120-0-78310', '0120-0-78310', 'tel:0120078310'],
    ['03-3264-4343（通話料がかかります）', '03-3264-4343', 'tel:0332644343'],
  ])('has a number that can be called: %s', (text, number, href) => {
    expect(tappable(text)).toEqual([{ kind: 'phone', text: number, href }]);
  });

  it('has an address that can be opened, without the full stop behind it', () => {
    expect(tappable('See https://example.org/a?b=1. It is open.')).toEqual([
      { kind: 'link', text: 'https://example.org/a?b=1', href: 'https://example.org/a?b=1' },
    ]);
    expect(tappable('https://example.org/。つぎに')).toEqual([
      { kind: 'link', text: 'https://example.org/', href: 'https://example.org/' },
    ]);
  });

  it.each([
    '2026-11-20',
    '4821-7350',
    '1-2-3',
    'javascript:alert(1)',
    'http://example.org',
    '99-0120-529-528',
  ])('is left alone where nothing can be called or safely opened: %s', (text) => {
    expect(tappable(text)).toEqual([]);
  });

  it('stays whole, whatever is found in it', () => {
    const word = fc.constantFrom('電話 ', '0120-529-528', 'https://example.org/a', '。', '-', '0', ' ', '）');
    fc.assert(
      fc.property(fc.array(word), (words) => {
        const text = words.join('');
        expect(
          splitLinks(text)
            .map((part) => part.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });
});

describe('the address of a number', () => {
  it('keeps the signs that phones know', () => {
    expect(phoneHref('#7119')).toBe('tel:%237119');
    expect(phoneHref('03-3264-4343')).toBe('tel:0332644343');
  });
});
