import fc from 'fast-check';
import { splitRuby, withoutReadings } from '../../../../src/channels/web/ui/model/ruby';

describe('readings in brackets', () => {
  it('are taken from behind their kanji', () => {
    expect(splitRuby('人（ひと）と 話（はな）したい')).toEqual([
      { text: '人', reading: 'ひと' },
      { text: 'と ', reading: null },
      { text: '話', reading: 'はな' },
      { text: 'したい', reading: null },
    ]);
  });

  it('belong to the kanji only, not to what stands before them', () => {
    expect(splitRuby('24時間（じかん）')).toEqual([
      { text: '24', reading: null },
      { text: '時間', reading: 'じかん' },
    ]);
  });

  it('are not every bracket: katakana, kanji and whole sentences stay where they are', () => {
    for (const text of ['DV（ディーブイ）相談', '休み（祝日）', '電話（つながりにくいときもあります）']) {
      expect(splitRuby(text)).toEqual([{ text, reading: null }]);
    }
  });

  it('leave the sentence behind when they are left out', () => {
    expect(withoutReadings('今（いま） 電話（でんわ）が できます')).toBe('今 電話が できます');
  });

  it('lose nothing of any text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('人', '話', 'ひ', 'ア', '（', '）', ' ', '1') }),
        (text) => {
          const again = splitRuby(text)
            .map((part) => (part.reading === null ? part.text : `${part.text}（${part.reading}）`))
            .join('');
          expect(again).toBe(text);
        },
      ),
    );
  });
});
