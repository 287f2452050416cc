import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Language, languages } from '../../src/flow';
import { onBothDatabases } from '../support/databases';
import type { Phone } from '../support/line-double';
import { openScene, pushesOf, type Scene, sendsOf } from './scene';
import {
  carriedBy,
  expectGoodManners,
  follow,
  giveName,
  offersIn,
  offersOf,
  questionOn,
  saidIn,
  tap,
  textsOf,
  write,
} from './screens';
import { firstLanguage } from './walk';
import { catalogueText, conversationDays, filled, labelOf, wordsAt } from './written-words';

const number = catalogueText('phone', 'number');
/** What is offered beside every question's own answers. */
const everywhere = ['move/person', 'move/crisis', 'move/menu', 'move/later'];

type Expected =
  | { readonly open: true; readonly untilHour: number }
  | {
      readonly open: false;
      readonly because: string;
      readonly opens: { readonly said: 'tomorrow' | 'date'; readonly date: string };
    };

/** The phone line answers on weekdays from 10:00 to 17:00; nothing of this is computed here. */
const moments: readonly (readonly [name: string, at: string, expected: Expected])[] = [
  ['at noon on a weekday', '2026-11-20T12:00:00+09:00', { open: true, untilHour: 17 }],
  [
    'on a weekday night',
    '2026-11-19T21:00:00+09:00',
    { open: false, because: 'hours', opens: { said: 'tomorrow', date: '2026-11-20' } },
  ],
  [
    'before opening, long after midnight',
    '2026-11-21T01:30:00+09:00',
    { open: false, because: 'hours', opens: { said: 'date', date: '2026-11-24' } },
  ],
  [
    'on a Saturday before a Monday that is a holiday',
    '2026-11-21T15:00:00+09:00',
    { open: false, because: 'hours', opens: { said: 'date', date: '2026-11-24' } },
  ],
  [
    'on a public holiday',
    '2026-11-23T11:00:00+09:00',
    { open: false, because: 'holiday', opens: { said: 'tomorrow', date: '2026-11-24' } },
  ],
  [
    'on a weekday between two holidays, which the law makes one',
    '2026-09-22T11:00:00+09:00',
    { open: false, because: 'holiday', opens: { said: 'date', date: '2026-09-24' } },
  ],
  [
    'on a substitute holiday',
    '2027-03-22T11:00:00+09:00',
    { open: false, because: 'holiday', opens: { said: 'tomorrow', date: '2027-03-23' } },
  ],
  [
    'in the year-end break',
    '2026-12-30T13:00:00+09:00',
    { open: false, because: 'year-end', opens: { said: 'date', date: '2027-01-04' } },
  ],
];

onBothDatabases((dialect) => {
  let scene: Scene;
  afterEach(() => scene.close());

  test.each(moments)('a whole first conversation %s, in every language', async (_name, at, expected) => {
    scene = await openScene(dialect, { at });
    for (const language of languages) await firstConversation(scene, language, expected);

    expectGoodManners(scene.line);
    expect(pushesOf(scene.line)).toEqual([]);
    expect(sendsOf(scene.line)).toHaveLength(scene.line.events.length);
    for (const { body, status } of sendsOf(scene.line)) {
      expect(status).toBe(200);
      const { messages } = body as { messages: readonly unknown[] };
      expect(messages.length).toBeGreaterThanOrEqual(1);
      expect(messages.length).toBeLessThanOrEqual(5);
    }
    const openApi = resolve('..', 'shared', 'line-openapi', 'messaging-api.yml');
    expect(scene.line.openApi).toBe(existsSync(openApi) ? 'used' : 'absent');
  });

  test('what is kept and how it is erased is said before the first question, also to who writes unasked', async () => {
    scene = await openScene(dialect);
    const friend = scene.line.phone();
    const stranger = scene.line.phone();
    for (const [file, said] of [
      ['first-contact', await follow(friend)],
      ['first-words', await write(stranger, '眠れない夜が続いています')],
    ] as const) {
      const kept = filled(wordsAt(firstLanguage, file, 'kept'), { conversationDays: conversationDays() });
      const keptAt = textsOf(said).indexOf(kept);
      const questionAt = said.findIndex((entry) => offersIn(entry).length > 0);
      expect(keptAt).toBeGreaterThanOrEqual(0);
      expect(questionAt).toBeGreaterThan(keptAt);
      expect(questionAt).toBe(said.length - 1);
    }
    expectGoodManners(scene.line);
  });

  test('a conversation goes on where it was after a restart, and the person need not say anything again', async () => {
    scene = await openScene(dialect);
    const phone = scene.line.phone();
    await follow(phone);
    await tap(phone, 'first-contact/hello/family');
    await giveName(phone, 'はるかぜ');
    await scene.settled();
    await scene.door.restart();

    expect(questionOn(phone)).toBe('menu/choose');
    await tap(phone, 'menu/choose/phone');
    const talk = await tap(phone, 'phone/choose/talk');
    expect(questionOn(phone)).toBe('phone/family-talk');
    expect(textsOf(talk)).toContain(wordsAt(firstLanguage, 'phone', 'family-talk'));
    expectGoodManners(scene.line);
  });

  test('two hundred people at once are each answered, each with what is theirs', async () => {
    scene = await openScene(dialect);
    const people = Array.from({ length: 200 }, (_, index) => ({
      phone: scene.line.phone(),
      name: `こもれび${index}`,
    }));
    await Promise.all(people.map(({ phone }) => follow(phone)));
    await Promise.all(people.map(({ phone }) => tap(phone, 'first-contact/hello/self')));
    await Promise.all(
      people.map(async ({ phone, name }) => {
        const said = saidIn(await write(phone, name));
        expect(said).toContain(filled(wordsAt(firstLanguage, 'nickname', 'confirm'), { typed: name }));
      }),
    );
    await scene.settled();
    expectGoodManners(scene.line);
    expect(sendsOf(scene.line)).toHaveLength(3 * people.length);
  });
});

