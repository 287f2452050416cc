import { playedAnswer } from '../../../src/cli/play-live-services';
import { screenEvent, understandOnce } from '../../../src/conversation/meaning';
import {
  attemptTurn,
  type ConversationState,
  type FlowEvent,
  type Language,
  languages,
  type Message,
  plainText,
  type ServiceAnswer,
  type TurnContext,
  type TurnResult,
} from '../../../src/flow';
import { shippedMeaning } from '../../support/meanings';
import { shippedFlows, shippedServices } from './shipped';

const flows = shippedFlows();
const services = shippedServices();
const meaning = shippedMeaning();

/** Somebody who talks with the shipped flows, one minute between turns. */
class Talk {
  private state: ConversationState | null = null;
  private now: number;

  constructor(startsAt = '2026-11-20T15:00:00+09:00') {
    this.now = Date.parse(startsAt);
  }

  take(event: FlowEvent): TurnResult {
    this.now += 60_000;
    const result = this.attempt(event, {
      now: this.now,
      happenedAt: this.now,
      source: `message-${this.now}`,
      seed: 1,
      services,
      danger: screenEvent(meaning, event).danger,
      understand: understandOnce(meaning),
    });
    this.state = result.state;
    expect(result.fault).toBeUndefined();
    return result;
  }

  /** What only a store can answer is played. */
  private attempt(event: FlowEvent, context: TurnContext): TurnResult {
    const answers: ServiceAnswer[] = [];
    for (;;) {
      const attempt = attemptTurn(flows, this.state, event, { ...context, answers });
      if (attempt.kind === 'taken') return attempt.result;
      const service = services[attempt.call.service];
      if (service?.live === undefined) throw new RangeError('It is no live service.');
      answers.push(playedAnswer(service));
    }
  }

  follow(language: Language = 'ja'): TurnResult {
    const first = this.take({ kind: 'followed' });
    if (language === 'ja') return first;
    this.tap('first-contact/hello/language');
    return this.tap(`language/choose/${language}`);
  }

  say(text: string): TurnResult {
    return this.take({ kind: 'text', text });
  }

  tap(data: string): TurnResult {
    return this.take({ kind: 'chosen', data });
  }
}

const allText = ({ messages }: TurnResult): string => messages.map(plainText).join('\n');
const phones = (messages: readonly Message[]): string[] =>
  messages.flatMap((message) =>
    message.kind === 'card'
      ? message.buttons.flatMap((button) => (button.kind === 'phone' ? [button.number] : []))
      : [],
  );
const choices = (result: TurnResult): string[] => result.choices.map(({ data }) => data);

describe.each(languages)('the first meeting, in %s', (language) => {
  test('shows the phone number on the first screen', () => {
    expect(phones(new Talk().follow(language).messages)).toEqual(['0120-529-528']);
  });

  test('says what is kept, how long and how to erase it before it asks anything', () => {
    const { messages } = new Talk().follow(language);
    const kept = messages.findIndex((message) => plainText(message).includes('365'));
    expect(kept).toBeGreaterThan(-1);
    expect(kept).toBeLessThan(messages.length - 1);
    expect(plainText(messages[kept] ?? { kind: 'text', text: '' })).toMatch(/消す|けす|erase/);
  });

  test('can leave who one is and the nickname unsaid', () => {
    const talk = new Talk();
    talk.follow(language);
    expect(choices(talk.tap('first-contact/hello/unsaid'))).toContain('nickname/choose/none');
    expect(choices(talk.tap('nickname/choose/none'))).toContain('menu/choose/phone');
  });

  test('goes from who and nickname to the menu and the hours of the phone', () => {
    const talk = new Talk();
    talk.follow(language);
    talk.tap('first-contact/hello/family');
    const asked = talk.say('みなと');
    expect(allText(asked)).toContain('みなと');
    expect(asked.state.facts).not.toHaveProperty('nickname');
    const named = talk.tap('nickname/confirm/as-name');
    expect(named.state.facts.nickname?.value).toBe('みなと');
    expect(choices(named)).toContain('menu/choose/phone');
    const phone = talk.tap('menu/choose/phone');
    expect(allText(phone)).toMatch(/午後5時|午後（ごご）5時（じ）|17:00/);
    expect(phones(phone.messages)).toEqual(['0120-529-528']);
  });
});

