import { DateTime } from 'luxon';
import type { FlowSet } from './flow-set';
import type { Language } from './message';
import type { Fact } from './state';

/** How a day is written; data of the language, no wording of ours. */
const dayFormats: Readonly<Record<Language, Intl.DateTimeFormat>> = {
  ja: dayFormat('ja-JP'),
  'ja-easy': dayFormat('ja-JP'),
  en: dayFormat('en-GB'),
};

/** A value as people write it: a day and a place by their names, anything else as it is. */
export function showValue(flows: FlowSet, name: string, value: Fact['value'], language: Language): string {
  const text = String(value);
  switch (flows.shownAs.get(name)) {
    case 'date':
      return showDay(text, language);
    case 'municipality':
      return flows.municipalities.nameOf.get(text)?.[language] ?? text;
    default:
      return text;
  }
}

/** 「2026年12月3日(木)」, “Thu, 3 December 2026”. What is no day is left as it is. */
export function showDay(day: string, language: Language): string {
  const moment = DateTime.fromISO(day, { zone: 'utc' });
  return moment.isValid ? dayFormats[language].format(moment.toJSDate()) : day;
}

function dayFormat(locale: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    weekday: 'short',
    timeZone: 'UTC',
  });
}
