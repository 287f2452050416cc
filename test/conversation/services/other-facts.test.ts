import { languages } from '../../../src/flow';
import { asking, factsWith, idsOf, invented, listOf } from './asking';
import { shippedFacts } from './shipped';

const { catalogue } = shippedFacts();
const ask = asking();

describe('visit-window', () => {
  const at = (municipality: string) => ask('visit-window', { facts: { municipality } });

  test('in Tokyo leads to the list of all windows and names the place', () => {
    expect(at('hino')).toMatchObject({
      outcome: 'list',
      values: { place: '日野市', listLink: catalogue.visit.windowList.url, windowName: '' },
    });
  });

  test('outside Tokyo says so and leads on', () => {
    const { outcome, values } = at('hokkaido');
    expect(outcome).toBe('outside');
    expect(values.outsideLink).toMatch(/^https:/);
  });

  test('without a place it knows still has the list', () => {
    expect(ask('visit-window').outcome).toBe('unknown');
    expect(at('atlantis').outcome).toBe('unknown');
  });

  test('a window that staff wrote down is told', () => {
    const name = {
      ja: '日野市の窓口',
      'ja-easy': '日野市（ひのし）の窓口（まどぐち）',
      en: 'Window of Hino',
    };
    const windows = [{ municipality: 'hino', name, phone: '042-000-0000', link: null, ...invented }];
    const known = asking(factsWith({ visit: { ...catalogue.visit, windows } }));
    expect(known('visit-window', { facts: { municipality: 'hino' } })).toMatchObject({
      outcome: 'window',
      values: { windowName: '日野市の窓口', windowPhone: '042-000-0000', windowLink: '' },
    });
  });

  test('tells the conditions', () => {
    expect(at('hino').values).toMatchObject({ visitAge: '15', visitMonths: '6', visitTimes: '5' });
  });
});

describe('cases', () => {
  test("families see families' stories first, others those of people themselves", () => {
    expect(idsOf(ask('cases', { facts: { standpoint: 'family' } }), 'cases').at(-1)).toBe('mail-39');
    expect(idsOf(ask('cases', { facts: { standpoint: 'self' } }), 'cases')[0]).toBe('mail-39');
  });

  test('say who told it and how, in every language', () => {
    const who = languages.map((language) => listOf(ask('cases', { language }), 'cases')[0]?.values.who);
    expect(who[0]).toBe('ご本人のお話（39歳の男性、ひきこもって15年）');
    expect(who[2]).toBe('The person himself (39 years old, 15 years of hikikomori)');
  });
});

describe('news', () => {
  const entry = {
    id: 'line-down',
    kind: 'notice' as const,
    publishedOn: '2026-12-28',
    expiresOn: '2027-01-03',
    title: { ja: '電話が通じない時間', 'ja-easy': '電話（でんわ）の 休（やす）み', en: 'Phone line down' },
    body: { ja: '点検です。', 'ja-easy': '点検（てんけん）です。', en: 'Maintenance.' },
    link: null,
    ...invented,
  };
  const withNews = asking(
    factsWith({ news: { entries: [entry, { ...entry, id: 'newer', publishedOn: '2026-12-30' }] } }),
  );
  const shown = (now: string) => idsOf(withNews('news', { now }), 'news');

  test('ships with none, because all news of the source is past', () => {
    expect(catalogue.news.entries).toEqual([]);
    expect(ask('news').outcome).toBe('none');
  });

  test('is shown from its first day to the end of its last, over New Year, the newest first', () => {
    expect(shown('2026-12-27T23:59:00+09:00')).toEqual([]);
    expect(shown('2026-12-28T00:00:00+09:00')).toEqual(['line-down']);
    expect(shown('2027-01-03T23:59:00+09:00')).toEqual(['newer', 'line-down']);
    expect(shown('2027-01-04T00:00:00+09:00')).toEqual([]);
  });
});

test('costs are told as the catalogue has them', () => {
  expect(ask('costs')).toMatchObject({ outcome: 'free', values: { ownCosts: '通信費' } });
  const { costs } = catalogue.supports;
  const charged = asking(
    factsWith({ supports: { ...catalogue.supports, costs: { ...costs, free: false } } }),
  );
  expect(charged('costs').outcome).toBe('charged');
});

test('who is there is told in every language', () => {
  expect(ask('supports').values.staff).toBe('社会福祉士・精神保健福祉士・臨床心理士・公認心理師');
  for (const language of languages) {
    const { values } = ask('supports', { language });
    expect(Object.values(values).every((text) => text !== '')).toBe(true);
  }
});
