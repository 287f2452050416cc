import { initialState, type Language, languages, type ServiceAnswer } from '../../../src/flow';
import { expectToKeepTo } from './expect-to-keep-to';
import { shippedPureServices } from './shipped';

const services = shippedPureServices();

function ask(
  service: string,
  at: { now?: string; language?: Language; seed?: number; turns?: number } = {},
): ServiceAnswer {
  const language = at.language ?? 'ja';
  const asked = services[service];
  if (!asked) throw new Error(`no service ${service}`);
  return asked.answer({
    now: Date.parse(at.now ?? '2026-11-20T12:00:00+09:00'),
    language,
    seed: at.seed ?? 0,
    danger: null,
    state: { ...initialState(language), turns: at.turns ?? 0 },
  });
}

describe('phone-hours', () => {
  test('says until when it is open', () => {
    expect(ask('phone-hours', { now: '2026-11-20T15:00:00+09:00' })).toEqual({
      outcome: 'open',
      values: {
        number: '0120-529-528',
        phoneName: '東京都ひきこもりサポートネット',
        hours: '月〜金 午前10時〜午後5時（祝日・年末年始はお休み）',
        until: 'きょう 午後5時',
        opensAt: '',
        because: '',
      },
    });
  });

  test('says why it is closed, and when it opens', () => {
    const night = ask('phone-hours', { now: '2026-11-19T23:00:00+09:00' });
    expect(night.outcome).toBe('closed');
    expect(night.values).toMatchObject({ opensAt: 'あす（金）午前10時', until: '' });

    const holiday = ask('phone-hours', { now: '2026-11-23T12:00:00+09:00' });
    expect(holiday.values.because).toContain('祝日');
    expect(holiday.values.opensAt).toBe('あす（火）午前10時');

    const yearEnd = ask('phone-hours', { now: '2026-12-30T12:00:00+09:00' });
    expect(yearEnd.values.because).toContain('年末年始');
    expect(yearEnd.values.opensAt).toBe('1月4日（月）午前10時');
  });

  test.each(languages)('speaks %s', (language) => {
    const { values } = ask('phone-hours', { now: '2026-11-21T12:00:00+09:00', language });
    const expected = {
      ja: '11月24日（火）午前10時',
      'ja-easy': '11月（がつ） 24日（にち） 火曜日（かようび） 午前（ごぜん）10時（じ）',
      en: '10:00 on Tuesday, 24 November',
    };
    expect(values.opensAt).toBe(expected[language]);
  });
});

describe('offer-nickname', () => {
  test('offers the same name to the same person at the same point', () => {
    expect(ask('offer-nickname', { seed: 7, turns: 2 })).toEqual(
      ask('offer-nickname', { seed: 7, turns: 2 }),
    );
  });

  test('offers another name when asked once more', () => {
    expect(ask('offer-nickname', { seed: 7, turns: 2 })).not.toEqual(
      ask('offer-nickname', { seed: 7, turns: 3 }),
    );
  });

  test('has a name for every seed', () => {
    for (const seed of [-1, 0, 11, 12, 0.5, 2 ** 31, Number.MAX_SAFE_INTEGER]) {
      expect(ask('offer-nickname', { seed }).values.offer).toMatch(/\S/);
    }
  });
});

describe('every service that needs no store', () => {
  const moments = Array.from({ length: 400 }, (_, day) =>
    new Date(Date.UTC(2026, 10, 20, day % 24, 30) + day * 86_400_000).toISOString(),
  );

  test.each(Object.keys(services))('%s keeps to what it declares, in every language, for a year', (name) => {
    const declared = services[name];
    for (const language of languages) {
      for (const now of moments) {
        const { outcome, values, lists } = ask(name, { now, language, seed: moments.indexOf(now) });
        const tooLong = Object.entries(values).filter(
          ([value, text]) => text.length > (declared?.values[value]?.length ?? 0),
        );
        expect(declared?.outcomes).toContain(outcome);
        expect([Object.keys(values).sort(), tooLong]).toEqual([
          Object.keys(declared?.values ?? {}).sort(),
          [],
        ]);
        expect(Object.keys(lists ?? {}).sort()).toEqual(Object.keys(declared?.lists ?? {}).sort());
        for (const [list, items] of Object.entries(lists ?? {}))
          expectToKeepTo(declared?.lists?.[list], items);
      }
    }
  });
});
