import { z } from 'zod';
import type { ErrorCode } from '../errors';
import type { Choice, Language, Media, Message } from '../flow';
import { type Role, roles } from '../staff';
import type { WordingFinding } from '../wording';
import { limits } from './limits';

/*
 * The desk's HTTP API, as the server answers it and the page calls it. JSON below /api/desk, same origin, a cookie for
 * the session. Every POST, PUT and DELETE carries the header `x-madobe: 1`. The page imports types only from here.
 * One file, since it is one contract: whoever changes an answer sees what the page is promised beside it.
 * Times are milliseconds since the epoch; ids are opaque. Nothing here ever holds a LINE id or a LINE name.
 */

export type { Role };

/** A date of the calendar, `YYYY-MM-DD`, in the organisation's zone. */
export type CalendarDate = string;

/** What every refused request is answered with, beside its status. `field`: which part of a body was malformed. */
export interface ApiError {
  readonly error: ErrorCode;
  readonly field?: string;
}

/** Somebody of the staff, as colleagues see them. */
export interface StaffName {
  readonly id: string;
  readonly name: string;
}

const uuid = z.uuid().transform((id) => id.toLowerCase());
const moment = z.int().min(0);

// Accounts -----------------------------------------------------------------------------------------------------------

/** `GET setup`: whether the first account may be made, because there is none yet. */
export interface Setup {
  readonly open: boolean;
}

const login = z.string().trim().min(1).max(limits.login);
const staffName = z.string().trim().min(1).max(limits.staffName);
const newPassword = z.string().min(12).max(limits.password);

/** `POST setup`. 204; then the account signs in. */
export const setUpSchema = z.strictObject({
  token: z.string().min(1).max(limits.token),
  login,
  name: staffName,
  password: newPassword,
});
export type SetUp = z.input<typeof setUpSchema>;

/** `POST sign-in`. */
export const signInSchema = z.strictObject({
  login,
  password: z.string().min(1).max(limits.password),
});
export type SignIn = z.input<typeof signInSchema>;

/** What `POST sign-in` and `POST sign-in/code` lead to: signed in, the second factor, or its first setting up. */
export interface SignInNext {
  readonly next: 'done' | 'code' | 'enrol';
}

/**
 * `POST sign-in/password`: sets a password by the one-time link of a {@link StaffLink}, which leads to
 * `/desk/password/<token>`. 204; all sessions end, then they sign in. The link of the first account leads to
 * `/desk/set-up/<token>`.
 */
export const setPasswordSchema = z.strictObject({
  token: z.string().min(1).max(limits.token),
  password: newPassword,
});
export type SetPassword = z.input<typeof setPasswordSchema>;

/** `POST sign-in/code` and `POST sign-in/enrol/confirm`. */
export const codeSchema = z.strictObject({ code: z.string().trim().min(1).max(limits.code) });
export type Code = z.input<typeof codeSchema>;

/** `POST sign-in/enrol`: shown once. */
export interface Enrolment {
  readonly uri: string;
  /** An SVG, to be shown as a picture. */
  readonly qrSvg: string;
  readonly recoveryCodes: readonly string[];
}

/** `GET me`. */
export interface Me {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly role: Role;
  /** A second factor is set up. */
  readonly hasSecondFactor: boolean;
}

/** `GET sessions`: one's own. */
export interface StaffSessions {
  readonly sessions: readonly StaffSession[];
}
export interface StaffSession {
  readonly id: string;
  readonly since: number;
  readonly lastUsed: number;
  /** This very browser. */
  readonly isThis: boolean;
}

/** `POST password`. 204; all other sessions end. 403 `desk_sign_in_refused` when the current one is wrong. */
export const changePasswordSchema = z.strictObject({
  current: z.string().min(1).max(limits.password),
  next: newPassword,
});
export type ChangePassword = z.input<typeof changePasswordSchema>;

/** `GET staff`. */
export interface StaffList {
  readonly staff: readonly StaffAccount[];
}
export interface StaffAccount {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly role: Role;
  /** False: may not sign in, and is signed out everywhere. */
  readonly active: boolean;
  readonly hasSecondFactor: boolean;
  readonly lastSeen: number | null;
}

/** `POST staff`: 201 {@link StaffLink}. */
export const addStaffSchema = z.strictObject({ login, name: staffName, role: z.enum(roles) });
export type AddStaff = z.input<typeof addStaffSchema>;

/** `PUT staff/:id`. */
export const changeStaffSchema = z.strictObject({
  name: staffName,
  role: z.enum(roles),
  active: z.boolean(),
});
export type ChangeStaff = z.input<typeof changeStaffSchema>;

