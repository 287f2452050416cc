import { isDeepStrictEqual } from 'node:util';
import { type Language, languages, mediaKinds } from '../../src/flow';
import { openScene, pushesOf, type Scene } from './scene';
import {
  carriedBy,
  expectGoodManners,
  follow,
  isOfQuestion,
  offersOf,
  questionOn,
  saidIn,
  tap,
  textsOf,
  write,
} from './screens';
import { sendMedia } from './send-media';
import { aFewAtOnce, type Spot, walk, writtenQuestions } from './walk';
import { labelOf, variantsAt, wordsAt } from './written-words';

/** What is understood everywhere, as it is typed in each language; Japanese is understood in all of them. */
const typed: Readonly<Record<Move, Readonly<Record<Language, readonly string[]>>>> = {
  person: everyLanguage('人と話したい', 'talk to a person', 'ひととはなしたい'),
  later: everyLanguage('また今度', 'another time', 'またこんど'),
  stop: everyLanguage('やめる', 'stop', 'やめます'),
  back: everyLanguage('戻る', 'go back', 'もどる'),
  menu: everyLanguage('メニュー', 'menu', 'めにゅー'),
};
/** What is still offered to whoever leaves. */
const towardsAVoice = ['move/person', 'move/crisis'];
/** What somebody typed or chose to be asked about is not kept for another time: it is asked for again. */
const takenAt: Readonly<Record<string, string>> = {
  'nickname/confirm': 'nickname/choose',
  'kept/sure': 'kept/listed',
};
const laterAt = (question: string) => takenAt[question] ?? question;
/** Questions that any words answer. */
const takesWords = ['nickname/choose', 'directory/name'];
type Move = 'person' | 'later' | 'stop' | 'back' | 'menu';

// Every question is come to many times over, by somebody new each time.
jest.setTimeout(240_000);

