import fc from 'fast-check';
import { wordingCategories } from '../../src/wording';
import { findingsIn, shippedLinter } from './shipped-linter';

const pressing: readonly (readonly [string, string])[] = [
  ['coercion', '頑張ってください。'],
  ['coercion', 'もちろんご自由ですが、今のうちに動いておくのが一番です。'],
  ['coercion', 'It is up to you, but you should really come.'],
  ['blame', 'どれだけ周りに迷惑をかけてきたか考えましょう。'],
  ['hurry', '手遅れになる前にお電話を。'],
  ['diagnosis', '発達障害の傾向がありますね。'],
  ['goal-setting', '就労を目指していきましょう。'],
  ['comparison', 'みんなちゃんと働いています。'],
  ['minimising', '気にしすぎですよ。'],
  ['demanding-a-reply', '今日中にお返事をください。'],
  ['demanding-reasons', 'どうしてキャンセルされたのですか。'],
  ['threat', 'お返事がなければ、相談は終了します。'],
];

describe('a sentence that presses', () => {
  it.each(pressing)('is found as %s by a rule: %s', async (category, text) => {
    const findings = await findingsIn(text);
    expect(findings.map((finding) => [finding.category, finding.by])).toContainEqual([category, 'rule']);
  });

  it('has an example for every category here', () => {
    expect(new Set(pressing.map(([category]) => category))).toEqual(new Set(wordingCategories));
  });

  it('is found without any rule when it is like those that were learned from', async () => {
    const [finding] = await findingsIn('お部屋で過ごす時間を、少しずつ短くしていきませんか。');
    expect(finding).toMatchObject({ by: 'model', start: 0, instead: null });
    expect(finding?.because.length).toBeGreaterThan(0);
  });

  it('is found behind a polite sentence, and only it is pointed at', async () => {
    const polite = 'お便りをありがとうございます。';
    const push = 'やる気を出して、次は電車に挑戦しましょう。';
    const findings = await findingsIn(polite + push);
    expect(findings.length).toBeGreaterThan(0);
    for (const { start } of findings) expect(start).toBeGreaterThanOrEqual(polite.length);
  });

  it('comes with a reason and a kinder way in both languages', async () => {
    const [finding] = await findingsIn('頑張ってください。');
    expect(finding?.reason.ja).toMatch(/。$/);
    expect(finding?.reason.en).toMatch(/\.$/);
    expect(finding?.suggestion.ja).not.toBe('');
    expect(finding?.suggestion.en).not.toBe('');
    expect(finding?.because).toEqual(['頑張ってくだ']);
    expect(finding?.instead).toBe('無理のないように');
  });
});

describe('a kind sentence with hard words in it', () => {
  it.each([
    ['negated', '頑張らなくても大丈夫です。'],
    ['negated', '目標を決める必要はありません。'],
    ['negated, in English', 'You don’t have to try harder.'],
    ['about ourselves', 'こちらから必ずお返事します。'],
    ['about ourselves, in English', 'We will write back to you within three days.'],
    ['information', '締切は9月22日です。'],
    ['quoted', '「頑張ってください」と言われるのがつらかったのですね。'],
    ['quoted, in English', 'Being told to “pull yourself together” must have hurt.'],
    ['a permission', '理由をお聞かせいただかなくて大丈夫です。'],
    ['in やさしい日本語', '返事（へんじ）は しなくて いいです。'],
    ['for an emergency', '命の危険があるときは、すぐに119番に電話してください。'],
  ])('is let through: %s: %s', async (_, text) => {
    expect(await findingsIn(text)).toEqual([]);
  });
});

describe('findings', () => {
  it('lie within the text, in order, and do not overlap, whatever the text is', async () => {
    const sentences = pressing.map(([, text]) => text);
    const piece = fc.oneof(fc.constantFrom(...sentences), fc.string({ unit: 'grapheme' }), fc.constant('\n'));
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 5 }), async (pieces) => {
        const text = pieces.join('');
        let last = 0;
        for (const { start, end } of await findingsIn(text)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          last = end;
        }
      }),
      { numRuns: 60 },
    );
  });

  it('are none in an empty text', async () => {
    expect(await findingsIn('')).toEqual([]);
    expect(await findingsIn(' \n ')).toEqual([]);
  });

  it('take below 5 ms a sentence once warm', async () => {
    shippedLinter();
    const text = '先日はお話を聞かせてくださって、ありがとうございます。';
    const times: number[] = [];
    for (let round = 0; round < 60; round += 1) {
      const before = performance.now();
      await findingsIn(text);
      if (round >= 10) times.push(performance.now() - before);
    }
    const median = times.sort((a, b) => a - b)[25];
    expect(median).toBeLessThan(5);
  });
});
