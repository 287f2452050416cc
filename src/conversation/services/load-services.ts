import type { Services } from '../../flow';
import type { TurnScope } from '../answer-live-services';
import { createServices } from './create-services';
import { loadFacts } from './load-facts';
import { roomServices } from './room-services';

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
  const facts = loadFacts(from);
  return {
    ...createServices({ ...facts, timeZone: from.timeZone }),
    ...roomServices(facts.calendarWords),
  };
}
