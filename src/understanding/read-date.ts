import { DateTime } from 'luxon';
import { normalise } from '../text';
import { readNumber } from './read-number';

const dayWords: Readonly<Record<string, number>> = {
  今日: 0,
  きょう: 0,
  本日: 0,
  today: 0,
  明日: 1,
  あした: 1,
  あす: 1,
  みょうにち: 1,
  tomorrow: 1,
  明後日: 2,
  あさって: 2,
  'the day after tomorrow': 2,
  'day after tomorrow': 2,
  しあさって: 3,
  昨日: -1,
  きのう: -1,
  yesterday: -1,
  一昨日: -2,
  おととい: -2,
};

/** Monday first, as ISO numbers them. */
const japaneseWeekdays = ['月', '火', '水', '木', '金', '土', '日'];
const kanaWeekdays = ['げつ', 'か', 'すい', 'もく', 'きん', 'ど', 'にち'];
const englishWeekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const englishMonths = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const digits = String.raw`[\d〇一二三四五六七八九十]{1,4}`;
const inJapanese = new RegExp(
  `^(?:(令和|平成|昭和|r|h|s)?(元|${digits})年)?(今月|来月|先月|再来月|${digits}月)の?(${digits})日?$`,
  'u',
);
const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/;
const monthAndDay = /^(\d{1,2})[-/.](\d{1,2})$/;
const dayAlone = new RegExp(`^(${digits})日$`, 'u');
const weekdayOf =
  /^(?:(今週|来週|再来週|先週|こんしゅう|らいしゅう|さらいしゅう|次|つぎ|今度|こんど)の?)?(月|火|水|木|金|土|日|げつ|か|すい|もく|きん|ど|にち)(?:曜|よう)(?:日|び)?$/u;
const englishWeekdayOf = /^(?:(this|next|coming|on) )?([a-z]{3})[a-z]*$/;
const monthFirst = /^([a-z]{3})[a-z]*\.? (\d{1,2})(?:st|nd|rd|th)?(?:,? (\d{4}))?$/;
const dayFirst = /^(?:the )?(\d{1,2})(?:st|nd|rd|th)?(?: of)? ([a-z]{3})[a-z]*\.?(?:,? (\d{4}))?$/;
const daysAway = /^(.+?)(日|週間|しゅうかん|か月|ヶ月|かげつ)(後|あと|ご)$/u;
const englishAway = /^in (?:an? |(.+) )(day|week|month)s?$/;

/** A weekday in brackets after a date, and a plain end of the sentence. */
const tail =
  /(?: ?\([月火水木金土日](?:曜日?)?\)?| ?[月火水木金土日]曜日?)?(?:が(?:いい|良い|よい|希望)|を希望|に|で|は)?(?:です|だ|します|お願いします|でお願いします|かな)?$/u;
const lead = /^(?:on|the date is) /;

const eraStarts: Readonly<Record<string, number>> = {
  令和: 2018,
  r: 2018,
  平成: 1988,
  h: 1988,
  昭和: 1925,
  s: 1925,
};

/**
 * The day that a text names, as YYYY-MM-DD, or null when it names none. Understands `12月3日`, `12/3`, `2026-12-03`,
 * `令和8年12月3日`, `3日`, `あした`, `来週の木曜`, `三日後`, `Dec 3`, `3rd of December`, `next Thursday`, `tomorrow`; digits of any
 * width and 漢数字. A day without a year is the next one from today on; a weekday without a week too. Weeks begin on
 * Monday.
 *
 * @param today YYYY-MM-DD where the reader is
 */
export function readDate(text: string, today: string): string | null {
  const from = DateTime.fromISO(today, { zone: 'utc' });
  const words = normalise(text);
  const bare = normalise(words.replace(lead, '').replace(tail, ''));
  for (const heard of words === bare ? [words] : [words, bare]) {
    const day = dayIn(heard, from);
    if (day?.isValid) return day.toISODate();
  }
  return null;
}

type Reader = (words: string, from: DateTime) => DateTime | null;

function dayIn(words: string, from: DateTime): DateTime | null {
  for (const read of readers) {
    const day = read(words, from);
    if (day !== null) return day;
  }
  return null;
}

