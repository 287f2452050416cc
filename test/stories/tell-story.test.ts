import type { OpenStage } from '../../src/app';
import { coverageOf } from '../../src/stories';
import { openSmallStage, readText, tell } from './small-stage';

let stage: OpenStage;
beforeAll(async () => {
  stage = await openSmallStage();
});
afterAll(() => stage.close());

const expected = (told: Awaited<ReturnType<typeof tell>>) => told.failures.map((failure) => failure.expected);

/** What a stranger is told first, and then this is expected of it. */
const hello = (madobe: string) => tell(stage, `- opens: madobe\n- madobe: ${madobe}`);

describe('a story that goes as written', () => {
  it('fails nothing, and tells the steps it took', async () => {
    const told = await tell(
      stage,
      [
        '- opens: madobe',
        '- madobe: こんにちは',
        '- madobe: [{ says: [hello, who] }, { at: welcome/who, offers: 本人です }]',
        '- tap: 本人です',
        '- madobe: { at: welcome/nickname, knows: { standpoint: self } }',
      ].join('\n'),
    );
    expect(told.failures).toEqual([]);
    expect(told.steps.map(({ step }) => step)).toEqual(['hello', 'who', 'offer', 'nickname']);
  });

  it('may tap by the name of an option or a move, a place in a list of its own, or a button from further up', async () => {
    const told = await tell(
      stage,
      [
        '- opens: madobe',
        '- tap: { option: self }',
        '- tap: { move: menu }',
        '- madobe: { at: menu/what }',
        '- tap-earlier: 家族です',
        '- madobe: { at: welcome/nickname, knows: { standpoint: family } }',
      ].join('\n'),
    );
    expect(told.failures).toEqual([]);
  });

  it('may send what has no words, wait, and be somebody known', async () => {
    const told = await tell(
      stage,
      [
        '- sends: sticker',
        '- madobe: スタンプ',
        '- wait: 3d',
        '- opens: madobe',
        '- madobe: { passes: welcome-back/family, passes-not: welcome-back/plain, at: rest }',
      ].join('\n'),
      'knows: { standpoint: family }',
    );
    expect(told.failures).toEqual([]);
  });

  it('sees the nickname that its seed gives', async () => {
    const turns = (name: string) => `- opens: madobe\n- tap: 本人です\n- madobe: ${name}`;
    expect((await tell(stage, turns('つくし'), 'seed: 1')).failures).toEqual([]);
    expect((await tell(stage, turns('こもれび'), 'seed: 2')).failures).toEqual([]);
  });

  it('is told in the language it names, also when that changes on the way', async () => {
    const told = await tell(
      stage,
      [
        '- opens: madobe',
        '- madobe: Hello',
        '- person: language',
        '- tap: 日本語',
        '- madobe: { language: ja, says: done }',
      ].join('\n'),
      'language: en',
    );
    expect(told.failures).toEqual([]);
  });

  it('meets danger, stops notices, and erases', async () => {
    const told = await tell(
      stage,
      [
        '- opens: madobe',
        '- madobe: { danger: none, notices: on }',
        '- person: とてもあぶないです',
        '- madobe: { danger: suicide }',
        '- person: やめる',
        "- madobe: { notices: 'off', at: rest, says: moves/stop }",
        '- person: 消す',
        '- tap: 消します',
        '- madobe: { erased: true, knows-not: standpoint, at: rest }',
        '- person: こんにちは',
        '- madobe: 書いてくださって',
      ]
        .join('\n')
        .replace('notices: on ', "notices: 'on' "),
    );
    expect(told.failures).toEqual([]);
  });
});

