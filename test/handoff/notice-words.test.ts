import { resolve } from 'node:path';
import { noticeWords } from '../../src/app/notice-words';
import { type FlowSet, languages } from '../../src/flow';
import { shippedContent } from '../cli/shipped-content';

const { flows } = shippedContent(resolve('.'));

/** What a family member must not learn from a lock screen: what this is about, who writes, what this place is for. */
const telling = [
  /相談|カウンセ|お話|はなし|手紙|てがみ|返事|へんじ|返信|ひきこも|引きこも|支援|悩み|なやみ|こころ|病|窓辺|まどべ|ピア|予約/,
  /counsel|consult|letter|answer|reply|talk|hikikomori|support|help|worr|mental|madobe|booking|peer/i,
];

describe.each(languages)('a notice in %s', (language) => {
  const words = noticeWords(flows)(language);

  test('tells nobody what it is about, who wrote, or what this place is for', () => {
    for (const text of Object.values(words)) {
      for (const word of telling) expect(text).not.toMatch(word);
    }
  });

  test('asks for nothing and hurries nobody', () => {
    for (const text of [words.withLink, words.withoutLink]) {
      expect(text).toMatch(/見なくても|見（み）なくても|Leaving it is fine/);
      expect(text).not.toMatch(/至急|早め|すぐに|期限|!|！|urgent|soon as|asap/i);
    }
  });

  test('fits on LINE’s buttons', () => {
    const graphemes = (text: string) => [...new Intl.Segmenter(language).segment(text)].length;
    expect(graphemes(words.openLink)).toBeLessThanOrEqual(20);
    expect(graphemes(words.openAgain)).toBeLessThanOrEqual(20);
  });

  test('says words that the room’s move understands', () => {
    const quoted = /[「"]([^」"]+)[」"]/.exec(words.withLink)?.[1] ?? '';
    expect(flows.sources.words[language].moves.content.phrases.room).toContain(quoted);
  });
});

test('a text that is missing is found at the start', () => {
  const without = new Map(flows.words.ja);
  without.delete('notices');
  const broken: FlowSet = { ...flows, words: { ...flows.words, ja: without } };
  expect(() => noticeWords(broken)).toThrow('locales/ja/notices.yaml');
});
