import { createContext, useContext } from 'react';
import type { Me } from '../../api';
import type { DeskApi } from '../model/desk-api';
import type { SayWhen } from '../model/say-when';
import type { Words } from '../words/ja';
import type { Place } from './use-place';

export type PageLanguage = 'ja' | 'en';

/** What every part of the page has at hand. */
export interface Desk {
  readonly api: DeskApi;
  readonly words: Words;
  readonly language: PageLanguage;
  readonly when: SayWhen;
  readonly place: Place;
  chooseLanguage(language: PageLanguage): void;
}

export const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (desk === null) throw new Error('This part of the page stands outside of the desk.');
  return desk;
}

export const MeContext = createContext<Me | null>(null);

/** Who is signed in. Only for what is shown to them alone. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (me === null) throw new Error('Nobody is signed in here.');
  return me;
}
