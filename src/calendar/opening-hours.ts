/** Days of the week as data writes them, Monday first. */
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];

/** A stretch of one local day: `from` is inside, `to` is not. Both `HH:MM`; `to` may be `24:00`. `from` < `to`. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

/** When a place is open, in its own zone. Plain data: it is read from YAML. */
export interface OpeningHours {
  /** IANA name, such as `Asia/Tokyo`. */
  readonly timeZone: string;
  /** Spans of an ordinary week. A day that is missing is closed. */
  readonly weekly: Readonly<Partial<Record<Weekday, readonly Span[]>>>;
  /** Whether Japan's public holidays close the place, substitute holidays and 国民の休日 among them. */
  readonly closedOnPublicHolidays: boolean;
  /** The year-end break as `MM-DD`, both ends closed, wrapping the year; null when there is none. */
  readonly yearEnd: { readonly from: string; readonly to: string } | null;
  /** `YYYY-MM-DD` on which the place is closed all the same. */
  readonly closedDays: readonly string[];
  /** Days with hours of their own. They win over everything else. */
  readonly openDays: readonly { readonly date: string; readonly spans: readonly Span[] }[];
}
