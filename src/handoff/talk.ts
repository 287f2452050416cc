/** Words of acute danger, words of danger, or nothing of the kind. In the order in which people are taken. */
export const talkRisks = ['urgent', 'high', 'none'] as const;
export type TalkRisk = (typeof talkRisks)[number];

/** `waiting` for a counsellor · `with` one · `over`. Nobody goes back from `over`: asking again is another talk. */
export const talkStates = ['waiting', 'with', 'over'] as const;
export type TalkState = (typeof talkStates)[number];

/** How a talk ended: the person went · a counsellor closed it · a counsellor gave it back to the bot. */
export const talkEnds = ['left', 'closed', 'given-back'] as const;
export type TalkEnd = (typeof talkEnds)[number];

/** That somebody asked for a human, and what has become of it. Times are milliseconds since the epoch. */
export interface Talk {
  /** UUID. */
  readonly id: string;
  readonly personId: string;
  readonly state: TalkState;
  readonly risk: TalkRisk;
  /** The channel they asked on. */
  readonly channel: string;
  /** The language they spoke when they asked. */
  readonly language: string;
  /** One line of what they told on the way, sealed with their key: {@link Talks.summaryOf} opens it. */
  readonly summary: Uint8Array;
  /** When they asked. */
  readonly askedAt: number;
  /** The counsellor who has it, or had it last; null while nobody has. */
  readonly staff: string | null;
  /** When a counsellor first took it; null until then. */
  readonly takenAt: number | null;
  readonly overAt: number | null;
  readonly ended: TalkEnd | null;
  /** Put aside by its counsellor until then; null when not. */
  readonly snoozedUntil: number | null;
  /** When the person last wrote while it was open; null when they did not. */
  readonly lastInAt: number | null;
  /** When a counsellor last wrote; null when none did. */
  readonly lastOutAt: number | null;
  /** The person wrote something after what staff last said. */
  readonly unanswered: boolean;
}

/** What a person brings when they ask for a human. */
export interface Asked {
  readonly channel: string;
  readonly language: string;
  /** One line for staff, of what they told; may be empty. */
  readonly summary: string;
  readonly risk: TalkRisk;
}

/** What the next counsellor was told, so that nobody is asked twice. */
export interface TalkHandOver {
  readonly from: string;
  readonly to: string;
  readonly summary: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** A note between colleagues. No person ever sees it. */
export interface Whisper {
  /** Grows with time. */
  readonly id: number;
  readonly staff: string;
  readonly text: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}
