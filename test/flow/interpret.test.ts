import {
  checkFlows,
  forgetSource,
  formatProblem,
  initialState,
  interpret,
  languages,
  mediaKinds,
  type Services,
} from '../../src/flow';
import { labels, loadAskingSet, loadSmallSet, said, smallServices, Talk } from './small-set';

const flows = loadSmallSet();
const talk = (): Talk => new Talk(flows);

const moveLabels = ['人と話したい', 'また今度', 'メニュー', 'いま危ないとき'];
const withBack = ['人と話したい', 'また今度', 'ひとつ前へ', 'メニュー', 'いま危ないとき'];

function atNickname(): Talk {
  const person = talk();
  person.follow();
  person.write('本人です');
  return person;
}

describe('the first meeting', () => {
  it('says what its flow says, asks, and offers options before moves', () => {
    const result = talk().follow();
    expect(said(result)).toEqual([
      'こんにちは。みほんの窓口です。',
      '話したことは90日で消えます。「消す」でいつでも消せます。',
      'よかったら、どなたか教えてください。',
    ]);
    expect(labels(result)).toEqual(['本人です', '家族です', '答えない', ...moveLabels]);
    expect(result.state.position).toEqual({ flow: 'welcome', step: 'who' });
    expect(result.effects).toEqual([{ kind: 'notices', allowed: true }]);
  });

  it('hears somebody who writes before following, without a form', () => {
    const result = talk().write('ずっと部屋にいます');
    expect(said(result)).toEqual(['書いてくださって、ありがとうございます。']);
    expect(labels(result)).toEqual(['人と話したい', 'メニュー', 'いま危ないとき']);
    expect(result.state.position).toBeNull();
  });

  it('takes a picture from somebody unknown as first words too', () => {
    expect(said(talk().take({ kind: 'media', media: 'image' }))).toEqual([
      '書いてくださって、ありがとうございます。',
    ]);
  });

  it('does at once what somebody unknown asks for', () => {
    expect(said(talk().write('人と話したい'))).toEqual(['人と話せます。どうしますか。']);
  });

  it('honours a tap of somebody whose conversation is gone', () => {
    expect(said(talk().tap('menu/what/nothing'))).toEqual(['はい。なにもしなくて、だいじょうぶです。']);
  });

  it('welcomes somebody who comes back, by name if it is known, and keeps what was asked within reach', () => {
    const person = atNickname();
    person.write('ゆき');
    const back = person.follow();
    expect(said(back)).toEqual(['ゆきさん、おかえりなさい。']);
    expect(labels(back)).toEqual(['つづきから', '人と話したい', 'メニュー', 'いま危ないとき']);
    expect(said(person.tap('move/resume'))).toEqual(['なにを見ますか。']);
  });
});

