import { Booking } from '../booking';
import type { Conversations } from '../conversation';
import { type Facts, upcomingEvents } from '../conversation/services';
import type { Delivery } from '../delivery';
import type { FlowSet } from '../flow';
import type { Talks } from '../handoff';
import type { Log } from '../log';
import { Consents, DailyCounts, type PersonDirectory, ReminderWishes } from '../people';
import { Reminders, readReminderWords } from '../reminders';
import type { Store, Vault } from '../store';
import { wordsOfReminders } from './content';

/** The booking of talks with peers, by the rules of the catalogue. */
export function openBooking(parts: {
  readonly facts: Facts;
  readonly vault: Vault;
  readonly timeZone: string;
  /** Whether staff look at each booking, asked at every one. Left out: what the catalogue says. */
  readonly confirmedByStaff?: () => boolean;
}): Booking {
  const { facts, vault, timeZone, confirmedByStaff } = parts;
  const { peer } = facts.catalogue;
  const booking = confirmedByStaff
    ? {
        ...peer.booking,
        get confirmation() {
          return confirmedByStaff() ? ('by-staff' as const) : ('at-once' as const);
        },
      }
    : peer.booking;
  const counts = new DailyCounts(timeZone);
  return new Booking({
    rules: { ...peer, booking, timeZone },
    vault,
    counts: {
      booked: (tx, way, now) => counts.happened(tx, `booking/${way}`, now),
      cancelled: (tx, now) => counts.happened(tx, 'booking/cancelled', now),
    },
  });
}

/** Says what falls due, by the organisation's rules. What is said stands in the conversation, and goes out on LINE. */
export function openReminders(parts: {
  readonly flows: FlowSet;
  readonly facts: Facts;
  readonly store: Store;
  readonly people: PersonDirectory;
  readonly booking: Booking;
  readonly talks: Talks;
  readonly conversations: Conversations;
  readonly delivery: Delivery;
  readonly log: Log;
}): Reminders {
  const { flows, facts, conversations, delivery } = parts;
  const { notices } = flows.organisation;
  return new Reminders({
    ...parts,
    wishes: new ReminderWishes(),
    consents: new Consents(),
    upcomingEvents: (now) => upcomingEvents(facts.catalogue, now).map(({ id }) => id),
    // Looked up each time: an organisation may set them while this runs.
    get quiet() {
      return notices.quiet;
    },
    timeZone: flows.timeZone,
    words: readReminderWords(wordsOfReminders(flows)),
    calendarWords: facts.calendarWords,
    phoneNumber: facts.catalogue.phone.number,
    languageOf: (tx, person) => conversations.languageOf(tx, person),
    say: async (tx, outgoing, now) => {
      await conversations.keepSaid(tx, outgoing.person, outgoing.channel, outgoing.said, now);
      await delivery.say(tx, outgoing, now);
    },
    pushesLeft: () => delivery.pushesLeft('line'),
    keep: { forAnswers: notices.keepForAnswers, forReminders: notices.keepForReminders },
  });
}
