import type { Service } from '../../flow';
import { cases } from './cases';
import { costs } from './costs';
import { crisisFirst } from './crisis-first';
import { crisisLines } from './crisis-lines';
import { crisisNow } from './crisis-now';
import type { CrisisFacts } from './crisis-telling';
import { directoryByName } from './directory-by-name';
import { directoryKinds } from './directory-kinds';
import { directorySearch } from './directory-search';
import { eventDetails } from './event-details';
import { eventsUpcoming } from './events-upcoming';
import { individualDates } from './individual-dates';
import type { Facts } from './load-facts';
import { mailConsultation } from './mail-consultation';
import { news } from './news';
import { offerNickname } from './offer-nickname';
import { peerDays } from './peer-days';
import { phoneHours } from './phone-hours';
import type { ServiceFacts } from './service-facts';
import { supports } from './supports';
import { visitWindow } from './visit-window';

/** What services answer from. */
export interface ServiceData extends Facts {
  /** IANA zone in which people are told moments. */
  readonly timeZone: string;
}

/**
 * Every service that the shipped flows call and that files alone can answer, by the name they call it. Pure: nothing is
 * read or kept.
 */
export function createServices({
  catalogue,
  calendarWords,
  serviceWords,
  timeZone,
}: ServiceData): Readonly<Record<string, Service>> {
  const crisisWords = {
    ja: serviceWords.ja.crisis,
    'ja-easy': serviceWords['ja-easy'].crisis,
    en: serviceWords.en.crisis,
  };
  const nicknames = {
    ja: serviceWords.ja.nicknames,
    'ja-easy': serviceWords['ja-easy'].nicknames,
    en: serviceWords.en.nicknames,
  };
  const crisisFacts: CrisisFacts = { crisis: catalogue.crisis, calendarWords, words: crisisWords, timeZone };
  const facts: ServiceFacts = { catalogue, calendarWords, factWords: serviceWords, timeZone };
  return {
    'phone-hours': phoneHours({ phone: catalogue.phone, calendarWords, timeZone }),
    'offer-nickname': offerNickname(nicknames),
    'crisis-first': crisisFirst(crisisFacts),
    'crisis-now': crisisNow(crisisFacts),
    'crisis-lines': crisisLines(catalogue.crisis),
    'mail-consultation': mailConsultation(catalogue.mail),
    costs: costs(facts),
    supports: supports(facts),
    'visit-window': visitWindow(facts),
    'peer-days': peerDays(facts),
    'individual-dates': individualDates(facts),
    'events-upcoming': eventsUpcoming(facts),
    'event-details': eventDetails(facts),
    'directory-kinds': directoryKinds(facts),
    'directory-search': directorySearch(facts),
    'directory-by-name': directoryByName(facts),
    cases: cases(facts),
    news: news(facts),
  };
}
