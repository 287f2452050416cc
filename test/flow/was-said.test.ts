import { type Message, wasSaid } from '../../src/flow';
import { loadSmallSet } from './small-set';

const flows = loadSmallSet();
const said = (key: string, flow: string | null, ...texts: string[]) =>
  wasSaid(
    flows,
    'ja',
    { flow, key },
    texts.map((text): Message => ({ kind: 'text', text })),
  );

describe('whether a text was said', () => {
  it('is told whatever its values were', () => {
    expect(said('thanks', 'welcome', 'ゆきさん、ありがとうございます。')).toBe(true);
    expect(said('thanks', 'welcome', 'ゆきさん、さようなら。')).toBe(false);
  });

  it('is told of any of its variants, and among others that it was joined with', () => {
    expect(said('plain', 'welcome', 'わかりました。')).toBe(true);
    expect(said('plain', 'welcome', 'はい。\n\nありがとうございます。\n\nでは。')).toBe(true);
    expect(said('plain', 'welcome', 'はい。')).toBe(false);
  });

  it('needs something of a text whose every line holds a value', () => {
    expect(said('nickname', 'welcome', 'なにか')).toBe(false);
    expect(said('nickname', 'welcome', '呼び名はどうしましょう。「つくし」はどうですか。')).toBe(true);
  });

  it('is told of cards, by title and text', () => {
    const card: Message = { kind: 'card', title: '電話', body: '17:00', buttons: [] };
    expect(wasSaid(flows, 'ja', { flow: 'phone', key: 'card' }, [card])).toBe(true);
    expect(wasSaid(flows, 'ja', { flow: 'phone', key: 'card' }, [{ ...card, title: '文字' }])).toBe(false);
  });

  it('is told of what moves and events say', () => {
    expect(said('sticker', null, 'スタンプ')).not.toBeNull();
  });

  it.each([
    ['nothing', 'welcome'],
    ['options', 'welcome'],
    ['toString', 'welcome'],
    ['hello', 'nowhere'],
    ['hello', null],
  ])('is not told of `%s` in %s, which is no text', (key, flow) => expect(said(key, flow, 'x')).toBeNull());
});
