import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { parse } from 'yaml';
import { loadStaleCrisisFacts } from '../../../src/conversation/services';
import {
  type CrisisCatalogue,
  crisisMatters,
  crisisSchema,
} from '../../../src/conversation/services/crisis-catalogue';
import { answeringLines } from '../../../src/conversation/services/crisis-ranking';
import { type Danger, initialState, type Language, languages, type Service } from '../../../src/flow';
import { shippedDirectories, shippedServices } from './shipped';

const file: unknown = parse(readFileSync(join(shippedDirectories.flows, 'catalogue', 'crisis.yaml'), 'utf8'));
const crisis: CrisisCatalogue = crisisSchema.parse(file);

/** A Tuesday, in Tokyo. */
const noon = Date.parse('2026-11-24T12:00:00+09:00');
const night = Date.parse('2026-11-24T03:00:00+09:00');

const services = shippedServices();

function service(name: string): Service {
  const found = services[name];
  if (found === undefined || found.live !== undefined) throw new Error(`${name} is no pure service`);
  return found;
}

function answer(name: string, danger: Danger | null, now = noon, language: Language = 'ja') {
  return service(name).answer({ now, language, seed: 1, danger, state: initialState(language) });
}

/** Any hour of two years. */
const anyTime = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2028, 0, 1) });

describe('lines where a person answers', () => {
  test('at every hour, for every danger, the first answers at every hour and is confirmed', () => {
    fc.assert(
      fc.property(anyTime, fc.constantFrom(...crisisMatters), fc.boolean(), (now, matter, urgent) => {
        const [first] = answeringLines(crisis, { matter, urgent, now });
        expect(first?.until).toBeNull();
        expect(first?.line.standing).toBe('confirmed');
      }),
    );
  });

  test('none is told that does not answer now, and what must be rechecked comes last', () => {
    fc.assert(
      fc.property(anyTime, fc.constantFrom(...crisisMatters), fc.boolean(), (now, matter, urgent) => {
        const lines = answeringLines(crisis, { matter, urgent, now });
        for (const { until } of lines) expect(until === null || until > now).toBe(true);
        const standings = lines.map(({ line }) => line.standing);
        expect(standings).toEqual([...standings].sort());
      }),
    );
  });

  test('a line of the evening is told in the evening only', () => {
    const ids = (now: number) =>
      answeringLines(crisis, { matter: 'suicide', urgent: true, now }).map(({ id }) => id);
    expect(ids(Date.parse('2026-11-24T17:00:00+09:00'))).toContain('inochi');
    expect(ids(noon)).not.toContain('inochi');
    expect(ids(Date.parse('2026-11-24T21:00:00+09:00'))).not.toContain('inochi');
  });
});

describe('crisis-first', () => {
  test.each([
    [{ label: 'suicide', urgent: true }, 'suicide', '0120-279-338'],
    [{ label: 'suicide', urgent: false }, 'suicide', '0120-279-338'],
    [{ label: 'self_harm', urgent: true }, 'self-harm', '119'],
    [{ label: 'self_harm', urgent: false }, 'self-harm', '0120-279-338'],
    [{ label: 'medical', urgent: true }, 'medical', '119'],
    [{ label: 'violence', urgent: true }, 'violence', '110'],
    [{ label: 'violence', urgent: false }, 'violence', '0120-279-338'],
    [{ label: 'abuse', urgent: true }, 'abuse', '110'],
    [{ label: 'abuse', urgent: false }, 'abuse', '0120-279-889'],
    [{ label: 'unscreened', urgent: false }, 'anything', '0120-279-338'],
  ] as const)('%j is told of by day and by night as %s, first %s', (danger, outcome, number) => {
    for (const now of [noon, night]) {
      const { outcome: told, values } = answer('crisis-first', danger, now);
      expect([told, values.firstNumber]).toEqual([outcome, number]);
      expect(values.firstAbout).toMatch(/^24時間/);
    }
  });
});

describe('crisis-now', () => {
  test('gives the same whatever screening made of the words', () => {
    const asked = answer('crisis-now', null);
    expect(answer('crisis-now', { label: 'violence', urgent: true })).toEqual(asked);
    expect(asked.values.firstNumber).toBe('0120-279-338');
  });

  test('says of a line with hours until when it answers', () => {
    expect(answer('crisis-now', null).values.others).toContain('#いのちSOS 0120-061-338（');
    expect(answer('crisis-now', null).values.others).toMatch(/#いのちSOS.*24時まで|#いのちSOS.*（あす/);
  });

  test('tells whoever is spoken with in English of a line in English second, while it answers', () => {
    expect(answer('crisis-now', null, noon, 'en').values.secondNumber).toBe('03-5774-0992');
    expect(answer('crisis-now', null, night, 'en').values.secondNumber).toBe('03-3264-4343');
    expect(answer('crisis-now', null, noon, 'ja').values.secondNumber).toBe('03-3264-4343');
  });

  test('declares values no shorter than any it gives', () => {
    const { values: longest } = service('crisis-now');
    fc.assert(
      fc.property(anyTime, fc.constantFrom(...languages), (now, language) => {
        const { values } = answer('crisis-now', null, now, language);
        expect(Object.keys(values).sort()).toEqual(Object.keys(longest).sort());
        for (const [name, value] of Object.entries(values)) {
          expect(value.length).toBeLessThanOrEqual(longest[name]?.length ?? 0);
        }
      }),
    );
  });
});

describe('the catalogue', () => {
  test('must have a confirmed line for all hours for every danger', () => {
    const lines = Object.fromEntries(
      Object.entries(crisis.lines).map(([id, line]) => [
        id,
        { ...line, for: line.for.filter((matter) => matter !== 'violence') },
      ]),
    );
    const result = crisisSchema.safeParse({ ...crisis, lines });
    expect(result.error?.issues.map(({ message }) => message)).toEqual([
      'no confirmed line that answers at every hour has `violence` in its `for`: somebody would be left without a number',
    ]);
  });

  test('must have for all hours what texts name by itself', () => {
    const yorisoi = { ...crisis.lines.yorisoi, hours: crisis.lines.inochi?.hours };
    const result = crisisSchema.safeParse({ ...crisis, lines: { ...crisis.lines, yorisoi } });
    expect(result.error?.issues.map(({ path }) => path.join('.'))).toContain('lines.yorisoi.hours');
  });

  test('has facts that want looking at after half a year', () => {
    const stale = loadStaleCrisisFacts(shippedDirectories.flows, noon);
    expect(stale).toEqual([expect.stringContaining('lines.yorisoi (2021-02)')]);
    expect(loadStaleCrisisFacts(shippedDirectories.flows, Date.parse('2019-01-02'))).toEqual([]);
    expect(loadStaleCrisisFacts('nowhere', noon)).toEqual([]);
  });
});
