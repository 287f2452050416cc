import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import type { Language } from '../../src/flow';
import type { Phone } from '../support/line-double';
import type { Scene } from './scene';
import { carriedBy, follow, offersOf, questionOn, tap, write } from './screens';

/** A point of the conversation that a thumb can get to. */
export interface Spot {
  /** The question that is asked there, or after which tap nothing is asked. */
  readonly name: string;
  readonly question: string | null;
  /** In which language one is answered there: once erased, one is met as if for the first time. */
  readonly language: Language;
  /** What each button there carries. */
  readonly offers: readonly string[];
  /** Brings a new person there. */
  arrive(): Promise<Phone>;
}

/** The language in which everybody is met. */
export const firstLanguage: Language = 'ja';
/** Far more than there are: ends a walk that would not end by itself. */
const spotsAtMost = 80;

/**
 * Every point that somebody can get to by tapping alone, breadth-first from adding the friend, from writing without a
 * greeting, what only families are shown, and the question about a name that was typed. Each tap is made by somebody new.
 */
export async function walk(scene: Scene, language: Language): Promise<readonly Spot[]> {
  const found = new Map<string, Spot>();
  let edge: Spot[] = [];
  for (const begin of Object.values(beginnings(scene, language))) {
    const spot = spotAt(language, await begin(), 'the start', begin);
    if (!found.has(spot.name)) edge.push(spot);
    found.set(spot.name, spot);
  }
  while (edge.length > 0) {
    if (found.size > spotsAtMost) throw new Error('There are more places to get to than a walk can visit.');
    const reached = await Promise.all(
      edge.flatMap((from) =>
        from.offers.map(async (data) => {
          const arrive = async () => {
            const phone = await from.arrive();
            await tap(phone, data);
            return phone;
          };
          return spotAt(language, await arrive(), data, arrive);
        }),
      ),
    );
    edge = [];
    for (const spot of reached) {
      if (found.has(spot.name)) continue;
      found.set(spot.name, spot);
      edge.push(spot);
    }
  }
  // What a family member is shown of the phone differs, and a typed name is asked about; all else is as for everybody.
  const begin = beginnings(scene, language).asFriend;
  const others = await Promise.all(
    [asFamily(begin), withTypedName(begin)].map(async (arrive) =>
      spotAt(language, await arrive(), 'the start', arrive),
    ),
  );
  return [...found.values(), ...others];
}

function withTypedName(begin: () => Promise<Phone>): () => Promise<Phone> {
  return async () => {
    const phone = await begin();
    await tap(phone, 'first-contact/hello/self');
    await write(phone, 'わたすげ');
    return phone;
  };
}

function asFamily(begin: () => Promise<Phone>): () => Promise<Phone> {
  return async () => {
    const phone = await begin();
    await tap(phone, 'first-contact/hello/family');
    await tap(phone, 'nickname/choose/offered');
    await tap(phone, 'menu/choose/phone');
    await tap(phone, 'phone/choose/talk');
    return phone;
  };
}

/** Every question that the flow files ask, as `<flow>/<step>`. */
export function writtenQuestions(): readonly string[] {
  const folder = resolve('flows');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .flatMap((name) => {
      const file: unknown = parse(readFileSync(join(folder, name), 'utf8'));
      const { flow, steps } = (file ?? {}) as { flow?: string; steps?: Record<string, object> };
      return Object.entries(steps ?? {}).flatMap(([step, content]) =>
        'ask' in content ? [`${flow}/${step}`] : [],
      );
    })
    .sort();
}

function spotAt(language: Language, phone: Phone, lastTap: string, arrive: () => Promise<Phone>): Spot {
  const question = questionOn(phone);
  return {
    name: question ?? `nothing asked after ${lastTap}`,
    question,
    language: lastTap === 'erase/sure/erase' ? firstLanguage : language,
    offers: carriedBy(offersOf(phone)),
    arrive,
  };
}

function beginnings(
  scene: Scene,
  language: Language,
): Readonly<Record<'asFriend' | 'asStranger', () => Promise<Phone>>> {
  const asFriend = async () => {
    const phone = scene.line.phone();
    await follow(phone);
    return phone;
  };
  const asStranger = async () => {
    const phone = scene.line.phone();
    await write(phone, '夜になると、考えごとがとまりません');
    return phone;
  };
  const inLanguage = (begin: () => Promise<Phone>, question: string) => async () => {
    const phone = await begin();
    if (language === firstLanguage) return phone;
    await tap(phone, `${question}/language`);
    await tap(phone, `language/choose/${language}`);
    return phone;
  };
  return {
    asFriend: inLanguage(asFriend, 'first-contact/hello'),
    asStranger: inLanguage(asStranger, 'first-words/thanks'),
  };
}
