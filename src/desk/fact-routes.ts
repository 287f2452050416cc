import type { StaleFacts } from './api';
import { type DeskParts, keepers } from './desk-parts';
import { type DeskRoute, route } from './desk-route';

/** What the facts that people are told need of those who look after them. */
export function factRoutes({ staleFacts, clock }: DeskParts): readonly DeskRoute[] {
  return [
    route('GET', '/facts/stale', keepers, null, async ({ response }) => {
      const facts = staleFacts(clock.now()).toSorted((one, other) => other.days - one.days);
      response.json({ facts } satisfies StaleFacts);
    }),
  ];
}