// The walk is about flows and words, not about where they are stored: one database is enough.
describe.each(languages)('walked through in %s', (language) => {
  let scene: Scene;
  let spots: readonly Spot[];
  beforeAll(async () => {
    scene = await openScene('sqlite');
    spots = await walk(scene, language);
  });
  afterAll(() => scene.close());
  // The clock stands still while a test runs, and LINE takes only so many requests a second.
  beforeEach(() => scene.pass(60_000));
  afterEach(async () => {
    await scene.settled();
    expectGoodManners(scene.line);
    expect(pushesOf(scene.line)).toEqual([]);
    // The shipped facts are older than half a year, and this door has no address: every start says both. Nothing else
    // may be wrong.
    const warned = scene.log.filter((line) => /"level":"(warn|error)"/.test(line));
    expect(warned.filter((line) => !/content\.stale|room\.no-address/.test(line))).toEqual([]);
  });

  /** Does the same at every spot, each time as somebody new. */
  const everywhere = (act: (spot: Spot) => Promise<void>) => aFewAtOnce(scene, spots, act);

  test('every question there is can be come to, and nearly all of them by tapping alone', () => {
    const asked = spots.flatMap(({ question }) => question ?? []).sort();
    expect(asked).toEqual(writtenQuestions());
  });

  test('every question offers a person, the night lines, the menu and another time, and fits a phone', () => {
    for (const { question, offers } of spots) {
      if (question === null) continue;
      const flow = question.split('/')[0];
      const expected = ['person', 'crisis', 'menu'].filter((move) => move !== flow);
      expect(offers).toEqual(expect.arrayContaining([...expected, 'later'].map((move) => `move/${move}`)));
      expect(offers.length).toBeLessThanOrEqual(13);
      expect(new Set(offers).size).toBe(offers.length);
    }
  });

  test('“I want to talk to a person” leads there from everywhere', () =>
    everywhere(async (spot) => {
      for (const words of typed.person[language]) {
        const phone = await spot.arrive();
        await write(phone, words);
        expect([spot.name, questionOn(phone)]).toEqual([spot.name, 'person/choose']);
        if (spot.question !== 'nickname/choose') continue;
        expect((await scene.stateOf(phone.userId))?.facts.nickname).toBeUndefined();
      }
    }));

  test('“menu” leads there from everywhere', () =>
    everywhere(async (spot) => {
      for (const words of typed.menu[language]) {
        const phone = await spot.arrive();
        await write(phone, words);
        expect([spot.name, questionOn(phone)]).toEqual([spot.name, 'menu/choose']);
      }
    }));

  test('“another time” leaves what is asked open, asks nothing more, and it can be gone on from', () =>
    everywhere(async (spot) => {
      for (const words of typed.later[language]) {
        const phone = await spot.arrive();
        const answer = await write(phone, words);
        expect([spot.name, textsOf(answer)]).toEqual([
          spot.name,
          [wordsAt(spot.language, 'moves', 'messages', 'later')],
        ]);
        const left = (await scene.stateOf(phone.userId))?.paused;
        expect([spot.name, carriedBy(offersOf(phone))]).toEqual([
          spot.name,
          [...(left ? ['move/resume'] : []), ...towardsAVoice],
        ]);
        if (spot.question === null) continue;
        await write(phone, labelOf(spot.language, 'move/resume'));
        expect([spot.name, questionOn(phone)]).toEqual([spot.name, laterAt(spot.question)]);
      }
    }));

  test('“stop” stops from everywhere; asked whether to erase, it erases nothing', () =>
    everywhere(async (spot) => {
      for (const words of typed.stop[language]) {
        const phone = await spot.arrive();
        const answer = await write(phone, words);
        expect([spot.name, textsOf(answer)]).toEqual([
          spot.name,
          [wordsAt(spot.language, 'moves', 'messages', 'stop')],
        ]);
        expect(carriedBy(offersOf(phone))).toEqual(towardsAVoice);
        if (spot.question === 'erase/sure') expect(await scene.personOf(phone.userId)).not.toBeNull();
      }
    }));

  test('“back” goes to the question before, or says kindly that there is none', () =>
    everywhere(async (spot) => {
      for (const words of typed.back[language]) {
        const phone = await spot.arrive();
        const before = (await scene.stateOf(phone.userId))?.trail.at(-1);
        const answer = await write(phone, words);
        if (before === undefined) {
          expect([spot.name, saidIn(answer)]).toEqual([
            spot.name,
            wordsAt(spot.language, 'moves', 'messages', 'no-previous'),
          ]);
          expect(questionOn(phone)).toBe(spot.question);
        } else {
          expect([spot.name, questionOn(phone)]).toEqual([
            spot.name,
            laterAt(`${before.flow}/${before.step}`),
          ]);
        }
      }
    }));

  test('somebody without buttons can type what is written on them', async () => {
    const misunderstood: unknown[] = [];
    // What is under every question reads the same everywhere: typed once, where it is met first.
    const met = new Set<string>();
    const isNew = (data: string) => !data.startsWith('move/') || (!met.has(data) && met.add(data));
    const buttons = spots.flatMap((spot) => spot.offers.filter(isNew).map((data) => ({ spot, data })));
    await aFewAtOnce(scene, buttons, async ({ spot, data }) => {
      const thumb = await spot.arrive();
      const keyboard = await spot.arrive();
      const label = offersOf(keyboard).find((offer) => offer.data === data)?.label ?? '';
      await tap(thumb, data);
      await write(keyboard, label);
      // Words may be taken for words of danger too: then the ways to a voice come first, and nothing else changes.
      const outcomes = [thumb, keyboard].map((phone) => [
        questionOn(phone),
        carriedBy(offersOf(phone)).filter(isOfQuestion).sort(),
      ]);
      if (!isDeepStrictEqual(outcomes[0], outcomes[1])) misunderstood.push([spot.name, data, label]);
    });
    expect(misunderstood).toEqual([]);
  });

  test('words that nobody foresaw are thanked for, and the same question stays open', () =>
    everywhere(async (spot) => {
      if (spot.question === null || takesWords.includes(spot.question)) return;
      const phone = await spot.arrive();
      await write(phone, 'きょうは 雨の音を ずっと聞いていました');
      expect([spot.name, questionOn(phone)]).toEqual([spot.name, spot.question]);
      // What may have been meant is offered first and changes with the words; what is there to choose stays.
      expect(carriedBy(offersOf(phone)).filter(isOfQuestion)).toEqual(spot.offers.filter(isOfQuestion));
    }));

  test('a picture, a voice, a sticker … is answered kindly, with the buttons of the open question', () =>
    everywhere(async (spot) => {
      if (spot.question === null) return;
      const phone = await spot.arrive();
      for (const kind of mediaKinds) {
        const shown = phone.botMessages.length;
        await sendMedia(scene, phone, kind);
        await phone.waitForMessages(shown + 1);
        const where = [spot.name, kind];
        const answer = textsOf(phone.botMessages.slice(shown));
        expect([where, answer.length]).toEqual([where, 1]);
        expect(variantsAt(spot.language, 'moves', 'messages', kind)).toContain(answer[0]);
        // What their last words may have meant is not offered again; what is there to choose is.
        expect([where, carriedBy(offersOf(phone))]).toEqual([where, spot.offers.filter(isOfQuestion)]);
      }
    }));

  test('every button ever shown still works when it is tapped from the history, whatever is asked now', async () => {
    const everything = [...new Set(spots.flatMap(({ offers }) => offers))];
    const wanderer = scene.line.phone();
    await follow(wanderer);
    for (const data of [...everything, ...everything.toReversed()]) {
      await scene.pass(5_000);
      const event = scene.line.event({ type: 'postback', source: wanderer.source, postback: { data } });
      const shown = wanderer.botMessages.length;
      await scene.line.deliver([event]);
      await wanderer.waitForMessages(shown + 1);
    }
    await scene.settled();
    expect(scene.log.filter((line) => line.includes('fault'))).toEqual([]);
  });
});

function everyLanguage(ja: string, en: string, easy: string): Readonly<Record<Language, readonly string[]>> {
  return { ja: [ja], 'ja-easy': [ja, easy], en: [ja, en] };
}
