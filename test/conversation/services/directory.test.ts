import fc from 'fast-check';
import { languages } from '../../../src/flow';
import { asking, idsOf, listOf } from './asking';
import { shippedFacts } from './shipped';

const { catalogue } = shippedFacts();
const ask = asking();
const search = (facts: Record<string, string>) => ask('directory-search', { facts });
const named = (organisationName: string) => ask('directory-by-name', { held: { organisationName } });
const places = (answer: ReturnType<typeof search>) =>
  listOf(answer, 'organisations').map(({ values }) => values.place);
const workOnly = catalogue.directory.entries
  .filter(({ kinds }) => kinds.every((kind) => kind === 'work'))
  .map(({ id }) => id);

describe('directory-search', () => {
  test('begins with what is in the place, and goes on with what serves all of Tokyo', () => {
    const found = search({ municipality: 'setagaya' });
    expect(found.outcome).toBe('in-place');
    expect(found.values.place).toBe('世田谷区');
    expect(idsOf(found, 'organisations').slice(0, 3)).toEqual([
      'kodomo-social-work',
      'mahiro',
      'chubu-mental-health',
    ]);
  });

  test('where there is nothing in the place, gives the nearest first', () => {
    const found = search({ municipality: 'fuchu', supportKind: 'free-space' });
    expect(found.outcome).toBe('nearby');
    expect(places(found).slice(0, 3)).toEqual(['武蔵野市', '町田市', '世田谷区']);
  });

  test('calls nothing near an island near', () => {
    const found = search({ municipality: 'ogasawara', supportKind: 'home-visits' });
    expect(found.outcome).toBe('wide');
    expect(listOf(found, 'organisations').length).toBeGreaterThan(0);
  });

  test('looks past the own place when asked to, which then comes last', () => {
    const found = search({ municipality: 'setagaya', supportKind: 'home-visits', searchArea: 'everywhere' });
    expect(found.outcome).toBe('wide');
    expect(idsOf(found, 'organisations').at(0)).toBe('peer-support-shibuya');
    expect(idsOf(found, 'organisations').at(-1)).toBe('kodomo-social-work');
  });

  test('serves people outside Tokyo with what serves all of Japan, and with the windows of their prefecture', () => {
    const found = search({ municipality: 'osaka' });
    expect(found.outcome).toBe('outside');
    expect(idsOf(found, 'organisations')).toEqual(['ux-kaigi', 'khj', 'osd', 'voice-station']);
    expect(found.values).toMatchObject({ place: '大阪府', placeLink: 'https://www.pref.osaka.lg.jp/' });
    expect(found.values.outsideLink).toMatch(/^https:/);
  });

  test.each([{}, { municipality: 'tokyo' }, { municipality: 'atlantis' }])(
    'without a place it knows, shows everything: %p',
    (facts) => {
      const found = search(facts);
      expect(found.outcome).toBe('wide');
      expect(Number(found.values.count)).toBe(catalogue.directory.entries.length - workOnly.length);
    },
  );

  test('says that there is none when nothing of a kind is in the directory', () => {
    const facts = shippedFacts();
    const directory = {
      ...facts.catalogue.directory,
      entries: facts.catalogue.directory.entries.filter(({ kinds }) => !kinds.includes('families')),
    };
    const without = asking({ ...facts, catalogue: { ...facts.catalogue, directory } });
    const found = without('directory-search', { facts: { supportKind: 'families' } });
    expect(found.outcome).toBe('none');
    expect(listOf(found, 'organisations')).toEqual([]);
  });

  test('shows work only to those who ask for it', () => {
    expect(idsOf(search({ supportKind: 'work' }), 'organisations')).toContain('saposute-adachi');
    const everything = pages({}).flat();
    expect(everything.filter((id) => workOnly.includes(id))).toEqual([]);
  });

  test('a held kind wins over a remembered one', () => {
    const found = ask('directory-search', {
      facts: { supportKind: 'work' },
      held: { supportKind: 'families' },
    });
    expect(idsOf(found, 'organisations')).toEqual(['khj', 'osd']);
  });

  test('its pages together hold everything once, at most ten at a time', () => {
    const everything = pages({});
    expect(everything.slice(0, -1).every((page) => page.length === 10)).toBe(true);
    expect(new Set(everything.flat()).size).toBe(catalogue.directory.entries.length - workOnly.length);
    expect(everything.flat().length).toBe(new Set(everything.flat()).size);
  });

  test.each(['page-99', 'page-0', 'nonsense', ''])('begins anew on a page that is not there: %p', (page) => {
    expect(idsOf(search({ page }), 'organisations')).toEqual(idsOf(search({}), 'organisations'));
  });

  test('whatever is known, nobody gets nothing: a place is shown, or where one can ask', () => {
    const municipalities = catalogue.municipalities.municipalities.map(({ id }) => id);
    fc.assert(
      fc.property(
        fc.constantFrom('', ...municipalities),
        fc.constantFrom('', ...catalogue.directory.kinds),
        fc.constantFrom('', 'everywhere'),
        (municipality, supportKind, searchArea) => {
          const found = search({ municipality, supportKind, searchArea });
          const shown = idsOf(found, 'organisations');
          if (shown.length === 0) expect(found.outcome).toMatch(/none|outside/);
          expect(found.values.askPhone).toBe('0120-529-528');
          expect(found.values.listLink).toMatch(/^https:/);
          if (supportKind !== 'work') expect(shown.filter((id) => workOnly.includes(id))).toEqual([]);
        },
      ),
    );
  });

  test('in-place means that the first is in the place, nearby that none is', () => {
    for (const { id, area } of catalogue.municipalities.municipalities) {
      if (area !== 'tokyo') continue;
      for (const supportKind of ['', ...catalogue.directory.kinds]) {
        const { outcome, lists } = search({ municipality: id, supportKind });
        const inPlace = (lists?.organisations ?? []).map(
          ({ id: entry }) =>
            catalogue.directory.entries.find((each) => each.id === entry)?.municipalities.includes(id) ??
            false,
        );
        if (outcome === 'in-place') expect(inPlace[0]).toBe(true);
        else expect(inPlace).not.toContain(true);
      }
    }
  });
});

