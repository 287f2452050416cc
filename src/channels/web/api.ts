import { z } from 'zod';
import type { ErrorCode } from '../../errors';
import { type Choice, type Language, languages, type Media, type Message } from '../../flow';
import { limits } from './limits';

/*
 * The web chat's HTTP API, as the server answers it and the page calls it. JSON, same origin, a cookie for the session.
 * Every POST, PUT and DELETE carries the header `x-madobe: 1`, or `x-madobe: embed` from the page inside another site's
 * frame, whose cookie browsers keep apart. The page imports types only from here.
 */

/** Where a person's answers to letters, and what a counsellor says, are to be read. */
export const answerPlaces = ['room', 'line'] as const;
export type AnswerPlace = (typeof answerPlaces)[number];

/** Age bands of the registered items. */
export const ageBands = ['under-18', '18-29', '30-39', '40-49', '50-59', '60-over'] as const;
export type AgeBand = (typeof ageBands)[number];

/** For how long somebody has been in the state, of the registered items. */
export const durations = [
  'under-6-months',
  'under-1-year',
  '1-3-years',
  '3-10-years',
  '10-years-over',
] as const;
export type Duration = (typeof durations)[number];

/** A date of the calendar, `YYYY-MM-DD`, in the organisation's zone. */
export type CalendarDate = string;

/** `{ error }`: what every refused request is answered with, beside its status. */
export interface ApiError {
  readonly error: ErrorCode;
}

/** Who this browser is to us. Names nobody. */
export interface SessionView {
  readonly language: Language;
  /** The same person also reads and writes on LINE, so answers can be announced there. */
  readonly line: boolean;
  /** Something is being prepared right now: an event of theirs was taken and is not answered yet. */
  readonly waiting: boolean;
  /** What a one-time link was for: where the page goes first. Left out otherwise. */
  readonly opens?: 'conversation' | 'letters';
}

/** One thing that was said, either way, on whatever channel. */
export interface Entry {
  /** Grows with time; the id of its server-sent event too. */
  readonly id: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly from: 'person' | 'madobe' | 'counsellor';
  readonly channel: 'line' | 'web';
  readonly what: EntryContent;
  /** The `id` under which this browser's page posted it; left out for everything else. */
  readonly postedAs?: string;
}

export type EntryContent =
  | { readonly kind: 'text'; readonly text: string }
  /** A button was tapped. Its label may be empty when the button is of an older conversation that no longer has it. */
  | { readonly kind: 'chosen'; readonly label: string }
  | { readonly kind: 'media'; readonly media: Media }
  /** Said by Madobe or a counsellor in one go. The choices belong to the last message. */
  | { readonly kind: 'said'; readonly messages: readonly Message[]; readonly choices: readonly Choice[] }
  /** Taken back or erased: only that it was there. */
  | { readonly kind: 'gone' };

/** `GET /api/conversation`. */
export interface ConversationPage {
  /** Oldest first. */
  readonly entries: readonly Entry[];
  /** There are older ones: ask again with `before` set to the first entry's id. */
  readonly more: boolean;
}

/**
 * The events of `GET /api/events` by name, and the JSON in their `data`. Only `entry` has an id, so a browser that
 * reconnects says which entry it saw last and gets what came since, each once. Without one (first connection) the
 * query `?after=<entry id>` says where to begin; without either it begins with what comes next.
 */
export interface ServerEvents {
  readonly entry: Entry;
  /** Something is being prepared. Ends with the next `entry`. */
  readonly waiting: Record<string, never>;
  /** A counsellor is writing right now. Told again while they do; it is over some seconds after the last time. */
  readonly typing: Record<string, never>;
  /** This entry was erased or taken back: show that it was there, no more. */
  readonly gone: { readonly id: number };
  /** All entries up to this one were erased by the person: the page lets go of them. */
  readonly cleared: { readonly upTo: number };
  /**
   * The session is over, or all of the person's was erased; nothing more comes, and connecting again answers 401. Where
   * they had themselves erased, the receipt is theirs to write down: it is shown once and hangs on nobody.
   */
  readonly ended: { readonly why: 'left' | 'erased'; readonly receipt?: ErasureReceipt };
}
export type ServerEventName = keyof ServerEvents;

/** That an erasure was done. */
export interface ErasureReceipt {
  readonly number: string;
  readonly on: CalendarDate;
}

/** The person's letter, as a list shows it. */
export interface LetterSummary {
  /** UUID, made by the page. */
  readonly id: string;
  /** What it is about, in the person's words; null when they left it away. */
  readonly about: string | null;
  /** Milliseconds since the epoch. */
  readonly sentAt: number;
  /** By when it will be answered. */
  readonly dueOn: CalendarDate;
  /** Milliseconds since the epoch; null while it waits. */
  readonly answeredAt: number | null;
  /** When the answer was first opened. Milliseconds since the epoch; null until then. */
  readonly readAt: number | null;
}

export interface Letter extends LetterSummary {
  readonly body: string;
  readonly answerIn: AnswerPlace;
  /** The answer; null while it waits. */
  readonly answer: { readonly body: string /** Milliseconds since the epoch. */; readonly at: number } | null;
}

