import { type CalendarWords, describeMoment } from '../../calendar';
import type { Language } from '../../flow';
import type { CrisisCatalogue } from './crisis-catalogue';
import { crisisLineValues } from './crisis-lines';
import type { AnsweringLine } from './crisis-ranking';
import type { CrisisWords } from './crisis-words';
import { longestOf } from './longest-of';

/** What lines are told with. */
export interface CrisisFacts {
  readonly crisis: CrisisCatalogue;
  readonly calendarWords: Readonly<Record<Language, CalendarWords>>;
  readonly words: Readonly<Record<Language, CrisisWords>>;
  /** Zone in which moments are told. */
  readonly timeZone: string;
}

/** How many lines are told beside the first. */
const FURTHER = 3;

/**
 * Lines in words: `firstName`, `firstNumber` and `firstAbout` (how long it answers, what it costs); `secondNumber`,
 * `thirdNumber` and `fourthNumber`, empty where there is none; `others`, a line of text for each further number, empty
 * when there is none; and all that `crisis-lines` gives.
 *
 * @throws RangeError when no line answers, which the catalogue's schema rules out
 */
export function tellLines(
  facts: CrisisFacts,
  ranked: readonly AnsweringLine[],
  seen: { readonly now: number; readonly language: Language },
): Readonly<Record<string, string>> {
  const [first, ...others] = inReachOf(seen.language, ranked);
  if (first === undefined) throw new RangeError('no line answers');
  const further = others.slice(0, FURTHER);
  const number = (index: number): string => further[index]?.line.number ?? '';
  const { line } = facts.words[seen.language];
  return {
    ...crisisLineValues(facts.crisis),
    firstName: first.line.name[seen.language],
    firstNumber: first.line.number,
    firstAbout: aboutOf(facts, first, seen),
    secondNumber: number(0),
    thirdNumber: number(1),
    fourthNumber: number(2),
    others: further
      .map((other) =>
        filled(line, {
          name: other.line.name[seen.language],
          number: other.line.number,
          about: aboutOf(facts, other, seen),
        }),
      )
      .join('\n'),
  };
}

/** As long as each value of {@link tellLines} can be, in any language. */
export function longestTold({ crisis, calendarWords, words, timeZone }: CrisisFacts) {
  const lines = Object.values(crisis.lines);
  const number = longestOf(lines.map((line) => line.number));
  const name = longestOf(lines.flatMap((line) => Object.values(line.name)));
  // Late in a month with a long name, at a time that is told with minutes.
  const late = Date.UTC(2026, 8, 30, 14, 30);
  const seen = late - 7 * 86_400_000;
  const about = longestOf(
    (Object.keys(words) as readonly Language[]).map((language) => {
      const own = words[language];
      const time = describeMoment(late, { now: seen, timeZone, words: calendarWords[language] });
      const hours = longestOf([own.always, filled(own.until, { time })]);
      return filled(own.about, { hours, cost: longestOf([own.free, own.charged]) });
    }),
  );
  const line = filled(longestOf(Object.values(words).map((own) => own.line)), { name, number, about });
  return {
    ...crisisLineValues(crisis),
    firstName: name,
    firstNumber: number,
    firstAbout: about,
    secondNumber: number,
    thirdNumber: number,
    fourthNumber: number,
    others: Array.from({ length: FURTHER }, () => line).join('\n'),
  };
}

function aboutOf(
  { calendarWords, words, timeZone }: CrisisFacts,
  { line, until }: AnsweringLine,
  { now, language }: { readonly now: number; readonly language: Language },
): string {
  const own = words[language];
  const hours =
    until === null
      ? own.always
      : filled(own.until, { time: describeMoment(until, { now, timeZone, words: calendarWords[language] }) });
  return filled(own.about, { hours, cost: line.free ? own.free : own.charged });
}

/** Whoever is spoken with in English is told of a line that speaks it right after the first. */
function inReachOf(language: Language, ranked: readonly AnsweringLine[]): readonly AnsweringLine[] {
  const [first, ...others] = ranked;
  if (language !== 'en' || first === undefined) return ranked;
  const speaking = others.filter(({ line }) => line.english === true);
  return [first, ...speaking, ...others.filter((other) => !speaking.includes(other))];
}

function filled(pattern: string, values: Readonly<Record<string, string>>): string {
  return pattern.replace(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place);
}