describe('an answer', () => {
  it.each([
    '本人です',
    '「本人です」',
    '本人 デス',
    '1',
    '１',
    '①',
    '1番',
    'ぼく',
    'myself',
    'わたしのこと。',
  ])('is understood when %j is typed', (typed) => {
    const person = talk();
    person.follow();
    person.write(typed);
    expect(person.state?.facts).toEqual({ standpoint: { value: 'self', source: 'message-2' } });
  });

  it('is understood when its button is tapped', () => {
    const person = talk();
    person.follow();
    person.tap('welcome/who/family');
    expect(person.state?.facts.standpoint?.value).toBe('family');
  });

  it('is not remembered when the option says so', () => {
    const person = talk();
    person.follow();
    person.tap('welcome/who/unsaid');
    expect(person.state?.facts).toEqual({});
    expect(person.state?.position).toEqual({ flow: 'welcome', step: 'nickname' });
  });

  it('may be a value that a service offered, also when its label is typed', () => {
    const tapped = atNickname();
    tapped.tap('welcome/nickname/offered');
    expect(tapped.state?.facts.nickname?.value).toBe('こもれび');
    const typed = atNickname();
    typed.write('「こもれび」にする');
    expect(typed.state?.facts.nickname?.value).toBe('こもれび');
  });

  it('may be typed freely where the question takes it', () => {
    const person = atNickname();
    expect(said(person.write('  ゆき\n'))).toEqual(['ゆきさん、ありがとうございます。', 'なにを見ますか。']);
    expect(person.state?.facts.nickname).toEqual({ value: 'ゆき', source: 'message-3' });
  });

  it('counts characters as people do', () => {
    const person = atNickname();
    person.write('👨‍👩‍👧ねこ🐱が');
    expect(person.state?.facts.nickname?.value).toBe('👨‍👩‍👧ねこ🐱が');
  });

  it('that is too long is asked for again, with the same buttons', () => {
    const person = atNickname();
    const buttons = person.last?.choices;
    const result = person.write('とてもながいなまえ');
    expect(said(result)).toEqual(['すこし長いようです。5文字までで、もう一度どうぞ。']);
    expect(result.choices).toEqual(buttons);
    expect(result.state.facts.nickname).toBeUndefined();
  });

  it('is never three dots', () => {
    const person = atNickname();
    person.write('……');
    expect(person.state?.facts.nickname).toBeUndefined();
    expect(person.state?.position?.step).toBe('nickname');
  });

  it('loses to a move where text is typed freely', () => {
    const person = atNickname();
    expect(said(person.write('もどる'))).toEqual(['よかったら、どなたか教えてください。']);
  });

  it('to an older question is taken for that question', () => {
    const person = atNickname();
    person.write('ゆき');
    person.tap('welcome/who/family');
    expect(person.state?.facts.standpoint?.value).toBe('family');
    expect(person.state?.position).toEqual({ flow: 'welcome', step: 'nickname' });
    expect(said(person.write('戻る'))).toEqual(['よかったら、どなたか教えてください。']);
  });

  it('that is not understood brings the buttons again but not the question', () => {
    const person = talk();
    const first = person.follow();
    const result = person.write('なんだか眠い');
    expect(said(result)).toEqual(['ごめんなさい、読めませんでした。']);
    expect(result.choices).toEqual(first.choices);
    expect(said(person.write('まだ眠い'))).toEqual(['うまく読めなくて、ごめんなさい。']);
    expect(result.state.position).toEqual({ flow: 'welcome', step: 'who' });
  });

  it.each(mediaKinds)('is not seen in %s: kind words, the same buttons, the same question', (media) => {
    const person = talk();
    const first = person.follow();
    const result = person.take({ kind: 'media', media });
    expect(said(result)).toEqual([
      media === 'sticker' ? 'スタンプ、ありがとうございます。' : 'ありがとうございます。ことばだけ読めます。',
    ]);
    expect(result.choices).toEqual(first.choices);
    expect(result.state.position).toEqual({ flow: 'welcome', step: 'who' });
  });
});

describe('a tap', () => {
  it('twice within three seconds is one tap', () => {
    const person = talk();
    person.follow();
    const tap = { kind: 'chosen', data: 'welcome/who/self' } as const;
    person.take(tap);
    const before = person.state;
    const again = person.take(tap, { afterMs: 3000 });
    expect(again.messages).toEqual([]);
    expect(again.effects).toEqual([]);
    expect(again.state).toEqual({ ...before, lastTap: again.state.lastTap });
  });

  it('twice with more time between is two taps', () => {
    const person = talk();
    person.follow();
    person.tap('welcome/who/self');
    expect(person.take({ kind: 'chosen', data: 'welcome/who/self' }, { afterMs: 3001 }).messages).not.toEqual(
      [],
    );
  });

  it('is not doubled when something was said in between', () => {
    const person = talk();
    person.follow();
    person.take({ kind: 'chosen', data: 'move/menu' });
    person.take({ kind: 'text', text: '電話' }, { afterMs: 500 });
    expect(person.take({ kind: 'chosen', data: 'move/menu' }, { afterMs: 500 }).messages).not.toEqual([]);
  });

  it.each([
    'welcome/who/gone',
    'welcome/gone/self',
    'gone/who/self',
    'move/gone',
    'move',
    'welcome/who/self/more',
    'constructor/x/y',
    'welcome/constructor/constructor',
    '',
    '///',
    'x'.repeat(5000),
  ])('on a button that no longer is, case %#, brings the open question again', (data) => {
    const person = talk();
    person.follow();
    const result = person.tap(data);
    expect(said(result)).toEqual([
      '前のボタンですね。いまはこちらです。',
      'よかったら、どなたか教えてください。',
    ]);
    expect(result.fault).toBeUndefined();
  });

  it('on a button that no longer is brings the menu when nothing is asked', () => {
    const person = talk();
    person.write('こんにちは');
    expect(said(person.tap('gone/gone/gone'))).toEqual([
      '前のボタンですね。いまはこちらです。',
      'なにを見ますか。',
    ]);
  });
});