/** Follow, language, who, nickname, menu, phone hours: all by tapping, apart from the nickname. */
async function firstConversation(scene: Scene, language: Language, expected: Expected): Promise<void> {
  const phone = scene.line.phone();
  const greeting = await follow(phone);
  expectQuestion(phone, 'first-contact/hello');
  expect(textsOf(greeting)).toContain(wordsAt(firstLanguage, 'first-contact', 'hello'));
  expectNumberToTap(phone, firstLanguage, 'first-contact', expected.open ? 'phone-open' : 'phone-closed');

  if (language !== firstLanguage) {
    await tap(phone, 'first-contact/hello/language');
    expectQuestion(phone, 'language/choose');
    const again = await tap(phone, `language/choose/${language}`);
    expectQuestion(phone, 'first-contact/hello');
    expect(textsOf(again)).toContain(wordsAt(language, 'first-contact', 'hello'));
    expect(textsOf(again)).toContain(
      filled(wordsAt(language, 'first-contact', 'kept'), { conversationDays: conversationDays() }),
    );
  }
  expect(labelsOf(phone)).toContain(labelOf(language, 'first-contact/hello/unsaid'));

  const thanks = await tap(phone, 'first-contact/hello/family');
  expectQuestion(phone, 'nickname/choose');
  expect(textsOf(thanks)).toContain(wordsAt(language, 'first-contact', 'thanks-family'));
  expect(labelsOf(phone)).toContain(labelOf(language, 'nickname/choose/none'));

  const typed = await write(phone, 'ゆうなぎ');
  expectQuestion(phone, 'nickname/confirm');
  expect(textsOf(typed)).toContain(filled(wordsAt(language, 'nickname', 'confirm'), { typed: 'ゆうなぎ' }));
  const named = await tap(phone, 'nickname/confirm/as-name');
  expectQuestion(phone, 'menu/choose');
  expect(textsOf(named)).toContain(wordsAt(language, 'nickname', 'taken'));

  const hours = await tap(phone, 'menu/choose/phone');
  expectQuestion(phone, 'phone/choose');
  expect(textsOf(hours)).toContain(hoursIn(language, expected));
  expectNumberToTap(phone, language, 'phone', 'card');
  expect(await phone.tapButton(buttonLabel(language, 'phone', 'card'))).toEqual({
    sent: null,
    uri: `tel:${number.replaceAll('-', '')}`,
  });
}

/** The question is on the screen, with a way to a person, to the night lines, to the menu and to another time. */
function expectQuestion(phone: Phone, question: string): void {
  expect(questionOn(phone)).toBe(question);
  const offers = offersOf(phone);
  expect(offers.length).toBeLessThanOrEqual(13);
  const own = question.split('/')[0];
  expect(carriedBy(offers)).toEqual(
    expect.arrayContaining(everywhere.filter((data) => data !== `move/${own}`)),
  );
}

/** The newest card of this name has the number in words and under a button. */
function expectNumberToTap(phone: Phone, language: Language, flow: string, card: string): void {
  const title = wordsAt(language, flow, card, 'title');
  const shown = phone.botMessages.findLast(
    ({ message, text }) => message.type === 'flex' && text.startsWith(title),
  );
  expect(shown?.text).toContain(number);
  expect(JSON.stringify(shown?.message)).toContain(`"uri":"tel:${number.replaceAll('-', '')}"`);
  expect(phone.buttons).toContain(buttonLabel(language, flow, card));
}

function buttonLabel(language: Language, flow: string, card: string): string {
  return filled(wordsAt(language, flow, card, 'buttons', '0', 'label'), { number });
}

function labelsOf(phone: Phone): readonly string[] {
  return offersOf(phone).map(({ label }) => label);
}

/** What is said of the hours, put together from the locale's own patterns. */
function hoursIn(language: Language, expected: Expected): string {
  if (expected.open) {
    const until = filled(wordsAt(language, 'calendar', 'today'), {
      time: onTheHour(language, expected.untilHour),
    });
    return filled(wordsAt(language, 'phone', 'open'), { until });
  }
  const day = new Date(`${expected.opens.date}T00:00:00Z`);
  const opensAt = filled(wordsAt(language, 'calendar', expected.opens.said), {
    time: onTheHour(language, 10),
    weekday: wordsAt(language, 'calendar', 'weekdays', String((day.getUTCDay() + 6) % 7)),
    month: wordsAt(language, 'calendar', 'months', String(day.getUTCMonth())),
    day: String(day.getUTCDate()),
  });
  const because = wordsAt(language, 'calendar', 'because', expected.because);
  return filled(wordsAt(language, 'phone', 'closed'), { because, opensAt });
}

function onTheHour(language: Language, hour: number): string {
  const pattern = wordsAt(language, 'calendar', 'time', hour < 12 ? 'morning' : 'afternoon', 'hour');
  return filled(pattern, { hour12: String(hour % 12), hour24: String(hour) });
}
