import fc from 'fast-check';
import { matchPlaces, type Place, placeRegister } from '../../src/understanding';

const places: readonly Place[] = [
  { id: 'fuchu', names: ['府中市', '府中市（ふちゅうし）', 'Fuchu City'], reading: 'ふちゅう' },
  { id: 'fuchu-nishi', names: ['府中市（西）', 'Fuchu City (West)'], reading: 'ふちゅう' },
  { id: 'oshima', names: ['大島町', 'Oshima Town'], reading: 'おおしま' },
  { id: 'chuo', names: ['中央区', 'Chuo City'], reading: 'ちゅうおう' },
  { id: 'tsu', names: ['津市', 'Tsu City'], reading: 'つ' },
  { id: 'tokyo', names: ['東京都', 'Tokyo'], reading: 'とうきょう' },
  { id: 'shinjuku', names: ['新宿区', 'Shinjuku City'], reading: 'しんじゅく' },
];
const register = placeRegister(places);

describe('a place', () => {
  it.each([
    ['大島町', 'oshima'],
    ['大島', 'oshima'],
    ['おおしま', 'oshima'],
    ['オオシマ', 'oshima'],
    ['おおしままち', 'oshima'],
    ['おおしまちょう', 'oshima'],
    ['Oshima', 'oshima'],
    ['ooshima', 'oshima'],
    ['OSHIMA-machi', 'oshima'],
    ['Ōshima', 'oshima'],
    ['Oosima', 'oshima'],
    ['東京都大島町', 'oshima'],
    ['大島に住んでいます', 'oshima'],
    ['大島町のあたりです。', 'oshima'],
    ['I live in Oshima', 'oshima'],
    ['中央区', 'chuo'],
    ['ちゅうおうく', 'chuo'],
    ['chuuou-ku', 'chuo'],
    ['tyuuou', 'chuo'],
    ['津', 'tsu'],
    ['東京', 'tokyo'],
    ['東京都', 'tokyo'],
    ['とうきょうと', 'tokyo'],
    ['新宿', 'shinjuku'],
    ['東京都知らない町', 'tokyo'],
    ['東京都無名', 'tokyo'],
    ['東京都しらない村に住んでいます', 'tokyo'],
    ['Nowhere, Tokyo', 'tokyo'],
    ['sinzyuku', 'shinjuku'],
    ['府中市（西）', 'fuchu-nishi'],
  ])('is found by %s', (text, id) => {
    expect(matchPlaces(text, register)).toEqual([id]);
  });

  it('is one of several where they share the name', () => {
    for (const text of ['府中', '府中市', 'ふちゅう', 'fuchu', 'Huchuu', 'Fuchu, Tokyo', '東京都府中市']) {
      expect(matchPlaces(text, register)).toEqual(['fuchu', 'fuchu-nishi']);
    }
  });

  it.each(['', '市', '区', 'どこでも', '大島の桜が好きでした', 'fu', '宿'])('is not found by %s', (text) => {
    expect(matchPlaces(text, register)).toEqual([]);
  });

  it('is always found by each of its own names, whatever is written around it', () => {
    const named = places.flatMap(({ id, names, reading }) =>
      [...names, reading].map((name) => ({ id, name })),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...named),
        fc.constantFrom('', '。', '！', ' ', 'です', 'に住んでいます'),
        ({ id, name }, end) => {
          expect(matchPlaces(`${name}${end}`, register)).toContain(id);
        },
      ),
    );
  });

  it('is known or not, whatever is written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        for (const id of matchPlaces(text, register)) expect(register.ids.has(id)).toBe(true);
      }),
    );
  });
});