describe('moves', () => {
  it('are understood in every language', () => {
    for (const phrase of ['メニュー', 'めにゅー', 'ＭＥＮＵ']) {
      expect(said(atNickname().write(phrase))).toEqual(['なにを見ますか。']);
    }
  });

  it('bring a person in and come back to the open question', () => {
    const person = atNickname();
    const asked = said(person.last ?? person.follow());
    expect(labels(person.write('人と話したい'))).toEqual([
      '電話で',
      'もう十分',
      'また今度',
      'ひとつ前へ',
      'メニュー',
      'いま危ないとき',
    ]);
    expect(said(person.write('もう十分'))).toEqual(['また、いつでもどうぞ。', ...asked]);
    expect(person.state?.stack).toEqual([]);
  });

  it('fetch again what the open question needs, when another service has been called meanwhile', () => {
    const person = atNickname();
    person.write('人と話したい');
    const result = person.write('電話で');
    expect(said(result)).toEqual([
      'いま、つながります。17:00までです。',
      '[電話]',
      'また、いつでもどうぞ。',
      '呼び名はどうしましょう。「こもれび」はどうですか。',
    ]);
    expect(labels(result)[0]).toBe('「こもれび」にする');
  });

  it('leave no returns behind when people go round in circles', () => {
    const person = atNickname();
    for (let round = 0; round < 30; round += 1) {
      person.tap('move/person');
      person.tap('move/crisis');
    }
    expect(person.state?.stack.length).toBeLessThanOrEqual(2);
    expect(person.state?.trail.length).toBeLessThanOrEqual(20);
  });

  it('"later" leaves the question open, asks nothing, and keeps the way on and to a voice at hand', () => {
    const person = talk();
    person.follow();
    const result = person.write('また今度');
    expect(said(result)).toEqual(['はい、また今度。']);
    expect(labels(result)).toEqual(['つづきから', '人と話したい', 'いま危ないとき']);
    expect(result.state.position).toBeNull();
    expect(result.state.paused).toEqual({ flow: 'welcome', step: 'who' });
    expect(labels(person.write('こんにちは'))[0]).toBe('つづきから');
    expect(said(person.write('つづき'))).toEqual(['よかったら、どなたか教えてください。']);
    expect(person.state?.paused).toBeNull();
  });

  it('"later" keeps the way back to the flow that had entered this one', () => {
    const person = atNickname();
    person.write('人と話したい');
    person.write('また今度');
    person.write('メニュー');
    person.write('つづき');
    expect(said(person.write('もう十分'))).toContain('呼び名はどうしましょう。「こもれび」はどうですか。');
  });

  it('a question that was left open is still answered by its words', () => {
    const person = talk();
    person.follow();
    person.write('また今度');
    person.write('家族です');
    expect(person.state?.facts.standpoint?.value).toBe('family');
    expect(person.state?.paused).toBeNull();
  });

  it('"resume" with nothing left open asks what is open, or rests', () => {
    const asked = atNickname();
    expect(said(asked.write('つづき'))).toEqual(['呼び名はどうしましょう。「こもれび」はどうですか。']);
    const resting = talk();
    resting.write('こんにちは');
    expect(said(resting.write('つづき'))).toEqual(['ありがとうございます。']);
  });

  it('"stop" ends notices, asks nothing, and keeps the way to a voice at hand', () => {
    const person = talk();
    person.follow();
    const result = person.write('やめる');
    expect(said(result)).toEqual(['わかりました。お知らせは送りません。']);
    expect(result.effects).toEqual([{ kind: 'notices', allowed: false }]);
    expect(labels(result)).toEqual(['人と話したい', 'いま危ないとき']);
    expect(result.state.position).toBeNull();
  });

  it('"back" asks the question before, again and again, to the first', () => {
    const person = atNickname();
    person.write('ゆき');
    expect(said(person.write('戻る'))).toEqual(['呼び名はどうしましょう。「こもれび」はどうですか。']);
    const first = person.write('戻る');
    expect(said(first)).toEqual(['よかったら、どなたか教えてください。']);
    expect(labels(first)).not.toContain('ひとつ前へ');
    const none = person.write('戻る');
    expect(said(none)).toEqual(['これより前はありません。']);
    expect(none.choices).toEqual(first.choices);
  });

  it('"back" is offered once there is something before', () => {
    expect(labels(atNickname().last ?? talk().follow())).toEqual([
      '「こもれび」にする',
      'つけない',
      ...withBack,
    ]);
  });

  it('"erase" forgets everything that was known, and says so', () => {
    const person = atNickname();
    person.write('ゆき');
    person.write('消す');
    const result = person.write('消します');
    expect(said(result)).toEqual(['消しました。']);
    expect(result.effects).toEqual([{ kind: 'erase' }]);
    expect(result.choices).toEqual([]);
    expect(result.state).toEqual({ ...initialState('ja'), turns: 5 });
  });

  it('to another language changes every word from there on, the open question included', () => {
    const person = atNickname();
    person.write('language');
    const result = person.write('English');
    expect(said(result)).toEqual([
      'We will talk in this language.',
      'What may we call you? Perhaps こもれび?',
    ]);
    expect(labels(result)).toContain('Talk to a person');
    expect(result.state.language).toBe('en');
    expect(result.state.facts.language).toBeUndefined();
  });
});