describe('directory-by-name', () => {
  test.each([
    ['星槎', 'seisa'],
    ['せいさ', 'seisa'],
    ['セイサ', 'seisa'],
    ['Seisa', 'seisa'],
    ['ｓｅｉｓａ', 'seisa'],
    ['星槎教育研究所の連絡先は？', 'seisa'],
    ['kyōiku kenkyūjo', 'seisa'],
    ['育て上げ', 'sodateage-net'],
    ['そだてあげねっと', 'sodateage-net'],
    ['ワーカーズコープ', 'shinjuku-wakamono'],
    ['青少年健康センター', 'myogadani-club'],
    ['みょうがだに', 'myogadani-club'],
    ['にれ', 'nire'],
    ['khj', 'khj'],
    ['ひきこもりユーエックスかいぎ', 'ux-kaigi'],
    ['若ナビ', 'wakanavi-alpha'],
    ['トスカ', 'tosca'],
    ['ピアサポート渋谷', 'peer-support-shibuya'],
  ])('finds by %s', (typed, id) => {
    expect(idsOf(named(typed), 'organisations')).toContain(id);
  });

  test.each(catalogue.directory.entries.map((entry) => [entry.id, entry] as const))(
    'finds %s by its name in every language and by its reading',
    (id, { name, reading }) => {
      for (const typed of [...languages.map((language) => name[language]), reading]) {
        expect(idsOf(named(typed), 'organisations')).toContain(id);
      }
    },
  );

  test('asking for work by name is asking for it', () => {
    const found = named('サポステ');
    expect(listOf(found, 'organisations')).toHaveLength(10);
    expect(idsOf(named('ハローワーク'), 'organisations')).toContain('hello-work-nippori');
  });

  test('where no name fits, a kind of help does, and then a place', () => {
    expect(idsOf(named('親の会'), 'organisations')).toEqual(['khj', 'osd']);
    expect(places(named('町田'))).toEqual(['町田市']);
  });

  test.each(['', '。。。', 'あ', 'zzzz'])('finds nothing by %p, and says where one can ask', (typed) => {
    const found = named(typed);
    expect(found.outcome).toBe('none');
    expect(found.values.askPhone).toBe('0120-529-528');
  });

  test('any text at all is an answer', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (typed) => {
        expect(['found', 'none']).toContain(named(typed).outcome);
      }),
    );
  });
});

describe('directory-kinds', () => {
  test('offers the kinds, with work last', () => {
    const kinds = idsOf(ask('directory-kinds'), 'kinds');
    expect(kinds).toContain('home-visits');
    expect(kinds.at(-1)).toBe('work');
  });

  test('every kind leads to something', () => {
    for (const supportKind of idsOf(ask('directory-kinds'), 'kinds')) {
      expect(listOf(search({ supportKind }), 'organisations').length).toBeGreaterThan(0);
    }
  });
});

describe('a card', () => {
  test.each(languages)('without a page of its own says where one can ask, in %s', (language) => {
    const [first] = listOf(ask('directory-search', { language }), 'organisations');
    expect(first?.values).toMatchObject({ link: '', askLink: catalogue.supports.officialPage.url });
    expect(first?.values.ask).toContain(catalogue.phone.name[language]);
  });

  test('with a page of its own says no more than that', () => {
    const found = named('khj');
    expect(listOf(found, 'organisations')[0]?.values).toMatchObject({
      link: 'https://www.khj-h.com/',
      askLink: '',
      ask: '',
    });
  });
});

/** The ids of every page, following `more`. */
function pages(facts: Record<string, string>): readonly (readonly string[])[] {
  const all: (readonly string[])[] = [];
  for (let page: string | undefined = 'page-1'; page !== undefined; ) {
    const found = search({ ...facts, page });
    all.push(idsOf(found, 'organisations'));
    page = listOf(found, 'more')[0]?.id;
  }
  return all;
}
