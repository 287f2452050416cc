/**
 * How one language speaks of days and hours: patterns with `{placeholders}`, from `locales/<language>/calendar.yaml`.
 * No wording is in code.
 */
export interface CalendarWords {
  /** Short names of the days of the week, Monday first: what {@link describeMoment} writes in `{weekday}`. */
  readonly weekdays: readonly string[];
  /** Names of the months, January first: what stands in `{month}`. */
  readonly months: readonly string[];
  /** The same, as short as a button needs them. */
  readonly shortMonths: readonly string[];
  /** What stands in `{time}`, `{from}` and `{to}`. */
  readonly time: {
    /** From midnight to before noon. */
    readonly morning: TimePatterns;
    /** From noon on. */
    readonly afternoon: TimePatterns;
    /** Noon itself. */
    readonly noon: string;
    /** Midnight as the end of a day (`24:00`), which reads differently from its beginning. */
    readonly endOfDay: string;
  };
  /** A moment on the present day. `{time}` */
  readonly today: string;
  /** A moment on the day after. `{time}`, `{weekday}` */
  readonly tomorrow: string;
  /** Any other moment. `{month}`, `{day}`, `{weekday}`, `{time}` */
  readonly date: string;
  /** A day without a time. `{month}`, `{day}`, `{weekday}` */
  readonly day: string;
  /** The same on a button, beside other words. `{month}`, `{day}` */
  readonly shortDay: string;
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

/** A time of day: `{hour12}` (0 to 11) or `{hour24}` (0 to 23), and `{minute}` (5) or `{minute2}` (05). */
export interface TimePatterns {
  /** On the hour: no minutes. */
  readonly hour: string;
  readonly minutes: string;
}