describe('typed words that are asked about first', () => {
  const asking = loadAskingSet();
  const atSure = (): Talk => {
    const person = new Talk(asking);
    person.follow();
    person.write('本人です');
    person.write('ゆき');
    return person;
  };
  const askedForName = ['呼び名はどうしましょう。「こもれび」はどうですか。'];

  it('are a part of a set without problems', () => {
    expect(checkFlows(asking, smallServices).map(formatProblem)).toEqual([]);
  });

  it('are shown, and nothing is remembered before the answer', () => {
    const person = atSure();
    expect(said(person.last ?? person.follow())).toEqual(['「ゆき」が呼び名ですか。']);
    expect(person.state?.facts).not.toHaveProperty('nickname');
  });

  it('are remembered with "yes", as coming from the message they were typed in, and held no longer', () => {
    const person = atSure();
    expect(said(person.write('はい'))).toEqual(['ゆきさん、ありがとうございます。', 'なにを見ますか。']);
    expect(person.state?.facts.nickname).toEqual({ value: 'ゆき', source: 'message-3' });
    expect(person.state).not.toHaveProperty('held');
  });

  it('are not remembered when they were no name, and the name is not asked for again', () => {
    const person = atSure();
    expect(said(person.write('お話です'))).toEqual(['お話を、ありがとうございます。', 'なにを見ますか。']);
    expect(JSON.stringify(person.state)).not.toContain('ゆき');
  });

  it('longer than a name go on another way, and are neither held nor remembered', () => {
    const person = new Talk(asking);
    person.follow();
    person.write('本人です');
    expect(said(person.write('だれかに聞いてほしいのです'))).toEqual([
      'お話を、ありがとうございます。',
      'なにを見ますか。',
    ]);
    expect(JSON.stringify(person.state)).not.toContain('だれか');
  });

  it('wait through a sticker and words nobody understood', () => {
    const person = atSure();
    person.take({ kind: 'media', media: 'sticker' });
    person.write('うーむ、どうかなあ');
    person.write('はい');
    expect(person.state?.facts.nickname?.value).toBe('ゆき');
  });

  it.each(['メニュー', 'また今度', 'やめる', '人と話したい', '言語', '消す', '戻る'])(
    'are gone when %j is done first, and what took them can be gone back to',
    (move) => {
      const person = atSure();
      person.write(move);
      expect(JSON.stringify(person.state)).not.toContain('ゆき');
      const again = person.tap('welcome/sure/name');
      expect(said(again)).toEqual(askedForName);
      expect(person.state?.facts).not.toHaveProperty('nickname');
    },
  );

  it('lead back to the question that took them', () => {
    const back = atSure();
    expect(said(back.write('戻る'))).toEqual(askedForName);
    const later = atSure();
    later.write('また今度');
    expect(said(later.write('つづき'))).toEqual(askedForName);
    const menu = atSure();
    menu.write('メニュー');
    expect(said(menu.write('戻る'))).toEqual(askedForName);
    const language = atSure();
    language.write('言語');
    expect(said(language.write('日本語'))).toEqual(['このことばで話します。', ...askedForName]);
  });

  it('are gone with their message: a "yes" that comes later asks for them again', () => {
    const person = atSure();
    person.state = person.state && forgetSource(person.state, 'message-3');
    expect(JSON.stringify(person.state)).not.toContain('ゆき');
    expect(said(person.write('はい'))).toEqual(askedForName);
  });
});