/** `GET /api/letters`, newest first. */
export interface LetterList {
  readonly letters: readonly LetterSummary[];
}

/** `GET /api/letters/draft`: null when there is none. */
export interface LetterDraftView {
  readonly draft: LetterDraft | null;
}

/** What a person can change in わたしの情報. */
export const mineChanges = ['letters-off', 'registered-off', 'notices-off', 'notices-on'] as const;
/** `referral-off-…` takes back that something of their record is passed on to another organisation. */
export type MineChange = (typeof mineChanges)[number] | `referral-off-${string}`;

/** `GET /api/mine`: what is kept about the person, in their language. */
export interface Mine {
  /** Milliseconds since the epoch. */
  readonly since: number;
  /** When all of it goes by itself if they do not come again. */
  readonly until: CalendarDate;
  /** What is remembered, with what for and how long; either may be empty. */
  readonly remembered: readonly {
    readonly name: string;
    readonly value: string;
    readonly why: string;
    readonly kept: string;
  }[];
  /** How many messages, both ways. */
  readonly messages: number;
  readonly letters: { readonly sent: number; readonly isDraftThere: boolean };
  readonly registered: readonly { readonly name: string; readonly value: string }[];
  /** Browsers in which their room is open, this one among them. */
  readonly sessions: number;
  readonly hasResumeCode: boolean;
  readonly notices: boolean;
  /** What they agree to, with the words of then. */
  readonly consents: readonly {
    readonly name: string;
    readonly words: string;
    /** Milliseconds since the epoch. */
    readonly givenAt: number;
  }[];
  /** What they can change now, in words. */
  readonly changes: readonly {
    readonly change: MineChange;
    readonly label: string;
    readonly effect: string;
    readonly done: string;
  }[];
}

/** `POST /api/resume-code`: shown once, kept by us only as hashes. */
export interface ResumeCode {
  readonly number: string;
  readonly words: string;
}

/** `GET /api/words/<language>`: the page's words, from `locales/<language>/web.yaml`, placeholders still in them. */
export interface PageWords {
  readonly language: Language;
  readonly words: WordTree;
  /** Values for `{placeholders}` that are the same for everybody, such as `organisation`. */
  readonly values: Readonly<Record<string, string>>;
}
export type WordTree = string | readonly WordTree[] | { readonly [key: string]: WordTree };

const language = z.enum(languages);
const uuid = z.uuid().transform((id) => id.toLowerCase());

/** `POST /api/session`. */
export const openSessionSchema = z.strictObject({ language: language.optional() });
export type OpenSession = z.input<typeof openSessionSchema>;

/** `POST /api/messages`. The same `id` is taken once, however often it is sent. */
export const postMessageSchema = z.strictObject({
  id: uuid,
  event: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('text'), text: z.string().min(1).max(limits.messageText) }),
    z.strictObject({ kind: z.literal('chosen'), data: z.string().min(1).max(300) }),
  ]),
});
export type PostMessage = z.input<typeof postMessageSchema>;

/** `POST /api/resume`. */
export const resumeSchema = z.strictObject({
  number: z.string().max(limits.resumePart),
  words: z.string().max(limits.resumePart),
});
export type Resume = z.input<typeof resumeSchema>;

/** `POST /api/room`. */
export const openRoomSchema = z.strictObject({ token: z.string().max(limits.resumePart) });
export type OpenRoom = z.input<typeof openRoomSchema>;

/** `POST /api/mine/change`. Answered with 204, also when it was so already. */
export const changeMineSchema = z.strictObject({
  change: z.union([
    z.enum(mineChanges),
    z.templateLiteral(['referral-off-', z.string().regex(/^[0-9a-f]{16}$/)]),
  ]),
});
export type ChangeMine = z.input<typeof changeMineSchema>;

/** `POST /api/letters`. The same `id` is taken once. */
export const sendLetterSchema = z.strictObject({
  id: uuid,
  body: z.string().trim().min(1).max(limits.letterBody),
  about: z.string().trim().max(limits.letterAbout).optional(),
  answerIn: z.enum(answerPlaces),
});
export type SendLetter = z.input<typeof sendLetterSchema>;

/** `PUT /api/letters/draft`. All empty removes it. */
export const letterDraftSchema = z.strictObject({
  body: z.string().max(limits.letterBody),
  about: z.string().max(limits.letterAbout),
  answerIn: z.enum(answerPlaces),
});
export type LetterDraft = z.input<typeof letterDraftSchema>;

const registeredItem = z.string().trim().min(1).max(limits.registeredItem).nullable();

/** `GET /api/registered` and, whole, `PUT /api/registered`. Null: not told, or taken back. */
export const registeredSchema = z.strictObject({
  nickname: registeredItem,
  municipality: registeredItem,
  ageBand: z.enum(ageBands).nullable(),
  duration: z.enum(durations).nullable(),
  answerIn: z.enum(answerPlaces),
});
export type Registered = z.input<typeof registeredSchema>;
