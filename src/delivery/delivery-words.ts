import type { Language } from '../flow';

/** The few sentences delivery itself may have to say. They stand in `locales/<language>/errors.yaml`. */
export const deliveryWordNames = ['fault', 'fallback', 'maybe-not-arrived', 'one-to-one'] as const;
export type DeliveryWord = (typeof deliveryWordNames)[number];

export interface DeliveryWords {
  /** The language of those whose language is not known. */
  readonly defaultLanguage: Language;
  say(word: DeliveryWord, language: Language): string;
}
