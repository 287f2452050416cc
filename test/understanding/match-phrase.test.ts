import { normalise } from '../../src/text';
import { findPhrase, matchPhrase, phrasebook } from '../../src/understanding';

describe('a phrasebook', () => {
  const book = phrasebook([
    ['モドル', 'back'],
    ['戻る', 'back'],
    ['もどる！', 'something else'],
    ['…', 'nothing'],
  ]);

  it('knows a phrase however it is typed', () => {
    expect(matchPhrase(normalise('もどる〜'), book)).toBe('back');
    expect(matchPhrase(normalise(' 戻る。'), book)).toBe('back');
  });

  it('keeps the first of two meanings of one phrase', () => {
    expect(matchPhrase(normalise('もどる'), book)).toBe('back');
  });

  it('gives no meaning to a text without words', () => {
    expect(matchPhrase(normalise('…'), book)).toBeUndefined();
    expect(findPhrase(normalise(''), book)).toBeUndefined();
  });

  it('wants the whole message for a match, and any part of it for a find', () => {
    const text = normalise('きのうに戻るのはむずかしい');
    expect(matchPhrase(text, book)).toBeUndefined();
    expect(findPhrase(text, book)).toBe('back');
  });
});
