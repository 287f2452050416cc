import type { Services } from '../../flow';
import type { TurnScope } from '../answer-live-services';
import { bookingServices } from './booking-services';
import { createServices } from './create-services';
import { type Facts, loadFacts } from './load-facts';
import { referralServices } from './referral-services';
import { roomServices } from './room-services';
import { talkServices } from './talk-services';

/**
 * Reads the catalogue and the words of services, and makes the services of them. Read once, at the start: an edited
 * file is seen after a restart.
 *
 * @throws Error that lists every fault of every file, one a line: file, place, what is wanted
 */
export function loadServices(from: {
  readonly flowsDir: string;
  readonly localesDir: string;
  /** IANA zone in which people are told moments. */
  readonly timeZone: string;
}): Services<TurnScope> {
  return servicesOf(loadFacts(from), from.timeZone);
}

/** Every service of these facts. */
export function servicesOf(facts: Facts, timeZone: string): Services<TurnScope> {
  return {
    ...createServices({ ...facts, timeZone }),
    ...roomServices(facts.calendarWords),
    ...bookingServices({ ...facts, factWords: facts.serviceWords, timeZone }),
    ...talkServices(facts.calendarWords),
    ...referralServices,
  };
}
