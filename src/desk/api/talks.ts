import { z } from 'zod';
import type { Choice, Media, Message } from '../../flow';
import { limits } from '../limits';
import type { StaffName } from './accounts';
import { moment, uuid } from './forms';
import type { ChannelKind, Fact } from './people';
import type { TalkSummary } from './queue';

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

/**
 * `GET talks/:id/entries?before=<entry id>&limit=`, and with `?after=<entry id>` what came since. Oldest first. Whoever has
 * the talk has read what is in it, which LINE is told; not with `seen=no`, for a page that nobody looks at.
 */
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
