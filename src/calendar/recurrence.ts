import { RRule } from 'rrule';
import { holidaysKnownOn, isPublicHoliday } from './public-holidays';

/**
 * What happens when a rule meets a public holiday. `move`: it takes place so many days later, earlier with a minus;
 * should that be a holiday too, staff are asked.
 */
export type HolidayPolicy = 'ask_staff' | 'skip' | 'keep' | { readonly move: number };

/** Days that come again by a rule. Dates are `YYYY-MM-DD`; no time and no zone play a part. */
export interface Recurrence {
  /** The value of an RRULE of RFC 5545, such as `FREQ=MONTHLY;BYMONTH=1,3,5;BYDAY=2TH`. */
  readonly rule: string;
  /** The first day that can be one, and the day that intervals count from. */
  readonly starts: string;
  readonly holidays: HolidayPolicy;
  /** What staff decided for single days that the rule names: `keep`, `skip`, or another date. Wins over the policy. */
  readonly decided: readonly { readonly date: string; readonly to: string }[];
}

export interface Occurrence {
  /** The day on which it takes place. */
  readonly date: string;
  /** The day that the rule names; another than `date` when it was moved. */
  readonly ruled: string;
  /** False while nobody has decided whether it takes place: it falls on a holiday, or holidays are not known. */
  readonly settled: boolean;
}

/** From a day to a day, both within. */
export interface DateRange {
  readonly from: string;
  readonly to: string;
}

/** Whether this is a rule of RFC 5545 that names days: nothing finer than a day, and no start of its own. */
export function isRecurrenceRule(rule: string): boolean {
  try {
    const { freq, dtstart } = RRule.parseString(rule);
    if (freq === undefined || freq > RRule.DAILY || dtstart) return false;
    new RRule({ ...RRule.parseString(rule), dtstart: new Date(0) });
    return true;
  } catch {
    return false;
  }
}

/**
 * The days that a rule names, in order, whatever holidays say.
 *
 * @throws Error for what is no {@link isRecurrenceRule}
 */
export function ruledDays(
  { rule, starts }: Pick<Recurrence, 'rule' | 'starts'>,
  range: DateRange,
): readonly string[] {
  return new RRule({ ...RRule.parseString(rule), dtstart: utc(starts) })
    .between(utc(range.from), utc(range.to), true)
    .map(isoDate);
}

/**
 * The days on which it takes place, or may: in order, with staff's decisions and holidays taken into account. A day
 * that was moved into the range is in it, one that was moved out of it is not.
 */
export function occurrencesOf(recurrence: Recurrence, range: DateRange): readonly Occurrence[] {
  return ruledDays(recurrence, reachOf(recurrence, range))
    .flatMap((ruled) => settle(recurrence, ruled))
    .filter(({ date }) => date >= range.from && date <= range.to)
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

function settle({ holidays, decided }: Recurrence, ruled: string): Occurrence[] {
  const decision = decided.find(({ date }) => date === ruled)?.to;
  if (decision === 'skip') return [];
  if (decision !== undefined) {
    return [{ date: decision === 'keep' ? ruled : decision, ruled, settled: true }];
  }
  if (holidays === 'keep' || isNoHoliday(ruled)) return [{ date: ruled, ruled, settled: true }];
  if (!holidaysKnownOn(ruled) || holidays === 'ask_staff') return [{ date: ruled, ruled, settled: false }];
  if (holidays === 'skip') return [];
  const moved = addDays(ruled, holidays.move);
  return isNoHoliday(moved)
    ? [{ date: moved, ruled, settled: true }]
    : [{ date: ruled, ruled, settled: false }];
}

/** The range in which a rule's days must be looked at, so that none that is moved into the wanted range is missed. */
function reachOf({ holidays, decided }: Recurrence, { from, to }: DateRange): DateRange {
  const days = typeof holidays === 'object' ? Math.abs(holidays.move) : 0;
  const reached = [addDays(from, -days), addDays(to, days), ...decided.map(({ date }) => date)].sort();
  return { from: reached.at(0) ?? from, to: reached.at(-1) ?? to };
}

/** Whether it is known that no public holiday is in the way. */
function isNoHoliday(date: string): boolean {
  return holidaysKnownOn(date) && !isPublicHoliday(date);
}

/** The date so many days later; earlier with a minus. */
export function addDays(date: string, days: number): string {
  const moved = utc(date);
  moved.setUTCDate(moved.getUTCDate() + days);
  return isoDate(moved);
}

function utc(date: string): Date {
  return new Date(`${date}T00:00:00Z`);
}

function isoDate(at: Date): string {
  return at.toISOString().slice(0, 10);
}
