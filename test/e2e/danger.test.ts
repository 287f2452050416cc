import { onBothDatabases } from '../support/databases';
import type { Phone, ScreenEntry } from '../support/line-double';
import { openScene, pushesOf, type Scene, sendsOf } from './scene';
import {
  carriedBy,
  expectGoodManners,
  follow,
  offersOf,
  questionOn,
  saidIn,
  tap,
  textsOf,
  write,
} from './screens';
import { firstLanguage } from './walk';
import { variantsAt } from './written-words';

const hour = 3_600_000;
const day = 24 * hour;

interface Story {
  readonly text: string;
  /** The flow that speaks, and the key of its first words. */
  readonly flow: string;
  readonly key: string;
  /** Numbers in the order in which they can be tapped. */
  readonly numbers: readonly string[];
}

const urgent: Readonly<Record<string, Story>> = {
  suicide: { text: '今夜死にます', flow: 'safety-now', key: 'voice', numbers: ['0120279338', '119', '110'] },
  'self-harm': {
    text: '薬をたくさん飲んだ',
    flow: 'safety-now',
    key: 'body',
    numbers: ['119', '%237119', '0120279338'],
  },
  violence: {
    text: '弟が包丁を持って暴れています',
    flow: 'safety-now',
    key: 'home',
    numbers: ['110', '0120279338', '119'],
  },
  abuse: {
    text: '父に首を絞められました',
    flow: 'safety-now',
    key: 'hurt',
    numbers: ['110', '0120279889', '189'],
  },
  medical: {
    text: '呼んでも返事がありません、意識がないみたいです',
    flow: 'safety-now',
    key: 'body',
    numbers: ['119', '%237119', '0120279338'],
  },
};

const calm: Readonly<Record<string, Story>> = {
  suicide: { text: 'もう死にたい', flow: 'safety-heard', key: 'heard', numbers: ['0120279338'] },
  'self-harm': { text: 'リスカした', flow: 'safety-heard', key: 'heard', numbers: ['0120279338'] },
  violence: {
    text: '家の中で暴力があります',
    flow: 'safety-home',
    key: 'heard',
    numbers: ['0120279338', '110'],
  },
  abuse: {
    text: '親から虐待を受けています',
    flow: 'safety-hurt',
    key: 'heard',
    numbers: ['0120279889', '189', '110'],
  },
};

const stories = [
  ...Object.entries(urgent).map(([label, story]) => [`${label}, urgent`, story] as const),
  ...Object.entries(calm).map(([label, story]) => [label, story] as const),
];

/** Numbers that a thumb can call, in the order of the screen. */
function callable(entries: readonly ScreenEntry[]): readonly string[] {
  return entries.flatMap(({ message }) =>
    [...JSON.stringify(message).matchAll(/"tel:([^"]+)"/g)].map(([, number]) => number ?? ''),
  );
}

onBothDatabases((dialect) => {
  let scene: Scene;
  let phone: Phone;
  beforeAll(async () => {
    scene = await openScene(dialect);
  });
  afterAll(() => scene.close());
  // LINE takes only so many requests a second, and the clock stands still while a test runs.
  beforeEach(async () => {
    await scene.pass(60_000);
    phone = scene.line.phone();
    await follow(phone);
    await tap(phone, 'first-contact/hello/self');
    expect(questionOn(phone)).toBe('nickname/choose');
  });
  afterEach(() => expectGoodManners(scene.line));

  test.each(stories)('%s: met at once, with numbers to tap, and nothing forced', async (_name, story) => {
    const answer = await write(phone, story.text);
    expect(variantsAt(firstLanguage, story.flow, story.key)).toContain(textsOf(answer)[0]);
    expect(callable(answer)).toEqual(story.numbers);
    expect(saidIn(answer)).not.toMatch(/[?？]/);

    // The ways to a voice come first; what was being asked can still be answered, by tapping and by writing.
    const offered = carriedBy(offersOf(phone));
    expect(offered.slice(0, 3)).toEqual(['move/person', 'move/crisis', 'move/writing']);
    expect(offered).toContain('nickname/choose/none');
    await write(phone, 'つゆくさ');
    expect(questionOn(phone)).toBe('nickname/confirm');
  });

  test.each(stories)('%s: whoever is silent afterwards is left in peace', async (_name, { text }) => {
    await write(phone, text);
    await scene.settled();
    const sent = sendsOf(scene.line).length;
    const shown = phone.botMessages.length;
    for (const wait of [10 * 60_000, hour, day, 30 * day]) await scene.pass(wait);
    await scene.settled();
    expect(sendsOf(scene.line)).toHaveLength(sent);
    expect(pushesOf(scene.line)).toEqual([]);
    expect(phone.botMessages).toHaveLength(shown);
  });

  test('the same list is not repeated within minutes, and stays one tap away', async () => {
    await write(phone, 'もう死にたい');
    await scene.pass(60_000);
    const again = await write(phone, 'ほんとうに、もう死にたい');
    expect(callable(again)).toEqual([]);
    expect(variantsAt(firstLanguage, 'safety-again', 'here')).toContain(saidIn(again));
    expect(callable(await tap(phone, 'move/crisis'))[0]).toBe('0120279338');
    await scene.pass(11 * 60_000);
    expect(callable(await write(phone, 'やっぱり死にたい'))).toEqual(['0120279338']);
  });

  test('what becomes urgent is answered as urgent, however recently a list was shown', async () => {
    await write(phone, 'もう死にたい');
    expect(callable(await write(phone, '今夜死にます'))).toEqual(['0120279338', '119', '110']);
    const again = await write(phone, '今夜死にます。決めました');
    expect(callable(again)).toEqual([]);
    expect(saidIn(again)).toContain('0120-279-338');
  });

  test('is met in the same way when it is the first thing somebody ever writes', async () => {
    const stranger = scene.line.phone();
    const answer = await write(stranger, 'もう死にたい');
    expect(callable(answer)).toEqual(['0120279338']);
    expect(questionOn(stranger)).toBeNull();
    expect(carriedBy(offersOf(stranger)).slice(0, 2)).toEqual(['move/person', 'move/crisis']);
  });

  test('a start says which numbers nobody has verified for half a year', () => {
    const [warning, ...others] = scene.log.filter((line) => line.includes('content.stale'));
    expect(others).toEqual([]);
    expect(warning).toContain('"level":"warn"');
    expect(warning).toContain('lines.yorisoi (2021-02)');
  });

  test('what is written is in no log line, and neither is what was found in it', async () => {
    for (const { text } of [...Object.values(urgent), ...Object.values(calm)]) {
      await write(phone, text);
      await scene.pass(60_000);
    }
    const log = scene.log.filter((line) => !line.includes('content.stale')).join('\n');
    for (const { text } of [...Object.values(urgent), ...Object.values(calm)])
      expect(log).not.toContain(text);
    expect(log).not.toMatch(/suicide|self_harm|violence|abuse|medical|urgent/);
  });
});
