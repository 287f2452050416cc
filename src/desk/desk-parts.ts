import type { Clock } from '../clock';
import type { FlowSet, Language } from '../flow';
import type { Alarms, CounsellorVoice, Letters, Registrations, Talks } from '../handoff';
import type { Log } from '../log';
import type { AuditLog, LockedPerson, PersonDirectory } from '../people';
import type { Role } from '../staff';
import type { Store, Tx } from '../store';
import type { WordingFinding } from '../wording';
import type { Snippet } from './api';

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

/** What the desk is made of. */
export interface DeskParts {
  readonly store: Store;
  readonly flows: FlowSet;
  readonly people: PersonDirectory;
  readonly talks: Talks;
  readonly alarms: Alarms;
  readonly letters: Letters;
  readonly registrations: Registrations;
  readonly voice: CounsellorVoice<Language>;
  readonly audit: AuditLog;
  /** A person was given back: the bot says so and goes on with its menu. Who calls holds the person. */
  readonly goOn: (tx: Tx, person: LockedPerson, channel: string, now: number) => Promise<void>;
  /** Everybody with an account, those who may not sign in any more too. */
  readonly colleagues: (tx: Tx) => Promise<readonly Colleague[]>;
  /** Marks what could press on its reader. Keeps nothing. */
  readonly wording: (text: string) => Promise<readonly WordingFinding[]>;
  /** What is said to somebody who waits for a counsellor's answer. */
  readonly slowWords: (language: Language) => string;
  /** The snippets of an organisation that has none of its own yet. */
  readonly shippedSnippets: readonly Snippet[];
  readonly clock: Clock;
  readonly log: Log;
}
