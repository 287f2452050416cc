import path from 'node:path';
import { type Booking, CalendarFeeds } from '../booking';
import type { Clock } from '../clock';
import type { Conversations, Room } from '../conversation';
import type { Delivery } from '../delivery';
import { type BookingNotices, type Desk, type DeskParts, openDesk, SettingsInForce } from '../desk';
import { type FlowSet, type Language, languages } from '../flow';
import { Alarms, Queue, Talks, type WaitingTexts } from '../handoff';
import type { Log } from '../log';
import { AuditLog, type PersonDirectory, type WebSessions } from '../people';
import { Records } from '../records';
import { openStaff, type Staff } from '../staff';
import type { Store, Vault } from '../store';
import { lintWording, loadWordingLinter, type WordingLinter } from '../wording';
import type { Config } from './config';
import { loadRecordTemplate } from './content';
import { deskWords } from './desk-words';
import { eraseOnRequest, exportOnRequest } from './on-request';
import { openVoice } from './open-handoff';
import { shippedSnippets } from './shipped-snippets';
import { waitingTexts } from './waiting-texts';

const MINUTE_MS = 60_000;

/** The queue and the alarms of an organisation. */
export interface Hall {
  readonly talks: Talks;
  /** As people meet it. */
  readonly queue: Queue;
  readonly alarms: Alarms;
  readonly waitingTexts: (language: Language) => WaitingTexts;
}

export function openHall(flows: FlowSet): Hall {
  const { acknowledgeWithinMinutes } = flows.organisation.alarms;
  const talks = new Talks();
  // Looked at when the first one waits: a stage for stories has flows without such words.
  let texts: ReturnType<typeof waitingTexts> | undefined;
  return {
    talks,
    queue: new Queue(talks, flows.organisation.handoff),
    waitingTexts: (language) => {
      texts ??= waitingTexts(flows);
      return texts(language);
    },
    alarms: new Alarms({ acknowledgeWithinMs: acknowledgeWithinMinutes * MINUTE_MS }),
  };
}

/** The desk, with the accounts of those who work at it. */
export interface StaffedDesk {
  readonly desk: Desk;
  readonly staff: Staff;
}

/** Puts the desk together. */
export function openStaffedDesk(parts: {
  readonly config: Config;
  readonly store: Store;
  readonly vault: Vault;
  readonly flows: FlowSet;
  readonly people: PersonDirectory;
  readonly room: Room;
  readonly sessions: WebSessions;
  readonly conversations: Conversations;
  readonly delivery: Delivery;
  readonly hall: Hall;
  readonly booking: Booking;
  readonly bookingNotices: BookingNotices;
  readonly settings: SettingsInForce;
  /** Organisations by name, to be passed on to. */
  readonly organisations: readonly string[];
  readonly staleFacts: DeskParts['staleFacts'];
  readonly clock: Clock;
  readonly log: Log;
}): StaffedDesk {
  const { config, flows, vault, room, hall, conversations, delivery } = parts;
  const { baseUrl } = config;
  const audit = new AuditLog();
  const staff = openStaff({ ...parts, audit, issuer: flows.organisation.name.ja });
  const words = deskWords(flows);
  const { defaultLanguage } = flows.organisation;
  const { calendar, paper } = words(defaultLanguage);
  const { name, ...title } = calendar;
  const desk = openDesk(
    {
      ...parts,
      ...hall,
      letters: room.letters,
      registrations: room.registrations,
      voice: openVoice(parts),
      records: new Records(),
      referrals: room.referrals,
      recordTemplate: loadRecordTemplate(config.flowsDirectory),
      mine: room.mine,
      onRequest: {
        export: (request) => exportOnRequest({ ...parts, audit }, request),
        erase: (request) => eraseOnRequest({ ...parts, audit }, request),
      },
      paperWords: paper,
      calendarFeeds: new CalendarFeeds(vault),
      feedWords: { name, title },
      audit,
      goOn: async (tx, person, channel, now) => {
        const said = await conversations.goOn(tx, person, channel, now);
        if (said) await delivery.say(tx, { person, channel, said, unprompted: false }, now);
      },
      colleagues: (tx) => staff.accounts.list(tx),
      wording: wordingOf(path.join(config.flowsDirectory, 'wording')),
      slowWords: (language: Language) => words(language).slow,
      closeWords: (language: Language) => words(language).close,
      statisticsWords: (language: Language) => words(language).statistics,
      shippedSnippets: shippedSnippets(config.flowsDirectory),
    },
    {
      staff,
      setting: {
        baseUrl,
        pageDirectory: config.deskDirectory,
        notBuilt: languages
          .filter((language) => language !== 'ja-easy')
          .map((language) => words(language)['not-built']),
      },
    },
  );
  return { desk, staff };
}

/** What an operator is told while there is no account: where the first one is made, once. Null when there is one. */
export async function setUpLink(
  { accounts, links }: Staff,
  at: { readonly store: Store; readonly clock: Clock; readonly origin: string },
): Promise<string | null> {
  const made = await at.store.write(async (tx) =>
    (await accounts.isEmpty(tx)) ? links.makeSetUp(tx, at.clock.now()) : null,
  );
  return (
    made && `The desk has no account yet. Make the first one here: ${at.origin}/desk/set-up/${made.token}`
  );
}

/** The wording helper. Loaded when a counsellor first writes: it takes a while where its model was not built. */
function wordingOf(directory: string) {
  let linter: WordingLinter | null = null;
  return async (text: string) => {
    linter ??= loadWordingLinter(directory);
    return lintWording(linter, text);
  };
}
