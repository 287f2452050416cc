import type { Language } from '../flow';

/** The few sentences delivery itself may have to say. They stand in `locales/<language>/errors.yaml`. */
export type DeliveryWord = 'fault' | 'fallback' | 'maybe-not-arrived' | 'one-to-one';

export interface DeliveryWords {
  /** The language of those whose language is not known. */
  readonly defaultLanguage: Language;
  say(word: DeliveryWord, language: Language): string;
}
