import { z } from 'zod';
import type { StaffName } from './accounts';
import type { LetterCounts } from './letters';
import type { PersonName } from './people';

/** How pressing it is. `urgent`: words of acute danger; `high`: words of danger; `none`: nothing of the kind was read. */
export const risks = ['urgent', 'high', 'none'] as const;
export type Risk = (typeof risks)[number];

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
  /**
   * One has just had a talk with somebody in danger: the page suggests a break or handing over, and may be told not to.
   * Until `POST rest/seen` (an empty body, 204).
   */
  readonly rest: boolean;
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
