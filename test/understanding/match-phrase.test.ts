import { normalise } from '../../src/text';
import { matchPhrase, phrasebook } from '../../src/understanding';

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
    expect(matchPhrase(normalise(''), book)).toBeUndefined();
  });

  it('wants the whole message', () => {
    expect(matchPhrase(normalise('きのうに戻るのはむずかしい'), book)).toBeUndefined();
  });
});
