import type { CalendarWords } from './calendar-words';
import { describeTime } from './describe-time';
import { fillPattern } from './fill-pattern';
import { type OpeningHours, type Span, weekdays } from './opening-hours';

/**
 * Writes the ordinary week in a line or a few: 「月〜金 午前10時〜午後5時（祝日・年末年始はお休み）」. Neighbouring days
 * with the same spans are one range. Single closed or open days are left out: they belong to `openingAt`.
 */
export function describeHours(hours: OpeningHours, words: CalendarWords): string {
  const { hours: say } = words;
  const lines = rangesOf(hours).map(({ first, last, spans }) => {
    const days =
      first === 0 && last === 6
        ? say.everyDay
        : first === last
          ? (words.weekdays[first] ?? '')
          : fillPattern(say.dayRange, {
              first: words.weekdays[first] ?? '',
              last: words.weekdays[last] ?? '',
            });
    return fillPattern(say.line, { days, spans: describeSpans(spans, words) });
  });
  const closed = [
    ...(hours.closedOnPublicHolidays ? [say.publicHolidays] : []),
    ...(hours.yearEnd ? [say.yearEnd] : []),
  ];
  const note = closed.length > 0 ? fillPattern(say.closedOn, { days: closed.join(say.and) }) : '';
  return lines.join('\n') + note;
}

/**
 * Writes the spans of one day: 「午前10時〜午前11時・午後1時〜午後2時」.
 *
 * @param between what stands between two of them; the language's own sign unless something else is wanted
 */
export function describeSpans(
  spans: readonly Span[],
  words: CalendarWords,
  between: string = words.hours.and,
): string {
  return spans
    .map(({ from, to }) =>
      fillPattern(words.hours.span, { from: describeClock(from, words), to: describeClock(to, words) }),
    )
    .join(between);
}

function rangesOf(hours: OpeningHours): { first: number; last: number; spans: readonly Span[] }[] {
  const ranges: { first: number; last: number; spans: readonly Span[] }[] = [];
  for (const [index, weekday] of weekdays.entries()) {
    const spans = hours.weekly[weekday] ?? [];
    if (spans.length === 0) continue;
    const before = ranges.at(-1);
    if (before && before.last === index - 1 && sameSpans(before.spans, spans)) before.last = index;
    else ranges.push({ first: index, last: index, spans });
  }
  return ranges;
}

function sameSpans(one: readonly Span[], other: readonly Span[]): boolean {
  return (
    one.length === other.length &&
    one.every((span, index) => span.from === other[index]?.from && span.to === other[index]?.to)
  );
}

/** @param time `HH:MM` */
function describeClock(time: string, words: CalendarWords): string {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return describeTime(hour, minute, words);
}
