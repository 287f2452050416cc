import type { TurnResult } from '../../src/flow';
import type { RecognisedIntent } from '../../src/understanding';
import { wish } from '../support/meanings';
import { labels, loadSmallSet, said, Talk } from './small-set';

const flows = loadSmallSet();

function meant(talk: Talk, recognised: RecognisedIntent, text = 'えっと、あのことで'): TurnResult {
  return talk.take({ kind: 'text', text }, { understand: () => recognised });
}

function greeted(): Talk {
  const person = new Talk(flows);
  person.follow();
  return person;
}

describe('a wish in words of one’s own', () => {
  it('is done when it is sure', () => {
    expect(meant(greeted(), wish('human_handoff')).state.position).toEqual({ flow: 'person', step: 'how' });
  });

  it('loses to an option, to a phrase and to typed input of the open question', () => {
    const never = (): never => {
      throw new Error('nothing was to be understood');
    };
    const person = greeted();
    person.take({ kind: 'text', text: '本人です' }, { understand: never });
    person.take({ kind: 'text', text: 'ゆき' }, { understand: never });
    expect(person.state?.facts.nickname?.value).toBe('ゆき');
    person.take({ kind: 'text', text: 'メニュー' }, { understand: never });
    expect(person.state?.position).toEqual({ flow: 'menu', step: 'what' });
  });

  it('is never guessed: the nearest are offered first among the buttons, and what was asked stays open', () => {
    const person = greeted();
    const before = labels(person.last ?? meant(person, wish('thanks')));
    const unsure = wish('human_handoff', {
      sure: false,
      nearest: ['human_handoff', 'later_not_now', 'erase_me'],
    });
    const result = meant(person, unsure);
    expect(said(result)).toEqual(['もしかして、こちらですか。']);
    expect(labels(result).slice(0, 3)).toEqual(['人と話したい', 'また今度', '記録を消す']);
    expect(new Set(labels(result))).toEqual(new Set([...before, '記録を消す']));
    expect(result.state.position).toEqual({ flow: 'welcome', step: 'who' });
  });

  it('offers a move once, however many intents it answers', () => {
    const unsure = wish('phone_info', { sure: false, nearest: ['phone_info', 'mail_info', 'human_handoff'] });
    const result = meant(greeted(), unsure);
    expect(labels(result).slice(0, 2)).toEqual(['メニュー', '人と話したい']);
    expect(result.choices.filter(({ data }) => data === 'move/menu')).toHaveLength(1);
  });

  it('that nothing can be offered for is not understood', () => {
    const person = new Talk({
      ...flows,
      intents: new Map([...flows.intents].filter(([intent]) => intent !== 'thanks')),
    });
    person.follow();
    expect(said(meant(person, wish('thanks', { sure: false, nearest: ['thanks'] })))[0]).toMatch(
      /ごめんなさい/,
    );
  });

  it.each(['erase_me', 'privacy'] as const)(
    '%s is asked about before anything happens, however sure it is',
    (intent) => {
      const person = greeted();
      const result = meant(person, wish(intent, { confirm: true, confidence: 1 }));
      expect(result.effects).toEqual([]);
      expect(result.state.position).toEqual({ flow: 'erase', step: 'sure' });
    },
  );

  it('of suffering people is met as a wish when it is sure, and as suffering when it is not', () => {
    const distress = { danger: { label: 'distress', urgent: false } } as const;
    const sure = greeted().take(
      { kind: 'text', text: 'つらいので話したい' },
      { ...distress, understand: () => wish('human_handoff') },
    );
    expect(sure.state.position).toEqual({ flow: 'person', step: 'how' });
    const unsure = greeted().take(
      { kind: 'text', text: 'つらくて' },
      { ...distress, understand: () => wish('human_handoff', { sure: false }) },
    );
    expect(said(unsure)).toEqual(['ここにいて、だいじょうぶです。']);
  });

  it('of somebody nobody knows waits until it has been said what this is; its button comes first', () => {
    const result = meant(new Talk(flows), wish('human_handoff'));
    expect(said(result)).toEqual(['書いてくださって、ありがとうございます。']);
    expect(labels(result)[0]).toBe('人と話したい');
    expect(result.state.position).toBeNull();
  });
});

it('a door that is opened in a language is opened in it', () => {
  const person = new Talk(flows);
  expect(person.take({ kind: 'followed', language: 'en' }).state.language).toBe('en');
  expect(person.take({ kind: 'followed', language: 'ja' }).state.language).toBe('en');
});
