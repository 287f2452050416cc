import path from 'node:path';
import fc from 'fast-check';
import { isDanger, loadSafetyScreener, type Screener, screen } from '../../src/safety';
import { foldDisguise } from '../../src/safety/fold-disguise';
import { passagesOf } from '../../src/safety/passages';

const screener = loadSafetyScreener(path.resolve(__dirname, '../../flows/safety'));

describe('screening', () => {
  it.each([
    '氏にたい',
    '4にたい',
    '志にたい',
    'タヒにたい',
    '死○たい',
    'ｼ ﾆ ﾀ ｲ',
    'し・に・た・い',
    'shinitai',
    '𝓼𝓱𝓲𝓷𝓲𝓽𝓪𝓲',
    '死にたい🥲',
  ])('reads %s as the wish to die', (written) => {
    expect(foldDisguise(written, screener.material.folding)).toBe('死にたい');
    expect(screen(screener, written)).toMatchObject({ label: 'suicide', urgent: false });
  });

  it.each(['話したいことがある', '話しにたいして', '直したいです', 'タヒチに行く', '4時に起きたい'])(
    'leaves %s as it is',
    (written) => {
      expect(foldDisguise(written, screener.material.folding)).not.toContain('死');
    },
  );

  it.each([
    ['konya shinimasu', 'こんやしにます'],
    ['mou tsukareta', 'もうつかれた'],
    ['kitte kara zutto', 'きってからずっと'],
    ['なにか買(か)いました', 'なにか買いました'],
    ['i am so done with today', 'i am so done with today'],
    ['no one home', 'no one home'],
  ])('reads %s as %s', (written, read) => {
    expect(foldDisguise(written, { emoji: new Map(), disguises: [] })).toBe(read);
  });

  it.each([
    ['今から死にます', 'suicide'],
    ['息子が包丁を持って暴れています', 'violence'],
    ['私は12歳です。お父さんに殴られています', 'abuse'],
    ['母が倒れて意識がありません', 'medical'],
    ['手首を切った、血が止まらない', 'self_harm'],
  ])('holds %s to be urgent', (text, label) => {
    expect(screen(screener, text)).toMatchObject({ label, urgent: true });
  });

  it.each([
    '電話は何時からですか',
    '眠すぎて死ぬ',
    '必死で勉強してる',
    'ゲームで死んだ',
    '玉ねぎを切った',
    'こんにちは',
    '👍',
    '',
  ])('raises no alarm at %s', (text) => {
    expect(screen(screener, text)).toMatchObject({ label: 'none', urgent: false });
  });

  it.each([
    '息子が部屋から出てきません',
    '弟です',
    '兄のことで相談したいです',
    'おてがみを けしたい',
    'stop sending me these',
    'my daughter has not left the house since spring',
  ])('holds %s, which people tell this service every day, to be no danger', (text) => {
    expect(['none', 'distress']).toContain(screen(screener, text).label);
  });

  it('takes a wish that is denied, or long past, for distress', () => {
    expect(screen(screener, '死にたいわけじゃないけど、つらい').label).toBe('distress');
    expect(screen(screener, '昔は死にたかったけど、今は違う').label).toBe('distress');
  });

  it('finds one sentence in a long letter', () => {
    const calm = '今日は母と庭の花に水をやりました。天気がよくて気持ちがよかったです。'.repeat(20);
    expect(screen(screener, calm).label).toBe('none');
    expect(screen(screener, `${calm}もう死にたいです。${calm}`).label).toBe('suicide');
  });

  it('says why', () => {
    expect(screen(screener, '今夜死ぬつもりです').because[0]).toMatch(/^(rule|piece):/);
  });

  it('hands the text to a human when screening itself fails', () => {
    const broken: Screener = {
      ...screener,
      model: {
        ...screener.model,
        get labels(): never {
          throw new Error('broken');
        },
      },
    };
    expect(screen(broken, '電話は何時からですか')).toEqual({
      label: 'distress',
      urgent: false,
      because: ['screening-failed'],
    });
  });

  it('answers anything that is typed; urgent only with danger, and medical only urgent', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const { label, urgent, because } = screen(screener, text);
        expect(because).not.toContain('screening-failed');
        if (urgent) expect(isDanger(label)).toBe(true);
        if (label === 'medical') expect(urgent).toBe(true);
      }),
    );
  });

  it('leaves nothing of a text out of its passages', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 900 }), (text) => {
        expect(passagesOf(text).join('')).toBe(text);
      }),
    );
  });

  it('takes less than 2 ms for a message', () => {
    const texts = ['電話は何時からですか', '息子が包丁を持って暴れています', 'ゲームで死んだ、また最初から'];
    const taken = Array.from({ length: 300 }, (_, index) => {
      const from = performance.now();
      screen(screener, texts[index % texts.length] ?? '');
      return performance.now() - from;
    }).sort((a, b) => a - b);
    expect(taken[150]).toBeLessThan(2);
  });
});