describe.each(languages)('the promises, in %s', (language) => {
  test.each([
    ['first-contact', (talk: Talk) => talk.follow(language)],
    [
      'first-words',
      (talk: Talk) => {
        const first = talk.say('むすこが部屋から出てきません');
        if (language === 'ja') return first;
        talk.tap('first-words/thanks/language');
        return talk.tap(`language/choose/${language}`);
      },
    ],
  ])('at night %s says when the phone opens, and where a voice is now', (_flow, begin) => {
    const night = begin(new Talk('2026-11-19T23:00:00+09:00'));
    expect(allText(night)).toMatch(/午前10時|午前（ごぜん）10時（じ）|10:00 tomorrow/);
    expect(allText(night)).toMatch(/24時間話せる電話|24-hour phone lines/);
    const day = begin(new Talk('2026-11-20T15:00:00+09:00'));
    expect(allText(day)).toMatch(/きょう 午後5時|午後（ごご）5時（じ）|17:00 today/);
  });

  test('danger that is told again and again is never met with the same words twice running', () => {
    const talk = new Talk();
    talk.follow(language);
    const firsts = [1, 2, 3, 4].map(() => {
      const [first] = talk.say('もう死にたい').messages;
      return first && plainText(first);
    });
    for (const [index, text] of firsts.entries()) expect(text).not.toBe(firsts[index - 1]);
  });

  test('what shows last on a locked phone does not begin with danger', () => {
    const talk = new Talk();
    talk.follow(language);
    for (const result of [talk.tap('move/crisis'), talk.tap('crisis/here/more')]) {
      const last = result.messages.at(-1);
      const [first] = (last === undefined ? '' : plainText(last)).split('\n');
      expect(first).not.toMatch(/危|あぶない|いのち|死|救急|警察|danger|ambulance|police|suicid/i);
    }
  });

  test('after "another time" and "stop" the way on and to a voice stays at hand; after erasing, nothing', () => {
    const talk = new Talk();
    talk.follow(language);
    expect(choices(talk.tap('move/later'))).toEqual(['move/resume', 'move/person', 'move/crisis']);
    expect(choices(talk.say('やめる'))).toEqual(['move/person', 'move/crisis']);
    talk.say('消す');
    expect(choices(talk.tap('erase/sure/erase'))).toEqual([]);
  });

  test('asking for a person says at once that there is none in the chat, and gives the phone', () => {
    const talk = new Talk('2026-11-21T02:00:00+09:00');
    talk.follow(language);
    const person = talk.tap('move/person');
    expect(plainText(person.messages[0] ?? { kind: 'text', text: '' })).toMatch(/できません|not possible/);
    expect(phones(person.messages)).toEqual(['0120-529-528']);
    expect(choices(person)).toContain('move/crisis');
  });

  test('the crisis flow gives one free number for all hours first, then ambulance and police', () => {
    const talk = new Talk();
    talk.follow(language);
    expect(phones(talk.tap('move/crisis').messages)).toEqual(['0120-279-338', '119', '110']);
  });

  test('"another time", "stop" and "nothing right now" are met without a question', () => {
    for (const data of ['move/later', 'menu/choose/nothing']) {
      const talk = new Talk();
      talk.follow(language);
      expect(allText(talk.tap(data))).not.toMatch(/[?？]/);
    }
  });

  test('erasing asks once, and erases', () => {
    const talk = new Talk();
    talk.follow(language);
    expect(talk.say('消す').effects).toEqual([]);
    expect(talk.tap('erase/sure/erase').effects).toContainEqual({ kind: 'erase' });
  });
});

describe('words that come at any time', () => {
  test.each([
    'もう死にたい',
    'きえたいです',
    '４にたい',
    'i want to die',
    '息子に殴られています',
    'リスカした',
    '薬をたくさん飲んだ',
  ])('danger opens the numbers: %s', (text) => {
    const talk = new Talk();
    talk.follow();
    expect(phones(talk.say(text).messages)).toContain('0120-279-338');
  });

  test.each(['死ぬほど眠い', '必死です', 'ゲームで死んだ', '推しが尊くて死ぬ'])(
    'an idiom is not taken for danger: %s',
    (text) => {
      const talk = new Talk();
      talk.follow();
      expect(phones(talk.say(text).messages)).toEqual([]);
    },
  );

  test.each([
    ['電話', '0120-529-528'],
    ['相談員と話したい', '0120-529-528'],
    ['talk to a person', '0120-529-528'],
    ['助けて', '0120-279-338'],
  ])('%s leads to a phone, whatever is being asked', (text, number) => {
    const talk = new Talk();
    talk.follow();
    talk.tap('first-contact/hello/self');
    expect(phones(talk.say(text).messages)).toContain(number);
  });

  test('what somebody writes before any greeting is thanked for, and not answered with a form', () => {
    const first = new Talk().say('むすこがへやから出てきません');
    expect(allText(first)).toContain('ありがとうございます');
    expect(choices(first)).not.toContain('first-contact/hello/self');
    expect(choices(first)).toEqual(expect.arrayContaining(['move/person', 'move/menu']));
  });

  test.each([
    ['もう何年も、だれとも話していません。どうしたらいいのか、わからなくなりました。', null],
    ['この先が見えません', 'nickname/confirm/no-name'],
  ])('a story told at the nickname question is thanked for and made no name: %s', (text, answer) => {
    const talk = new Talk();
    talk.follow();
    talk.tap('first-contact/hello/self');
    const first = talk.say(text);
    expect(first.state.facts).not.toHaveProperty('nickname');
    const heard = answer === null ? first : talk.tap(answer);
    expect(heard.state.facts).not.toHaveProperty('nickname');
    expect(allText(heard)).toContain('書いてくださって、ありがとうございます');
    expect(allText(heard)).toContain('人と話したい');
    expect(choices(heard)).toEqual(
      expect.arrayContaining(['move/person', 'move/crisis', 'menu/choose/phone']),
    );
    expect(choices(heard)).not.toContain('nickname/choose/offered');
  });

  test.each([
    'こんにちは',
    'ありがとうございます！',
    'おやすみなさい',
    '疲れた…',
    'つかれました',
    'thank you',
    'hi',
  ])('%s is met in kind, and what was asked stays', (text) => {
    const talk = new Talk();
    const first = talk.follow();
    const answer = talk.say(text);
    expect(allText(answer)).not.toMatch(/ごめんなさい|sorry/);
    expect(answer.choices).toEqual(first.choices);
  });
});
