import fc from 'fast-check';
import { normalise } from '../../src/text';
import {
  confirmedIntents,
  intents,
  loadIntentModel,
  readIntentExamples,
  recogniseIntent,
  trainIntentModel,
} from '../../src/understanding';
import { shippedIntents, writtenByHand } from './shipped-intents';

const shipped = readIntentExamples(shippedIntents);
const model = loadIntentModel(shippedIntents, 'no-such-file.json');

describe('what a text asks for', () => {
  it.each([
    ['何時まで電話していいですか', 'phone_info'],
    ['人と話したいんです', 'human_handoff'],
    ['ピアの予約を取り消したいです', 'peer_cancel'],
    ['ピアの予約を取りたいです', 'peer_book'],
    ['わたしの データを ぜんぶ けして', 'erase_me'],
    ['please stop sending me notifications', 'stop_messages'],
    ['my son never leaves his room', 'family_worry'],
    ['ﾃﾞﾝﾜﾊﾞﾝｺﾞｳ ｵｼｴﾃ', 'phone_info'],
    ['ＨＥＬＬＯ！！', 'greeting'],
  ])('%s: %s, surely', (text, intent) => {
    expect(recogniseIntent(model, text)).toMatchObject({ intent, sure: true });
  });

  it('does not depend on width, kana or a drawn-out end', () => {
    const [, ...answers] = ['ありがとう', 'アリガトウ', 'ｱﾘｶﾞﾄｳ', 'ありがとう〜〜'].map((text) =>
      recogniseIntent(model, text),
    );
    for (const answer of answers) expect(answer).toEqual(recogniseIntent(model, 'ありがとう'));
  });

  it('offers two or three different things, the likeliest first, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const { intent, nearest, confidence } = recogniseIntent(model, text);
        expect(nearest[0]).toBe(intent);
        expect([2, 3]).toContain(nearest.length);
        expect(new Set(nearest).size).toBe(nearest.length);
        expect(confidence).toBeGreaterThan(0);
        expect(confidence).toBeLessThanOrEqual(1);
      }),
    );
  });

  it.each(['', '   ', '。。。', '😢', '？'])('is never sure of a text without words: %j', (text) => {
    expect(recogniseIntent(model, text).sure).toBe(false);
  });

  it('asks before anything is taken away, and only then', () => {
    for (const { text } of shipped.examples) {
      const { intent, confirm } = recogniseIntent(model, text);
      expect(confirm).toBe(intent === 'erase_me' || intent === 'peer_cancel');
    }
    expect([...confirmedIntents].sort()).toEqual(['erase_me', 'peer_cancel']);
  });

  it('names what it went by', () => {
    const { because } = recogniseIntent(model, 'ピアを予約したい');
    expect(because).toContain('c:peer+book');
    expect(because.length).toBeLessThanOrEqual(5);
  });

  it('takes less than two milliseconds for a message', () => {
    const messages = writtenByHand(1).map(({ text }) => text);
    for (const text of messages) recogniseIntent(model, text);
    const times = messages
      .map((text) => {
        const begun = performance.now();
        recogniseIntent(model, text);
        return performance.now() - begun;
      })
      .sort((a, b) => a - b);
    expect(times[Math.floor(times.length / 2)]).toBeLessThan(2);
  });
});

describe('the shipped examples', () => {
  it.each(intents)('%s has at least 60 of them', (intent) => {
    expect(shipped.examples.filter(({ label }) => label === intent).length).toBeGreaterThanOrEqual(60);
  });

  it('never say two different things with the same words', () => {
    const said = new Map<string, Set<string>>();
    for (const { text, label } of shipped.examples) {
      const key = normalise(text);
      said.set(key, (said.get(key) ?? new Set()).add(label));
    }
    expect([...said].filter(([, labels]) => labels.size > 1)).toEqual([]);
  });

  it.each([
    [1, 2],
    [2, 1],
  ] as const)(
    'with hand %i and without hand %i, nine of ten of its messages are understood',
    (_, measured) => {
      const unseen = writtenByHand(measured);
      const texts = new Set(unseen.map(({ text }) => text));
      const { cues } = shipped;
      const taught = trainIntentModel({
        cues,
        examples: shipped.examples.filter(({ text }) => !texts.has(text)),
      });
      const right = unseen.filter(({ text, label }) => recogniseIntent(taught, text).intent === label);
      expect(right.length / unseen.length).toBeGreaterThanOrEqual(0.9);
    },
  );
});
