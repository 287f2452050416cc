/**
 * How one language speaks of days and hours: patterns with `{placeholders}`, from `locales/<language>/calendar.yaml`.
 * No wording is in code.
 */
export interface CalendarWords {
  /** Short names of the days of the week, Monday first: what {@link describeMoment} writes in `{weekday}`. */
  readonly weekdays: readonly string[];
  /** Names of the months, January first: what stands in `{month}`. */
  readonly months: readonly string[];
  /** A moment on the present day. `{time}` */
  readonly today: string;
  /** A moment on the day after. `{time}`, `{weekday}` */
  readonly tomorrow: string;
  /** Any other moment. `{month}`, `{day}`, `{weekday}`, `{time}` */
  readonly date: string;
  readonly hours: {
    /** A line of hours: `{days}` `{spans}`. */
    readonly line: string;
    /** Days in a row: `{first}` `{last}`. */
    readonly dayRange: string;
    /** Instead of a list, when all seven days are alike. */
    readonly everyDay: string;
    /** Between days that are not in a row, and between spans of a day. */
    readonly and: string;
    /** One span: `{from}` `{to}`. */
    readonly span: string;
    /** What closes it, after the lines: `{days}`. */
    readonly closedOn: string;
    readonly publicHolidays: string;
    readonly yearEnd: string;
  };
  /** Why a place is closed now, as a whole sentence. */
  readonly because: Readonly<Record<'hours' | 'holiday' | 'year-end' | 'closed-day', string>>;
}