describe('a story that goes otherwise', () => {
  it.each([
    ['こんばんは', ['the words “こんばんは”']],
    ['{ words-not: みほんの窓口 }', ['not the words “みほんの窓口”']],
    ['{ says: [kept, nickname] }', ['the text `nickname`']],
    ['{ says: moves/stop }', ['the text `moves/stop`']],
    ['{ says-not: welcome/hello }', ['not the text `welcome/hello`']],
    ['{ says: nothing-like-it }', ['`nothing-like-it` to be a text of the word files: correct the name']],
    ['{ at: menu/what }', ['to be at `menu/what` afterwards']],
    ['{ at: rest }', ['to be at `rest` afterwards']],
    ['{ passes: menu/what }', ['to pass `menu/what`']],
    ['{ passes-not: welcome/hello }', ['not to pass `welcome/hello`']],
    ['{ offers: [本人です, 電話] }', ['a button “電話”']],
    ['{ offers-not: メニュー }', ['no button “メニュー”']],
    ['{ danger: suicide }', ['danger to be met as `suicide`']],
    [
      '{ danger: sadness }',
      [expect.stringMatching(/^danger to be `none` or one of urgent, .*correct `sadness`$/)],
    ],
    ['{ knows: { standpoint: self } }', ['`standpoint` to be remembered as “self”']],
    ['{ language: en }', ['the language to be en afterwards']],
    ["{ notices: 'off' }", ['messages that nobody asked for to be off']],
    ['{ erased: true }', ['everything about the person to be erased']],
    ['{ nothing: true }', ['nothing to be said']],
    [
      '[{ at: rest, offers: 電話 }, ない]',
      ['to be at `rest` afterwards', 'a button “電話”', 'the words “ない”'],
    ],
  ])('says that %s was expected', async (madobe, wanted) => {
    expect(expected(await hello(madobe))).toEqual(wanted);
  });

  it('says that something is remembered which should not be, and that danger was met', async () => {
    const told = await tell(stage, '- opens: madobe\n- tap: 本人です\n- madobe: { knows-not: [standpoint] }');
    expect(expected(told)).toEqual(['`standpoint` not to be remembered']);
    const danger = await tell(stage, '- person: とてもあぶないです\n- madobe: { danger: none }');
    expect(expected(danger)).toEqual(['no danger to be met, and `calm` met it']);
  });

  it.each([
    ['- tap: 電話です', 'there is a button “電話です” to tap'],
    ['- opens: madobe\n- tap: { option: offered }', 'there is a button “option offered” to tap'],
    ['- opens: madobe\n- tap: { move: erase }', 'there is a button “move erase” to tap'],
    ['- opens: madobe\n- tap: { item: 1 }', 'there is a button “item 1” to tap'],
    ['- opens: madobe\n- tap-earlier: 電話', 'there is a button “電話” to tap'],
    ['- madobe: こんにちは', 'Madobe answers, but the person has not done anything yet'],
  ])('cannot do what nobody could: %j', async (turns, wanted) => {
    expect(expected(await tell(stage, turns))).toEqual([wanted]);
  });

  it('is told with its line, what was said, the buttons, and the way it took; and no further', async () => {
    const told = await tell(stage, '- opens: madobe\n- madobe: いいえ\n- tap: 何もない');
    expect(told.failures).toEqual([
      {
        line: 5,
        expected: 'the words “いいえ”',
        told: [
          '│ こんにちは。みほんの窓口です。',
          '│ ',
          '│ 話したことは90日で消えます。「消す」でいつでも消せます。',
          '│ ',
          '│ よかったら、どなたか教えてください。',
          expect.stringMatching(/^buttons: 本人です · 家族です · 答えない · /),
          'at: welcome/who',
          'by: welcome/hello → welcome/who',
        ],
      },
    ]);
  });

  it('is told of facts that cannot be used', async () => {
    const told = await tell(stage, '- opens: madobe', 'with: { catalogue/phone: { number: 1 } }');
    expect(told.failures).toEqual([
      {
        line: 2,
        expected: 'facts that can be used',
        told: ['flows/catalogue/phone.yaml: there is no such file'],
      },
    ]);
  });

  it('is told of a flow that is at fault, whatever was expected', async () => {
    const told = await tell(
      { ...stage, conversationsIn: (language) => withoutServices(stage, language) },
      '- person: メニュー\n- tap: 電話\n- madobe: ごめんなさい',
    );
    expect(expected(told)).toEqual([
      'a turn without a fault, and there was one: unknown_service at phone/look',
    ]);
  });
});

/** The stage's conversation when none of its services is there. */
function withoutServices(
  from: OpenStage,
  language: Parameters<OpenStage['conversationsIn']>[0],
): ReturnType<OpenStage['conversationsIn']> {
  const conversation = from.conversationsIn(language);
  return Object.assign(Object.create(Object.getPrototypeOf(conversation)), conversation, {
    parts: { ...Reflect.get(conversation, 'parts'), services: {} },
  });
}

describe('coverage', () => {
  it('counts the steps that stories took against those that anybody can come to, in each language', async () => {
    const told = [await tell(stage, '- opens: madobe'), await tell(stage, '- person: メニュー')];
    const [ja, , en] = coverageOf(stage.flows, told);
    expect(ja).toMatchObject({ language: 'ja', visited: 3 });
    expect(ja?.missed).not.toContain('welcome/who');
    expect(ja?.missed).toContain('erase/sure');
    expect(en).toMatchObject({ language: 'en', visited: 0 });
    expect(en?.missed).toHaveLength(en?.steps ?? 0);
  });
});

describe('a file of stories', () => {
  it('gives one story for each language it is told in, beginning when it says', () => {
    const { stories, problems } = readText(
      [
        'language: all',
        "clock: '2026-11-20 21:30'",
        'stories:',
        '  one: { turns: [{ opens: madobe }] }',
        "  two: { language: [en, ja], clock: '2026-11-21 09:00', turns: [{ opens: madobe }] }",
      ].join('\n'),
    );
    expect(problems).toEqual([]);
    expect(stories.map(({ title, language }) => `${title} ${language}`)).toEqual([
      'one ja',
      'one ja-easy',
      'one en',
      'two en',
      'two ja',
    ]);
    expect(stories[0]?.startsAt).toBe(Date.parse('2026-11-20T21:30:00+09:00'));
    expect(stories[3]?.startsAt).toBe(Date.parse('2026-11-21T09:00:00+09:00'));
  });

  it.each([
    [
      'stories: { a: { turns: [{ says: x }] } }',
      'stories.yaml:1: `says` is not a word of the flow language here',
    ],
    ['stories: { a: { turns: [{ person: a, wait: 2h }] } }', 'is not one thing: begin each with a hyphen'],
    ['stories: { a: { turns: [] } }', 'tells nothing: write at least one turn'],
    ['stories: { a: { turns: [{ wait: soon }] } }', 'is no time: write it such as `30s`'],
    [
      "clock: '2026-02-30 10:00'\nstories: { a: { turns: [{ opens: madobe }] } }",
      'is no day and time that there is',
    ],
    ['clock: tomorrow\nstories: {}', 'is no day and time: write them such as `2026-11-20 21:30`'],
    [
      'stories: { a: { turns: [{ madobe: { at: menu } }] } }',
      'names no question: write flow and step, or `rest`',
    ],
    ['stories: { a: { turns: [{ madobe: {} }] } }', 'expects nothing: add what should be so'],
    ['stories: [', 'is not YAML from here on'],
  ])('that reads %j is told: %s', (text, message) => {
    const { stories, problems } = readText(text);
    expect(stories).toEqual([]);
    expect(
      problems.map((problem) => `${problem.file}:${problem.line}: ${problem.message}`).join('\n'),
    ).toContain(message);
  });
});