/** `POST staff/:id/sign-out`, and `DELETE staff/:id/second-factor` for whoever lost theirs: no body. 204. */

/** `POST staff` and `POST staff/:id/link`: a one-time link by which a password is set; shown once. */
export interface StaffLink {
  readonly id: string;
  readonly link: string;
  readonly expiresAt: number;
}

// The queue ----------------------------------------------------------------------------------------------------------

/** How pressing it is. `urgent`: words of acute danger; `high`: words of danger; `none`: nothing of the kind was read. */
export const risks = ['urgent', 'high', 'none'] as const;
export type Risk = (typeof risks)[number];

/** Who somebody is in relation to the hikikomori state, as they said. Null: they have not said. */
export type Standpoint = string;

/** Somebody, as staff see them. */
export interface PersonName {
  /** Null: 「お名前なし」. */
  readonly nickname: string | null;
  /** In Japanese words, such as 「ご本人」 or 「ご家族」; null when they have not said. */
  readonly standpoint: Standpoint | null;
  readonly language: Language;
  readonly channel: ChannelKind;
}
export type ChannelKind = 'line' | 'web';

/** `GET queue`: everything the first page shows. */
export interface Queue {
  /** By risk, then by waiting time; at most 100. */
  readonly waiting: readonly TalkSummary[];
  /** How many wait in all. */
  readonly waitingInAll: number;
  /** The talks one has, and those one watches. */
  readonly mine: readonly TalkSummary[];
  /** What colleagues carry; empty for all but supervisors. */
  readonly team: readonly Load[];
  /** Not acknowledged yet, oldest first. */
  readonly alarms: readonly Alarm[];
  readonly letters: LetterCounts;
  readonly duty: Duty;
  /** The server's time at this answer, for "waiting since" on screens whose clock is wrong. */
  readonly now: number;
}

export interface TalkSummary extends PersonName {
  readonly id: string;
  readonly state: TalkState;
  readonly risk: Risk;
  /** One line of what they told on the way here; empty when nothing. */
  readonly summary: string;
  /** When they asked for a human. */
  readonly since: number;
  /** Who has it; null while it waits. */
  readonly with: StaffName | null;
  /** The person wrote something after what staff last said. */
  readonly unanswered: boolean;
  /** When anything was last said, either way; null when nothing was. */
  readonly lastAt: number | null;
  /** Put aside until then; null when not. */
  readonly snoozedUntil: number | null;
  /** One only watches. */
  readonly watching: boolean;
}
export type TalkState = 'waiting' | 'with' | 'over';

/** What a colleague carries now. */
export interface Load extends StaffName {
  readonly duty: Duty;
  /** The talks they have. */
  readonly talks: readonly TalkSummary[];
}

/** Whether one takes people now, and how many at once. */
export interface Duty {
  readonly on: boolean;
  /** Having a break: stays on duty, gets nobody new. */
  readonly onBreak: boolean;
  /** Most talks at once. */
  readonly cap: number;
  /** The talks one has now. */
  readonly held: number;
}

/** `POST duty`: 200 {@link Duty}. */
export const dutySchema = z.strictObject({
  on: z.boolean(),
  onBreak: z.boolean().default(false),
  cap: z.int().min(1).max(20).optional(),
});
export type SetDuty = z.input<typeof dutySchema>;

/** Somebody may be in danger, and somebody of the staff has to say that they have seen it. */
export interface Alarm extends PersonName {
  readonly id: string;
  /** What the words were taken for: a safety label, such as `suicide`. */
  readonly label: string;
  readonly urgent: boolean;
  readonly at: number;
  /** The open talk of that person, or null. */
  readonly talkId: string | null;
  readonly escalatedAt: number | null;
}

/** `POST next`: 200, or 204 when nobody waits, one's cap is reached, or one is not on duty. */
export interface Taken {
  readonly talkId: string;
}

/** Where a colleague can hand somebody over to. `GET colleagues`. */
export interface Colleagues {
  readonly colleagues: readonly (StaffName & { readonly duty: Duty })[];
}

// A talk -------------------------------------------------------------------------------------------------------------

