import type { CalendarWords } from '../../calendar';
import type { Language } from '../../flow';
import type { Catalogue } from './catalogue';
import type { FactWords } from './fact-words';

/** What the services of the catalogue's facts are made of. */
export interface ServiceFacts {
  readonly catalogue: Catalogue;
  readonly calendarWords: Readonly<Record<Language, CalendarWords>>;
  readonly factWords: Readonly<Record<Language, FactWords>>;
  /** IANA zone in which people are told days and moments. */
  readonly timeZone: string;
}
