import type { Language } from '../message';
import type { EffectName } from '../schema';

/** The few words that pictures add to those of the files. */
export interface Captions {
  readonly atEveryPoint: string;
  readonly bySayingSo: string;
  readonly otherwise: string;
  readonly known: string;
  readonly unknown: string;
  readonly end: string;
  readonly comesBack: string;
  readonly typed: Readonly<Record<'text' | 'number' | 'date' | 'municipality', string>>;
  readonly tooLong: string;
  readonly effects: Readonly<Record<EffectName, string>>;
  readonly forgets: string;
  readonly events: Readonly<Partial<Record<string, string>>>;
  readonly danger: string;
}

export const captions: Readonly<Record<Language, Captions>> = {
  ja: {
    atEveryPoint: 'どこからでも',
    bySayingSo: 'ことばで',
    otherwise: 'それ以外',
    known: 'わかっている',
    unknown: 'まだ知らない',
    end: 'おわり',
    comesBack: 'もどってくる',
    typed: { text: '文字で書く', number: '数を書く', date: '日にちを書く', municipality: '市区町村を書く' },
    tooLong: '長いとき',
    effects: {
      erase: 'すべて消す',
      'erase-conversation': 'やりとりを消す',
      'notices-off': 'お知らせを止める',
      'notices-on': 'お知らせを始める',
    },
    forgets: '忘れる',
    events: {
      followed: '友だち追加・はじめて開く',
      returned: 'また開く',
      'first-words': 'はじめてのことば',
      'at-rest': '何も聞いていないとき',
    },
    danger: '危険のことば',
  },
  'ja-easy': {
    atEveryPoint: 'どこからでも',
    bySayingSo: 'ことばで',
    otherwise: 'ほかの とき',
    known: 'わかっている',
    unknown: 'まだ わからない',
    end: 'おわり',
    comesBack: 'もどる',
    typed: { text: '文字（もじ）', number: '数（かず）', date: '日（ひ）', municipality: '市・区・町・村' },
    tooLong: '長（なが）い とき',
    effects: {
      erase: 'ぜんぶ 消（け）す',
      'erase-conversation': '話（はな）した ことを 消（け）す',
      'notices-off': 'お知（し）らせを 止（と）める',
      'notices-on': 'お知（し）らせを 始（はじ）める',
    },
    forgets: '忘（わす）れる',
    events: {
      followed: '友（とも）だちに なる',
      returned: 'また 開（ひら）く',
      'first-words': 'はじめての ことば',
      'at-rest': '何（なに）も 聞（き）いていない とき',
    },
    danger: 'あぶない ことば',
  },
  en: {
    atEveryPoint: 'At every point',
    bySayingSo: 'By saying so',
    otherwise: 'otherwise',
    known: 'known',
    unknown: 'not known',
    end: 'end',
    comesBack: 'and back',
    typed: { text: 'typed words', number: 'a number', date: 'a day', municipality: 'a municipality' },
    tooLong: 'longer words',
    effects: {
      erase: 'erases everything',
      'erase-conversation': 'erases the conversation',
      'notices-off': 'stops notices',
      'notices-on': 'starts notices',
    },
    forgets: 'forgets',
    events: {
      followed: 'added as a friend, opened',
      returned: 'opened again',
      'first-words': 'first words',
      'at-rest': 'when nothing is asked',
    },
    danger: 'words of danger',
  },
};