/** `GET talks/:id`. Opening it is noted in the audit log. */
export interface Talk extends TalkSummary {
  /** What they told, in words, such as 「お住まい」「30代」. */
  readonly facts: readonly Fact[];
  /** What counsellors were told at each hand-over, oldest first. */
  readonly handOvers: readonly HandOver[];
  readonly watchers: readonly StaffName[];
  /** Notes between colleagues, never shown to the person; oldest first. */
  readonly whispers: readonly Whisper[];
  /** One's own, not sent yet; empty when there is none. */
  readonly draft: string;
  /** To be sent later, soonest first. */
  readonly scheduled: readonly Scheduled[];
  /** Where the person reads what one writes: the room on the web, or LINE itself. */
  readonly place: 'room' | 'line';
  /** One has it, and may write. */
  readonly isMine: boolean;
}

export interface Fact {
  readonly name: string;
  readonly value: string;
}

export interface HandOver {
  readonly from: StaffName;
  readonly to: StaffName;
  readonly summary: string;
  readonly at: number;
}

export interface Whisper {
  readonly id: string;
  readonly by: StaffName;
  readonly text: string;
  readonly at: number;
}

export interface Scheduled {
  readonly id: string;
  readonly by: StaffName;
  readonly text: string;
  readonly quotes: number | null;
  readonly at: number;
}

/** `GET talks/:id/entries?before=<entry id>&limit=`, and with `?after=<entry id>` what came since. Oldest first. */
export interface Entries {
  readonly entries: readonly Entry[];
  /** There are more on that side. */
  readonly more: boolean;
}

/** One thing that was said, either way, on whatever channel. */
export interface Entry {
  /** Grows with time. */
  readonly id: number;
  readonly at: number;
  readonly from: 'person' | 'madobe' | 'counsellor';
  /** Which counsellor; null for all others, and for one who is no more. */
  readonly by: StaffName | null;
  readonly channel: ChannelKind;
  readonly what: EntryContent;
  /** The entry that a counsellor quoted; null: none. */
  readonly quotes: number | null;
  /** The `id` under which a counsellor's page sent it; null for everything else. */
  readonly sentAs: string | null;
}

export type EntryContent =
  | { readonly kind: 'text'; readonly text: string }
  /** A button was tapped. The label is empty when the button is of an older conversation that no longer has it. */
  | { readonly kind: 'chosen'; readonly label: string }
  | { readonly kind: 'media'; readonly media: Media }
  /** Said by Madobe or a counsellor in one go. */
  | { readonly kind: 'said'; readonly messages: readonly Message[]; readonly choices: readonly Choice[] }
  /** Taken back or erased: only that it was there. */
  | { readonly kind: 'gone' };

/**
 * `POST talks/:id/messages`. The same `id` is sent once, however often it is posted. 201 {@link Sent}; with `at`, it is
 * kept until then and answered 202.
 */
export const sendMessageSchema = z.strictObject({
  id: uuid,
  text: z.string().trim().min(1).max(limits.messageText),
  /** The entry it answers; its beginning is shown above the text. */
  quotes: z.int().min(1).optional(),
  /** When it is to be sent. */
  at: moment.optional(),
});
export type SendMessage = z.input<typeof sendMessageSchema>;

export interface Sent {
  /** The entry; null when it is to be sent later. */
  readonly entry: number | null;
  /** Where the words are. */
  readonly place: 'room' | 'line' | null;
  /** LINE carries a notice that something is there. */
  readonly noticed: boolean;
}

/** `PUT talks/:id/draft` and `PUT letters/:id/draft`. Empty removes it. */
export const draftSchema = z.strictObject({ text: z.string().max(limits.letterAnswer) });
export type Draft = z.input<typeof draftSchema>;

/** `POST talks/:id/slow`: says that an answer takes time, in the person's language. The same `id` is said once. */
export const slowSchema = z.strictObject({ id: uuid });
export type Slow = z.input<typeof slowSchema>;

/** `POST talks/:id/hand-over`. 204. */
export const handOverSchema = z.strictObject({
  to: z.string().min(1).max(64),
  summary: z.string().trim().min(1).max(limits.handOverSummary),
});
export type HandOverTo = z.input<typeof handOverSchema>;

/** `POST talks/:id/assign`: supervisors. 204. */
export const assignSchema = z.strictObject({ to: z.string().min(1).max(64) });
export type Assign = z.input<typeof assignSchema>;

/** `POST talks/:id/snooze`. Null takes it up again. 204. */
export const snoozeSchema = z.strictObject({ until: moment.nullable() });
export type Snooze = z.input<typeof snoozeSchema>;

/** `POST talks/:id/whispers`. 201 {@link Whisper}. */
export const whisperSchema = z.strictObject({ text: z.string().trim().min(1).max(limits.whisper) });
export type AddWhisper = z.input<typeof whisperSchema>;

/** `POST talks/:id/{typing,give-back,close,watch,unwatch}` and `POST alarms/:id/acknowledge`: an empty body. 204. */
export const emptySchema = z.strictObject({});

