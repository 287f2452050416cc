import type { Language } from '../../flow';

/** A date of the calendar, `YYYY-MM-DD`, in the organisation's zone. */
export type CalendarDate = string;

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

/** Something they told, in words. */
export interface Fact {
  readonly name: string;
  readonly value: string;
}
