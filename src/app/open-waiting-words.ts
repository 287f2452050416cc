import type { Conversations } from '../conversation';
import type { Delivery } from '../delivery';
import type { FlowSet, Language } from '../flow';
import { WaitingWords } from '../handoff';
import type { PersonDirectory } from '../people';
import { nextAllowed } from '../reminders';
import type { Store } from '../store';
import type { Hall } from './open-desk';
import { waitingTexts } from './waiting-texts';

/** Tells people who wait that their place stands. Throws when a language lacks the words. */
export function openWaitingWords(parts: {
  readonly flows: FlowSet;
  readonly store: Store;
  readonly people: PersonDirectory;
  readonly hall: Hall;
  readonly conversations: Conversations;
  readonly delivery: Delivery;
}): WaitingWords<Language> {
  const { flows, store, people, hall, conversations, delivery } = parts;
  const { notices } = flows.organisation;
  return new WaitingWords<Language>({
    store,
    people,
    talks: hall.talks,
    queue: hall.queue,
    words: waitingTexts(flows),
    languageOf: (tx, person) => conversations.languageOf(tx, person),
    nextAllowed: (at) => nextAllowed(at, notices.quiet, flows.timeZone),
    say: async (tx, outgoing, now) => {
      await conversations.keepSaid(tx, outgoing.person, outgoing.channel, outgoing.said, now);
      await delivery.say(tx, outgoing, now);
    },
  });
}
