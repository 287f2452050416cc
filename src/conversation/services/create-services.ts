import type { CalendarWords } from '../../calendar';
import type { Language, Services } from '../../flow';
import type { Catalogue } from './catalogue';
import { crisisLines } from './crisis-lines';
import { mailConsultation } from './mail-consultation';
import { offerNickname } from './offer-nickname';
import { phoneHours } from './phone-hours';

/** What services answer from. */
export interface ServiceData {
  readonly catalogue: Catalogue;
  readonly calendarWords: Readonly<Record<Language, CalendarWords>>;
  readonly nicknames: Readonly<Record<Language, readonly string[]>>;
  /** IANA zone in which people are told moments. */
  readonly timeZone: string;
}

/** Every service that the shipped flows call, by the name they call it. Pure: nothing is read or kept. */
export function createServices({ catalogue, calendarWords, nicknames, timeZone }: ServiceData): Services {
  return {
    'phone-hours': phoneHours({ phone: catalogue.phone, calendarWords, timeZone }),
    'offer-nickname': offerNickname(nicknames),
    'crisis-lines': crisisLines(catalogue.crisis),
    'mail-consultation': mailConsultation(catalogue.mail),
  };
}