describe('what is said in passing', () => {
  const asking = loadAskingSet();

  it('is met, and the same question stays open with its buttons', () => {
    const person = new Talk(asking);
    const first = person.follow();
    const result = person.write('こんにちは。');
    expect(said(result)).toEqual(['こんにちは。']);
    expect(result.choices).toEqual(first.choices);
    expect(result.state.position).toEqual({ flow: 'welcome', step: 'who' });
  });

  it('is met when nothing is asked, too', () => {
    const person = new Talk(asking);
    person.write('メニュー');
    person.write('今は何もしない');
    const result = person.write('こんにちは');
    expect(said(result)).toEqual(['こんにちは。']);
    expect(labels(result)).toEqual(['人と話したい', 'メニュー', 'いま危ないとき']);
  });

  it('is no name where a name is asked for', () => {
    const person = new Talk(asking);
    person.follow();
    person.write('本人です');
    person.write('こんにちは');
    expect(person.state?.position).toEqual({ flow: 'welcome', step: 'nickname' });
    expect(person.state).not.toHaveProperty('held');
  });

  it('by somebody unknown is heard as first words', () => {
    expect(said(new Talk(asking).write('こんにちは'))).toEqual(['書いてくださって、ありがとうございます。']);
  });
});

describe('a conversation', () => {
  it('branches on what is known', () => {
    const family = talk();
    family.follow();
    family.tap('welcome/who/family');
    family.tap('move/menu');
    expect(said(family.follow())).toEqual(['ご家族の方、おかえりなさい。']);
    const unsaid = talk();
    unsaid.write('こんにちは');
    expect(said(unsaid.follow())).toEqual(['おかえりなさい。']);
  });

  it('branches on live data', () => {
    const person = talk();
    person.write('メニュー');
    const closed = person.take({ kind: 'text', text: '電話' }, { now: 0 });
    expect(said(closed)).toEqual(['いまは、お休みです。12:00に開きます。', '[電話]', 'なにを見ますか。']);
  });

  it('rests when its flow ends, with what can be done at hand', () => {
    const person = talk();
    person.write('メニュー');
    const result = person.write('今は何もしない');
    expect(result.state.position).toBeNull();
    expect(labels(result)).toEqual(['人と話したい', 'メニュー', 'いま危ないとき']);
    expect(said(person.write('今日は晴れ'))).toEqual(['ありがとうございます。']);
  });

  it('never says the same variant twice running', () => {
    const person = talk();
    person.follow();
    const first = said(person.write('あれこれ'));
    expect(said(person.write('あれこれ'))).not.toEqual(first);
  });

  it('renders in every language from the same state', () => {
    const person = atNickname();
    for (const language of languages) {
      const state = person.state === null ? null : { ...person.state, language, values: {} };
      const result = interpret(
        flows,
        state,
        { kind: 'chosen', data: 'welcome/who/self' },
        { now: 0, happenedAt: 99_999, source: 's', seed: 2, services: smallServices },
      );
      expect(result.fault).toBeUndefined();
      expect(said(result)).toHaveLength(1);
    }
  });

  it('goes on at rest when its question was edited away', () => {
    const person = atNickname();
    const edited = loadSmallSet((file, text) =>
      file === 'flows/welcome.yaml' ? text.replace(/nickname(?=[:\s}])/g, 'callname') : text,
    );
    const result = interpret(
      edited,
      person.state,
      { kind: 'text', text: 'こんにちは' },
      { now: 0, happenedAt: 0, source: 's', seed: 2, services: smallServices },
    );
    expect(said(result)).toEqual(['ありがとうございます。']);
    expect(result.fault).toBeUndefined();
  });
});

