import { nGramsOf } from '../../src/text';

const near = { from: 1, to: 2 };

describe('the pieces of a text', () => {
  it('are its letters with its edges, its words and pairs of words', () => {
    const pieces = nGramsOf('to be', near);
    expect(pieces).toContain('be');
    expect(pieces).toContain('\u0002t');
    expect(pieces).toContain('w:to be');
  });

  it('are, when what is distant counts, also words over a word and runs of Chinese characters', () => {
    const english = nGramsOf('left the house', { ...near, distant: true });
    expect(english).toContain('s:left house');
    const japanese = nGramsOf('駅まで母を迎えに行く', { ...near, distant: true });
    for (const piece of ['k:駅', 'k:母', 'k:母+駅']) expect(japanese).toContain(piece);
    expect([...nGramsOf('駅まで母を', near)].some((piece) => piece.startsWith('k:'))).toBe(false);
  });

  it('stay in number when a letter is long', () => {
    const letter = Array.from(
      { length: 400 },
      (_, index) => `${String.fromCodePoint(0x4e00 + index)}の`,
    ).join('');
    const pairs = [...nGramsOf(letter, { ...near, distant: true })].filter((piece) => piece.includes('+'));
    expect(pairs.length).toBeLessThan(300);
  });
});
