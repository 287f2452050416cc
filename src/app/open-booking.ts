import cron from 'node-cron';
import { Booking } from '../booking';
import type { Clock } from '../clock';
import type { Conversations } from '../conversation';
import { type Facts, upcomingEvents } from '../conversation/services';
import type { Delivery } from '../delivery';
import type { FlowSet } from '../flow';
import { describeFault, type Log } from '../log';
import { Consents, type PersonDirectory, ReminderWishes } from '../people';
import { Reminders, readReminderWords } from '../reminders';
import type { Store, Vault } from '../store';
import { wordsOfReminders } from './content';

/** The booking of talks with peers, by the rules of the catalogue. */
export function openBooking(parts: {
  readonly facts: Facts;
  readonly vault: Vault;
  readonly timeZone: string;
}): Booking {
  const { facts, vault, timeZone } = parts;
  return new Booking({ rules: { ...facts.catalogue.peer, timeZone }, vault });
}

/** Says what falls due, by the organisation's rules. What is said stands in the conversation, and goes out on LINE. */
export function openReminders(parts: {
  readonly flows: FlowSet;
  readonly facts: Facts;
  readonly store: Store;
  readonly people: PersonDirectory;
  readonly booking: Booking;
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
    quiet: notices.quiet,
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

const EVERY_MINUTE = '* * * * *';

/** Beats now and every minute from then on. `stop` waits for the beat under way. */
export function startReminders(
  reminders: Reminders,
  clock: Clock,
  log: Log,
): { readonly stop: () => Promise<void> } {
  let beating: Promise<unknown> = Promise.resolve();
  const beat = () => {
    beating = reminders
      .runDue(clock.now())
      .catch((fault) => log.error('reminders.failed', describeFault(fault)));
    return beating;
  };
  void beat();
  const task = cron.schedule(EVERY_MINUTE, beat, { name: 'reminders', noOverlap: true });
  return {
    stop: async () => {
      await task.destroy();
      await beating;
    },
  };
}