const readers: readonly Reader[] = [
  (words, from) => {
    const days = Object.hasOwn(dayWords, words) ? dayWords[words] : undefined;
    return days === undefined ? null : from.plus({ days });
  },
  (words) => {
    const [, year, month, day] = iso.exec(words) ?? [];
    return year === undefined ? null : calendarDay(Number(year), Number(month), Number(day));
  },
  (words, from) => {
    const [, month, day] = monthAndDay.exec(words) ?? [];
    return month === undefined ? null : nextOn(Number(month), Number(day), from);
  },
  readJapanese,
  (words, from) => {
    const [, day] = dayAlone.exec(words) ?? [];
    return day === undefined ? null : nextDayOfMonth(numberIn(day), from);
  },
  (words, from) => {
    const [, week, name] = weekdayOf.exec(words) ?? [];
    if (name === undefined) return null;
    const weekday = (japaneseWeekdays.indexOf(name) + 1 || kanaWeekdays.indexOf(name) + 1) as Weekday;
    return weekdayIn(week, weekday, from);
  },
  readEnglishWeekday,
  (words, from) => {
    const [, month, day, year] = monthFirst.exec(words) ?? [];
    return month === undefined ? null : englishDay(month, Number(day), year, from);
  },
  (words, from) => {
    const [, day, month, year] = dayFirst.exec(words) ?? [];
    return month === undefined ? null : englishDay(month, Number(day), year, from);
  },
  (words, from) => {
    const [, count, unit] = daysAway.exec(words) ?? [];
    if (count === undefined || unit === undefined) return null;
    return later(
      readNumber(count),
      unit === '日' ? 'days' : unit.endsWith('間') || unit.startsWith('し') ? 'weeks' : 'months',
      from,
    );
  },
  (words, from) => {
    const [found, count, unit] = englishAway.exec(words) ?? [];
    if (found === undefined || unit === undefined) return null;
    return later(
      count === undefined ? 1 : readNumber(count),
      `${unit}s` as 'days' | 'weeks' | 'months',
      from,
    );
  },
];

function readJapanese(words: string, from: DateTime): DateTime | null {
  const [, era, year, month, day] = inJapanese.exec(words) ?? [];
  if (month === undefined || day === undefined) return null;
  const shift = { 先月: -1, 今月: 0, 来月: 1, 再来月: 2 }[month];
  if (shift !== undefined) {
    const then = from.startOf('month').plus({ months: shift });
    return calendarDay(then.year, then.month, numberIn(day));
  }
  const inYear = numberIn(month.slice(0, -1));
  if (year === undefined) return nextOn(inYear, numberIn(day), from);
  const counted = year === '元' ? 1 : numberIn(year);
  const before = era === undefined ? 0 : (eraStarts[era] ?? 0);
  return era === undefined && counted < 1000 ? null : calendarDay(before + counted, inYear, numberIn(day));
}

function readEnglishWeekday(words: string, from: DateTime): DateTime | null {
  const [, week, name = ''] = englishWeekdayOf.exec(words) ?? [];
  const weekday = englishWeekdays.indexOf(name) + 1;
  return weekday === 0
    ? null
    : weekdayIn(week === 'next' || week === 'this' ? week : undefined, weekday as Weekday, from);
}

type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

const weeksAway: Readonly<Record<string, number>> = {
  先週: -1,
  今週: 0,
  こんしゅう: 0,
  this: 0,
  来週: 1,
  らいしゅう: 1,
  next: 1,
  再来週: 2,
  さらいしゅう: 2,
};

/** The weekday of a named week, or the next one. */
function weekdayIn(week: string | undefined, weekday: Weekday, from: DateTime): DateTime {
  const away = week === undefined ? undefined : weeksAway[week];
  if (away !== undefined) return from.startOf('week').plus({ weeks: away, days: weekday - 1 });
  return from.plus({ days: (weekday - from.weekday + 7) % 7 });
}

function englishDay(month: string, day: number, year: string | undefined, from: DateTime): DateTime | null {
  const number = englishMonths.indexOf(month) + 1;
  if (number === 0) return null;
  return year === undefined ? nextOn(number, day, from) : calendarDay(Number(year), number, day);
}

function later(count: number | null, unit: 'days' | 'weeks' | 'months', from: DateTime): DateTime | null {
  return count === null || count < 0 || count > 1000 ? null : from.plus({ [unit]: count });
}

/** This day of the year, the next time it comes; the 29th of February may be some years away. */
function nextOn(month: number, day: number, from: DateTime): DateTime | null {
  for (let year = from.year; year <= from.year + 8; year += 1) {
    const then = calendarDay(year, month, day);
    if (then !== null && then >= from) return then;
  }
  return null;
}

function nextDayOfMonth(day: number, from: DateTime): DateTime | null {
  for (let ahead = 0; ahead <= 2; ahead += 1) {
    const month = from.startOf('month').plus({ months: ahead });
    const then = calendarDay(month.year, month.month, day);
    if (then !== null && then >= from) return then;
  }
  return null;
}

function calendarDay(year: number, month: number, day: number): DateTime | null {
  const then = DateTime.fromObject({ year, month, day }, { zone: 'utc' });
  return then.isValid ? then : null;
}

function numberIn(words: string): number {
  return readNumber(words) ?? Number.NaN;
}
