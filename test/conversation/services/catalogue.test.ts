import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { freshDays, staleFacts } from '../../../src/conversation/services';
import { languages } from '../../../src/flow';
import { findingsIn } from '../../wording/shipped-linter';
import { invented } from './asking';
import { shippedDirectories, shippedFacts } from './shipped';

const { catalogue } = shippedFacts();
const folder = join(shippedDirectories.flows, 'catalogue');
/** Words to make codes of: they say nothing about the world. */
const noFacts = ['resume-words.yaml'];
const files = readdirSync(folder).filter((file) => file.endsWith('.yaml') && !noFacts.includes(file));
const read = (file: string): unknown => parse(readFileSync(join(folder, file), 'utf8'));

describe('every fact', () => {
  test.each(files)('of %s stands under a source, a date and who checked it', (file) => {
    const untraced = factsWithoutSource(read(file), []);
    expect(untraced).toEqual([]);
  });

  test('is looked for in every file that is read, and no other file is there', () => {
    expect(files.map((file) => file.replace('.yaml', '')).sort()).toEqual(Object.keys(catalogue).sort());
  });
});

describe('municipalities', () => {
  const { municipalities } = catalogue.municipalities;
  const towns = municipalities.filter(({ area, position }) => area === 'tokyo' && position !== null);

  test('are all 62 of Tokyo: 23 wards, 26 cities, 5 towns and 8 villages, islands too', () => {
    const ending = (sign: string): number => towns.filter(({ name }) => name.ja.endsWith(sign)).length;
    expect(towns).toHaveLength(62);
    expect([ending('区'), ending('市'), ending('町'), ending('村')]).toEqual([23, 26, 5, 8]);
  });

  test('and the 47 prefectures, so that nobody is outside', () => {
    const prefectures = municipalities.filter(({ position }) => position === null);
    expect(prefectures).toHaveLength(47);
    expect(prefectures.every(({ name }) => /[都道府県]$/.test(name.ja))).toBe(true);
  });

  test('have a reading without an ending, and a name that two of them share in no language', () => {
    for (const language of languages) {
      const names = municipalities.map(({ name }) => name[language]);
      expect(new Set(names).size).toBe(names.length);
    }
    const { 'ja-easy': easy } = {
      'ja-easy': municipalities.map(({ name, reading }) => [name['ja-easy'], reading]),
    };
    for (const [name, reading] of easy) expect(name).toContain(reading);
  });
});

describe('the directory', () => {
  const { entries } = catalogue.directory;

  test('has the twenty organisations, each with a place and its kinds', () => {
    const registered = entries.filter(({ kinds }) =>
      kinds.some((kind) => ['home-visits', 'free-space', 'social-experience'].includes(kind)),
    );
    expect(registered).toHaveLength(20);
    expect(registered.every(({ municipalities }) => municipalities.length > 0)).toBe(true);
  });

  test('has the public bodies and the groups', () => {
    expect(entries.filter(({ kinds }) => kinds.includes('mental-health'))).toHaveLength(4);
    expect(entries.filter(({ id }) => id.startsWith('saposute-'))).toHaveLength(10);
    expect(entries.filter(({ kinds }) => kinds.includes('work'))).toHaveLength(15);
    expect(
      entries.filter(({ kinds }) => kinds.some((kind) => ['peers', 'families'].includes(kind))),
    ).toHaveLength(3);
  });

  test('states the link that a source states, and no other', () => {
    const linked = entries.filter(({ link }) => link !== null).map(({ id }) => id);
    expect(linked).toEqual([
      'ux-kaigi',
      'khj',
      'osd',
      'wakanavi-alpha',
      'homu-shonen-shien',
      'tokyo-hikikomori-page',
      'voice-station',
    ]);
  });
});

test('the words of the catalogue press on nobody', async () => {
  const found: string[] = [];
  for (const text of textsIn(catalogue)) {
    for (const { by, category, start, end } of await findingsIn(text)) {
      // The model learnt from what counsellors say, not from names of offices.
      if (by === 'model') continue;
      found.push(`${category}: ${text.slice(start, end)} in: ${text}`);
    }
  }
  expect(found).toEqual([]);
});

describe('stale facts', () => {
  const day = 86_400_000;
  const phone = (given: { verifiedAt: string; checkedBy: string | null }) => ({
    phone: { ...catalogue.phone, ...invented, ...given },
  });
  const from = Date.parse('2026-06-01T00:00:00Z');

  test('are those that nobody looked at for more than half a year', () => {
    const fresh = phone({ verifiedAt: '2026-06-01', checkedBy: null });
    expect(staleFacts(fresh, from + freshDays * day)).toEqual([]);
    expect(staleFacts(fresh, from + (freshDays + 1) * day)).toEqual([
      { file: 'phone.yaml', place: '', verifiedAt: '2026-06-01', days: freshDays + 1 },
    ]);
  });

  test('a month or a year counts from its first day', () => {
    expect(staleFacts(phone({ verifiedAt: '2026-06', checkedBy: null }), from + 181 * day)).toHaveLength(1);
    expect(staleFacts(phone({ verifiedAt: '2026', checkedBy: null }), from + 30 * day)).toHaveLength(1);
  });

  test('what staff checked since is fresh again', () => {
    const checked = phone({ verifiedAt: '2022', checkedBy: 'みなとまち相談センター, 2026-05-20' });
    expect(staleFacts(checked, from)).toEqual([]);
  });

  test('are found in every file as it ships, by the id of their entry', () => {
    const stale = staleFacts(catalogue, Date.parse('2026-11-21T00:00:00Z'));
    expect(stale.map(({ file, place }) => `${file} ${place}`)).toEqual(
      expect.arrayContaining([
        'phone.yaml ',
        'directory.yaml entries.seisa',
        'peer.yaml ',
        'visit.yaml times',
      ]),
    );
  });
});

/** Where a value stands that no object above it gives a source, a date and a check for. */
function factsWithoutSource(value: unknown, place: readonly string[]): readonly string[] {
  if (typeof value !== 'object' || value === null) return [place.join('.')];
  const traced =
    'source' in value &&
    'verifiedAt' in value &&
    'checkedBy' in value &&
    /^\d{4}/.test(String(value.verifiedAt));
  if (traced) return [];
  return Object.entries(value)
    .filter(([key]) => !isSetting(place, key))
    .flatMap(([key, inner]) => factsWithoutSource(inner, [...place, key]));
}

/** How the directory is looked through, not a fact about the world. */
function isSetting(place: readonly string[], key: string): boolean {
  return place.length === 0 && (key === 'kinds' || key === 'onlyWhenAsked');
}

/** Every text for people in the catalogue. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('ja' in value && 'ja-easy' in value && 'en' in value) return Object.values(value).map(String);
  return Object.values(value).flatMap(textsIn);
}
