/**
 * `GET statistics?from=YYYY-MM&to=YYYY-MM`: at most 36 months, the oldest first; 400 `desk_malformed` names `from` or
 * `to`. `GET statistics.csv` with the same query is the same as a file. Supervisors and administrators.
 */
export interface Statistics {
  /** `YYYY-MM`. */
  readonly months: readonly string[];
  readonly series: readonly StatisticsSeries[];
}

/** One table: a number for each month and each part. */
export interface StatisticsSeries {
  readonly id: StatisticsId;
  /** What is counted: `count`; or a middle time, in minutes. */
  readonly unit: 'count' | 'minutes';
  /** One for each part, in a fixed order. `all`, where it is there, is their sum, or the only row. */
  readonly rows: readonly StatisticsRow[];
}

export interface StatisticsRow {
  /** `all`, or the part: a standpoint, a channel, a way. */
  readonly part: string;
  /**
   * One for each month. A number, or null where it is hidden: it is under five, or one could work out such a number from
   * it and the others. A middle time is rounded up to one of few steps, and null where fewer than five were measured.
   */
  readonly values: readonly (number | null)[];
}

/**
 * - `contacts`: people who were here in that month: `all`, and by standpoint (`self`, `family`, `sibling`, `friend`,
 *   `unsaid`)
 * - `contacts-by-channel`: the same people by where they came first in that month (`line`, `web`)
 * - `newcomers`: those of them who had never been here before (`all`)
 * - `ways`: how they were met: `talk` (a counsellor took them up), `letter` (a letter was sent), `online` and `phone`
 *   (talks with peers that were booked)
 * - `waiting`: middle time from asking for a human to a counsellor taking it (`all`)
 * - `first-answer`: middle time from asking for a human to the counsellor's first words (`all`)
 * - `bookings`: `booked`, `cancelled`
 * - `letters`: `sent`, `answered`, and of these `late` (answered after its day)
 *
 * A month without anything, and one from before this was counted, have null everywhere: nothing is under five, too.
 */
export const statisticsIds = [
  'contacts',
  'contacts-by-channel',
  'newcomers',
  'ways',
  'waiting',
  'first-answer',
  'bookings',
  'letters',
] as const;
export type StatisticsId = (typeof statisticsIds)[number];