// Letters ------------------------------------------------------------------------------------------------------------

/** Letters that wait for an answer. */
export interface LetterCounts {
  readonly waiting: number;
  readonly dueToday: number;
  readonly late: number;
}

/** `GET letters`: those that wait, the most pressing first; at most 100. */
export interface LetterList extends LetterCounts {
  readonly letters: readonly LetterSummary[];
}

export interface LetterSummary extends PersonName {
  readonly id: string;
  /** What it is about, in the person's words; null when they left it away. */
  readonly about: string | null;
  readonly sentAt: number;
  /** By when it is to be answered. */
  readonly dueOn: CalendarDate;
  readonly due: 'late' | 'today' | 'later';
  /** Somebody has begun an answer. */
  readonly begun: boolean;
}

/** `GET letters/:id`. Opening it is noted in the audit log. */
export interface Letter extends LetterSummary {
  readonly body: string;
  readonly facts: readonly Fact[];
  /** The answer that is being written; empty when nobody has begun. */
  readonly draft: string;
  /** Null while it waits. */
  readonly answer: { readonly body: string; readonly at: number } | null;
}

/** `POST letters/:id/answer`. 204; 409 when a colleague was quicker. */
export const answerLetterSchema = z.strictObject({
  body: z.string().trim().min(1).max(limits.letterAnswer),
});
export type AnswerLetter = z.input<typeof answerLetterSchema>;

// Words --------------------------------------------------------------------------------------------------------------

/** `POST wording`. Nothing of the text is kept. */
export const checkWordingSchema = z.strictObject({ text: z.string().max(limits.letterAnswer) });
export type CheckWording = z.input<typeof checkWordingSchema>;

/** Phrases that could press on their reader, in the text's order. A hint, never a ban. */
export interface WordingMarks {
  readonly findings: readonly WordingMark[];
}
/** `start` and `end` in UTF-16 units, the end exclusive; reasons and suggestions in Japanese and English. */
export type WordingMark = Pick<
  WordingFinding,
  'category' | 'name' | 'start' | 'end' | 'reason' | 'suggestion' | 'instead' | 'by'
>;

/** What a snippet's `{placeholders}` may be. They are filled in by the page before they are sent. */
export const snippetVariables = ['nickname', 'me', 'organisation'] as const;
export type SnippetVariable = (typeof snippetVariables)[number];

/** `GET snippets`: the organisation's prepared phrases, in its order. */
export interface Snippets {
  readonly snippets: readonly Snippet[];
  /** For the `{organisation}` of a snippet. */
  readonly organisation: string;
}
export interface Snippet {
  readonly id: string;
  readonly name: string;
  readonly text: string;
}

const snippetSchema = z.strictObject({
  id: uuid,
  name: z.string().trim().min(1).max(limits.snippetName),
  text: z.string().trim().min(1).max(limits.snippetText),
});

/** `PUT snippets`: all of them, in order, in place of those from before. Supervisors. */
export const snippetsSchema = z.strictObject({ snippets: z.array(snippetSchema).max(limits.snippets) });
export type PutSnippets = z.input<typeof snippetsSchema>;

// Audit and events ---------------------------------------------------------------------------------------------------

/** `GET audit?before=<id>`: who did what, newest first. Supervisors. */
export interface AuditPage {
  readonly entries: readonly AuditEntry[];
  readonly more: boolean;
}
export interface AuditEntry {
  readonly id: number;
  readonly at: number;
  /** A name where it is somebody of the staff, else what acted, such as `cli`. */
  readonly actor: string;
  /** Such as `talk.open`. */
  readonly action: string;
  /** A hash: the same for one person always, leading to nobody. */
  readonly subject: string | null;
}

/**
 * The events of `GET events` (server-sent) by name, and the JSON in their `data`: ids alone. They may be lost; the page
 * asks for everything anew when it connects again.
 */
export interface DeskEvents {
  /** Who waits, who has whom, or a talk's own state has changed. */
  readonly queue: { readonly talkId: string | null };
  /** Something was said in a talk. */
  readonly entry: { readonly talkId: string };
  /** Entries of a talk were taken back or erased; null: all of them up to now. */
  readonly gone: { readonly talkId: string; readonly entry: number | null };
  readonly whisper: { readonly talkId: string };
  readonly alarm: { readonly alarmId: string };
  readonly letters: Record<string, never>;
  /** The session is over: nothing more comes. */
  readonly ended: Record<string, never>;
}
export type DeskEventName = keyof DeskEvents;