describe('a fault', () => {
  const broken: Services = {
    ...smallServices,
    hours: {
      outcomes: ['open', 'closed'],
      values: { until: '17:00' },
      answer: () => {
        throw new Error('a secret that must not leave');
      },
    },
  };

  it('apologises, shows the menu and a person, and keeps what was known', () => {
    const person = new Talk(flows, broken);
    person.follow();
    person.tap('welcome/who/self');
    person.tap('welcome/nickname/skip');
    const result = person.write('電話');
    expect(result.fault).toBe('service_failed at phone/look');
    expect(said(result)).toEqual(['ごめんなさい、こちらの調子がよくないようです。']);
    expect(labels(result)).toEqual([
      '電話',
      '今は何もしない',
      '人と話したい',
      'また今度',
      'ひとつ前へ',
      'いま危ないとき',
    ]);
    expect(result.state.facts.standpoint?.value).toBe('self');
    expect(said(person.write('今は何もしない'))).toEqual(['はい。なにもしなくて、だいじょうぶです。']);
  });

  it('of a missing service, an unknown outcome or an unknown step is told by its place only', () => {
    const fault = (services: Services, set = flows): string | undefined => {
      const person = new Talk(set, services);
      person.write('メニュー');
      return person.write('電話').fault;
    };
    expect(fault({})).toBe('unknown_service at phone/look');
    expect(
      fault({ hours: { outcomes: [], values: {}, answer: () => ({ outcome: 'constructor', values: {} }) } }),
    ).toBe('unhandled_outcome at phone/look');
    const astray = loadSmallSet((file, text) =>
      file === 'flows/menu.yaml' ? text.replace('phone: phone', 'phone: nowhere') : text,
    );
    expect(fault(smallServices, astray)).toBe('unknown_step at menu/nowhere');
  });

  it('of steps without an end is cut off', () => {
    const endless = loadSmallSet((file, text) =>
      file === 'flows/menu.yaml'
        ? text.replace('    say: [nothing]\n    end: true', '    then: nothing')
        : text,
    );
    const person = new Talk(endless);
    person.write('メニュー');
    expect(person.write('今は何もしない').fault).toBe('too_many_steps at menu/nothing');
  });

  it('of an answer without words is an apology, not silence', () => {
    const silent = loadSmallSet((file, text) =>
      file === 'flows/menu.yaml' ? text.replace('    say: [nothing]\n    end: true', '    end: true') : text,
    );
    const person = new Talk(silent);
    person.write('メニュー');
    const result = person.write('今は何もしない');
    expect(result.fault).toBe('nothing_said');
    expect(result.messages).toHaveLength(1);
  });
});

it('a line whose value was unsent is left out of a text', () => {
  const person = atNickname();
  const state = person.state;
  const services: Services = {
    ...smallServices,
    'offer-nickname': {
      outcomes: ['offered'],
      values: { offer: '' },
      answer: () => ({ outcome: 'offered', values: {} }),
    },
  };
  const result = interpret(
    flows,
    state && { ...state, values: {} },
    { kind: 'text', text: 'つづき' },
    { now: 0, happenedAt: 0, source: 's', seed: 2, services },
  );
  // The whole question needed the value: nothing is left of it, which is a fault and not a torn sentence.
  expect(result.fault).toBe('nothing_said at welcome/nickname');
});
