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
const spotsAtMost = 160;
/** How many people are on their way at the same time. LINE takes only so many requests a second. */
const atOnce = 24;

/** A tap on what carries this, or typed words. */
type Act = { readonly tap: string } | { readonly write: string };

/** Questions that a thumb alone does not get to, with what to do after being met as a friend. */
const beyondTapping: Readonly<Record<string, readonly Act[]>> = {
  'nickname/confirm': [{ tap: 'first-contact/hello/self' }, { write: 'わたすげ' }],
  'phone/family-talk': [
    { tap: 'first-contact/hello/family' },
    { tap: 'nickname/choose/offered' },
    { tap: 'menu/choose/phone' },
    { tap: 'phone/choose/talk' },
  ],
  'family-worry/heard': [{ write: '息子が心配です' }],
  'room/what': [{ write: '部屋' }],
  'room/unavailable': [{ write: '部屋' }, { tap: 'room/what/open' }],
  'directory/outside': [{ write: '窓口' }, { write: '大阪府' }],
  'directory/named': [{ write: '窓口' }, { tap: 'directory/choose/name' }, { write: 'まひろ' }],
  'directory/not-named': [{ write: '窓口' }, { tap: 'directory/choose/name' }, { write: 'ぬぬぬ' }],
  'peer-mine/elsewhere': [{ write: '予約を見る' }],
  'reminders/choose': [{ write: 'お知らせのこと' }],
  'visit/list': [{ write: '訪問' }, { tap: 'visit/what/apply' }, { write: 'せたがや' }],
  'visit/outside': [{ write: '訪問' }, { tap: 'visit/what/apply' }, { write: '大阪府' }],
};

/** Questions that the shipped facts lead nobody to, each with what would have to be so. */
const notToday: Readonly<Record<string, string>> = {
  'individual/dates': 'a date in the schedule',
  'events/dates': 'a date in the schedule',
  'news/latest': 'news',
  'cases/none': 'no case at all',
  'directory/none': 'a kind of help that nobody gives',
  'peer/no-days': 'half a year without a peer day',
  'visit/window': 'a municipal window that somebody has confirmed',
  'room/here': 'somebody who is in the room already',
};
/** Flows whose questions the shipped facts lead nobody to, save these. */
const flowsNotToday: Readonly<Record<string, { readonly why: string; readonly save: readonly string[] }>> = {
  'peer-times': { why: 'times of day for the talks with peers', save: [] },
  'peer-mine': { why: 'a talk with a peer that was booked here', save: ['elsewhere'] },
  'peer-today': { why: 'a talk with a peer on this day', save: [] },
  'peer-cancel': { why: 'a talk with a peer that was booked here', save: ['how'] },
  person: { why: 'a counsellor at the desk', save: ['choose'] },
  referral: { why: 'a counsellor who asked whether something may be passed on', save: [] },
  reminders: { why: 'somebody to whom nothing can be sent', save: ['choose'] },
};
/** Without a room on the web, this flow ends at `unavailable`; its other questions are met where there is one. */
const flowOfTheRoom = 'letter';

/**
 * Every point that somebody can get to by tapping alone, breadth-first from adding the friend and from writing without a
 * greeting, and those that need more than a thumb. Each tap is made by somebody new.
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
    const taps = edge.flatMap((from) => from.offers.map((data) => ({ from, data })));
    const reached = await aFewAtOnce(scene, taps, async ({ from, data }) => {
      const arrive = async () => {
        const phone = await from.arrive();
        await tap(phone, data);
        return phone;
      };
      return spotAt(language, await arrive(), data, arrive);
    });
    edge = [];
    for (const spot of reached) {
      if (found.has(spot.name)) continue;
      found.set(spot.name, spot);
      edge.push(spot);
    }
  }
  const begin = beginnings(scene, language).asFriend;
  const others = await aFewAtOnce(scene, Object.values(beyondTapping), async (acts) => {
    const arrive = after(begin, acts);
    return spotAt(language, await arrive(), 'the start', arrive);
  });
  return [...found.values(), ...others];
}

/** Does the same with every item, some at a time, and lets LINE's next second begin in between. */
export async function aFewAtOnce<Item, Result>(
  scene: Scene,
  items: readonly Item[],
  act: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (let next = 0; next < items.length; next += atOnce) {
    results.push(...(await Promise.all(items.slice(next, next + atOnce).map(act))));
    await scene.pass(1_000);
  }
  return results;
}

function after(begin: () => Promise<Phone>, acts: readonly Act[]): () => Promise<Phone> {
  return async () => {
    const phone = await begin();
    for (const act of acts) await ('tap' in act ? tap(phone, act.tap) : write(phone, act.write));
    return phone;
  };
}

/** Every question that the flow files ask and that somebody can come to today, as `<flow>/<step>`. */
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
    .filter((question) => {
      const [flow = '', step = ''] = question.split('/');
      const rest = flowsNotToday[flow];
      if (rest !== undefined) return rest.save.includes(step);
      return !Object.hasOwn(notToday, question) && (flow !== flowOfTheRoom || step === 'unavailable');
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
