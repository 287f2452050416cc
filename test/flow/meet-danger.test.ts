import { forgetSource, type TurnContext, type TurnResult } from '../../src/flow';
import { labels, loadAskingSet, loadSmallSet, said, Talk } from './small-set';

const flows = loadSmallSet();
const minute = 60_000;

const urgent = { label: 'suicide', urgent: true } as const;
const calm = { label: 'suicide', urgent: false } as const;
const distress = { label: 'distress', urgent: false } as const;

/** Writes something in which screening found this. */
function dangerous(
  talk: Talk,
  danger: NonNullable<TurnContext['danger']>,
  over: { readonly text?: string; readonly afterMs?: number } & Partial<TurnContext> = {},
): TurnResult {
  const { text = 'もうだめかもしれない', ...context } = over;
  return talk.take({ kind: 'text', text }, { danger, ...context });
}

function atNickname(): Talk {
  const person = new Talk(flows);
  person.follow();
  person.write('本人です');
  return person;
}

describe('words of danger', () => {
  it('are answered before they are taken as typed input, and what was asked stays open', () => {
    const person = atNickname();
    const result = dangerous(person, calm);
    expect(said(result)).toEqual(['[番号]']);
    expect(result.state.position).toEqual({ flow: 'welcome', step: 'nickname' });
    expect(result.state.facts).not.toHaveProperty('nickname');
    person.write('ゆき');
    expect(person.state?.facts.nickname?.value).toBe('ゆき');
  });

  it('have their own words when a person is needed at once', () => {
    expect(said(dangerous(atNickname(), urgent))).toEqual(['いま出る番号です。', '[番号]']);
  });

  it('bring the ways to a voice first among the buttons', () => {
    expect(labels(dangerous(atNickname(), calm)).slice(0, 2)).toEqual(['いま危ないとき', '人と話したい']);
  });

  it('are answered when nothing is asked, and nothing is asked then either', () => {
    const person = new Talk(flows);
    const result = dangerous(person, calm);
    expect(said(result)).toEqual(['[番号]']);
    expect(result.state.position).toBeNull();
    expect(labels(result).slice(0, 2)).toEqual(['いま危ないとき', '人と話したい']);
  });

  it('leave a typed name that is being asked about as it is', () => {
    const person = new Talk(loadAskingSet());
    person.follow();
    person.write('本人です');
    person.write('ゆき');
    const result = dangerous(person, calm);
    expect(result.state.held?.typed?.value).toBe('ゆき');
    person.tap('welcome/sure/name');
    expect(person.state?.facts.nickname?.value).toBe('ゆき');
  });

  it('are met in the language of the conversation', () => {
    const person = new Talk(flows);
    person.follow();
    person.write('言語');
    person.tap('language/which/en');
    expect(said(dangerous(person, urgent))).toEqual(['A number that answers now.', '[A number]']);
  });
});

describe('a whole message that our own files foresee', () => {
  it('means what it means, and the ways to a voice come first', () => {
    const person = atNickname();
    const result = dangerous(person, urgent, { text: 'メニュー' });
    expect(result.state.position).toEqual({ flow: 'menu', step: 'what' });
    expect(labels(result).slice(0, 2)).toEqual(['いま危ないとき', '人と話したい']);
  });

  it('is an answer to the open question where it is one', () => {
    const person = new Talk(flows);
    person.follow();
    dangerous(person, urgent, { text: '家族です' });
    expect(person.state?.facts.standpoint?.value).toBe('family');
  });

  it('is an answer where a number is asked for and it is one; a sentence with a number in it is none', () => {
    const counting = loadSmallSet((file, text) => {
      if (file === 'flows/welcome.yaml')
        return text.replace(/input: .*/, 'input: { kind: number, min: 1, max: 99, then: thanks }');
      return file.endsWith('/welcome.yaml')
        ? text.replace(/too-long: .*/, 'not-understood: ごめんなさい、読めませんでした。')
        : text;
    });
    const person = new Talk(counting);
    person.follow();
    person.write('本人です');
    expect(said(dangerous(person, urgent, { text: '30錠飲みました' }))).toContain('いま出る番号です。');
    dangerous(person, urgent, { text: '三十' });
    expect(person.state?.facts.nickname?.value).toBe(30);
  });

  it('is not foreseen when it only begins like one', () => {
    expect(said(dangerous(atNickname(), calm, { text: '戻る、もう戻れない' }))).toEqual(['[番号]']);
  });
});

describe('the same within minutes', () => {
  it('is not said again; something shorter is', () => {
    const person = atNickname();
    dangerous(person, calm);
    expect(said(dangerous(person, calm, { afterMs: 9 * minute }))).toEqual([
      'ここにいて、だいじょうぶです。',
    ]);
  });

  it('is said again once the minutes have passed since it was said', () => {
    const person = atNickname();
    dangerous(person, calm);
    dangerous(person, calm, { afterMs: 9 * minute });
    expect(said(dangerous(person, calm, { afterMs: minute }))).toEqual(['[番号]']);
  });

  it('is said in full when it becomes urgent', () => {
    const person = atNickname();
    dangerous(person, calm);
    expect(said(dangerous(person, urgent))).toEqual(['いま出る番号です。', '[番号]']);
  });

  it('is not said more calmly after it was urgent', () => {
    const person = atNickname();
    dangerous(person, urgent);
    expect(said(dangerous(person, calm))).toEqual(['ここにいて、だいじょうぶです。']);
  });

  it('is said for another urgent danger, whose number is another', () => {
    const person = atNickname();
    dangerous(person, urgent);
    expect(said(dangerous(person, { label: 'medical', urgent: true }))).toEqual([
      'いま出る番号です。',
      '[番号]',
    ]);
  });

  it('is said again where nothing shorter is written', () => {
    const person = atNickname();
    const violence = { label: 'violence', urgent: false } as const;
    dangerous(person, violence);
    expect(said(dangerous(person, violence))).toEqual(['[番号]']);
  });

  it('leaves no trace once the minutes have passed, nor when the message is taken back', () => {
    const person = atNickname();
    const first = dangerous(person, calm, { source: 'taken-back' });
    expect(first.state.saidInDanger).toEqual({ calm: expect.any(Number) });
    expect(forgetSource(first.state, 'taken-back')).not.toHaveProperty('saidInDanger');
    expect(person.take({ kind: 'text', text: 'ゆき' }, { afterMs: 11 * minute }).state).not.toHaveProperty(
      'saidInDanger',
    );
  });
});

describe('suffering without danger', () => {
  it('is acknowledged when nothing else was understood, and what was asked stays', () => {
    const person = new Talk(flows);
    person.follow();
    const before = person.last?.choices;
    const result = dangerous(person, distress);
    expect(said(result)).toEqual(['ここにいて、だいじょうぶです。']);
    expect(result.choices).toEqual(before);
  });

  it('does not keep typed input from being an answer', () => {
    const person = atNickname();
    dangerous(person, distress, { text: 'ゆき' });
    expect(person.state?.facts.nickname?.value).toBe('ゆき');
  });
});

it('what could not be screened counts as danger', () => {
  expect(said(dangerous(atNickname(), { label: 'unscreened', urgent: false }))).toEqual(['[番号]']);
});
