import type { Affected, Booked, Booking, CalendarFeeds, StaffFeedWords } from '../booking';
import type { Clock } from '../clock';
import type { MyInformation } from '../conversation';
import type { Delivery } from '../delivery';
import type { FlowSet, Language } from '../flow';
import type { Alarms, CounsellorVoice, Letters, Registrations, Talks } from '../handoff';
import type { Log } from '../log';
import type { AuditLog, LockedPerson, PersonDirectory } from '../people';
import type { Records, RecordTemplate, Referrals } from '../records';
import type { Role } from '../staff';
import type { Store, Tx } from '../store';
import type { WordingFinding } from '../wording';
import type { Snippet, StaleFact } from './api';
import type { PaperWords } from './record-paper';
import type { SettingsInForce } from './settings-in-force';
import type { StatisticsWords } from './statistics-csv';

/** Whoever talks with people. */
export const talkers: readonly Role[] = ['counsellor', 'supervisor'];
/** Whoever sees everybody's work. */
export const leaders: readonly Role[] = ['supervisor'];
/** Whoever looks after the organisation's settings and what was done. */
export const keepers: readonly Role[] = ['supervisor', 'administrator'];

/** Somebody who is or was of the staff. */
export interface Colleague {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly active: boolean;
}

/** Tells people what staff changed about what they booked, in the transaction that changes it. */
export interface BookingNotices {
  /** How many are told. */
  tellAffected(tx: Tx, affected: readonly Affected[], now: number): Promise<number>;
  /** Whether they are told that it stands. */
  tellSettled(tx: Tx, booked: Booked, now: number): Promise<boolean>;
}

/** What staff do for somebody who asked for it, by the number they told. Null when it is nobody's. */
export interface OnRequest {
  export(request: {
    readonly number: string;
    readonly actor: string;
  }): Promise<{ readonly data: unknown; readonly page: string } | null>;
  erase(request: {
    readonly number: string;
    readonly actor: string;
  }): Promise<{ readonly number: string; readonly on: string } | null>;
}

/** What the desk is made of. */
export interface DeskParts {
  readonly store: Store;
  readonly flows: FlowSet;
  readonly people: PersonDirectory;
  readonly talks: Talks;
  readonly onRequest: OnRequest;
  /** What people in danger are told, and nobody has verified for half a year. */
  readonly staleFacts: (now: number) => readonly StaleFact[];
  readonly alarms: Alarms;
  readonly letters: Letters;
  readonly registrations: Registrations;
  readonly voice: CounsellorVoice<Language>;
  /** Talks with peers. */
  readonly booking: Booking;
  readonly calendarFeeds: CalendarFeeds;
  readonly bookingNotices: BookingNotices;
  /** What stands in calendars of staff. */
  readonly feedWords: StaffFeedWords;
  readonly records: Records;
  readonly referrals: Referrals;
  /** The sheet that is filled in. */
  readonly recordTemplate: RecordTemplate;
  /** What stands on a record that is taken out. */
  readonly paperWords: PaperWords;
  /** What people see of what is kept about them, and agree to. */
  readonly mine: MyInformation;
  /** Organisations by name, to be passed on to. */
  readonly organisations: readonly string[];
  readonly audit: AuditLog;
  readonly delivery: Pick<Delivery, 'deadLetters' | 'quota' | 'readMarks' | 'sends'>;
  /** What the organisation has set at run time. */
  readonly settings: SettingsInForce;
  /** A person was given back: the bot says so and goes on with its menu. Who calls holds the person. */
  readonly goOn: (tx: Tx, person: LockedPerson, channel: string, now: number) => Promise<void>;
  /** Everybody with an account, those who may not sign in any more too. */
  readonly colleagues: (tx: Tx) => Promise<readonly Colleague[]>;
  /** Marks what could press on its reader. Keeps nothing. */
  readonly wording: (text: string) => Promise<readonly WordingFinding[]>;
  /** What is said to somebody who waits for a counsellor's answer. */
  readonly slowWords: (language: Language) => string;
  /** What is said to somebody when their talk is rounded off. */
  readonly closeWords: (language: Language) => string;
  /** The headings of statistics in a file. */
  readonly statisticsWords: (language: Language) => StatisticsWords;
  /** The snippets of an organisation that has none of its own yet. */
  readonly shippedSnippets: readonly Snippet[];
  readonly clock: Clock;
  readonly log: Log;
}
