import { describeDay } from '../../calendar';
import { type Language, languages, type Service } from '../../flow';
import { newsKinds } from './catalogue';
import { longestDay } from './longest-in-time';
import { longestOf } from './longest-of';
import { moreDeclaration, pageOf } from './page-of';
import type { ServiceFacts } from './service-facts';
import { todayIn } from './today-in';

const most = 10;

/**
 * `news`: what is new, the newest first. An entry is there from the day it is published until the end of the day on
 * which it expires. Looks at `page`.
 *
 * - `some`: the list `news` holds it. - `none`: nothing is new today.
 */
export function news({ catalogue, calendarWords, factWords, timeZone }: ServiceFacts): Service {
  const newestFirst = [...catalogue.news.entries].sort((a, b) =>
    a.publishedOn < b.publishedOn ? 1 : a.publishedOn > b.publishedOn ? -1 : 0,
  );
  const inEach = (say: (language: Language) => readonly string[]): string =>
    longestOf(languages.flatMap(say));
  return {
    outcomes: ['some', 'none'],
    values: {},
    lists: {
      news: {
        most,
        values: {
          title: inEach((language) => newestFirst.map(({ title }) => title[language])),
          body: inEach((language) => newestFirst.map(({ body }) => body[language])),
          date: longestDay(Object.values(calendarWords)),
          kind: inEach((language) => newsKinds.map((kind) => factWords[language].news.kinds[kind])),
          link: longestOf(newestFirst.map(({ link }) => link ?? '')),
        },
      },
      more: moreDeclaration(languages.map((language) => factWords[language].more)),
    },
    answer: ({ now, language, state }) => {
      const today = todayIn(timeZone, now);
      const shown = newestFirst.filter(
        ({ publishedOn, expiresOn }) => publishedOn <= today && today <= expiresOn,
      );
      const page = pageOf(shown, { state, size: most, words: factWords[language].more });
      return {
        outcome: shown.length > 0 ? 'some' : 'none',
        values: {},
        lists: {
          news: page.items.map((entry) => ({
            id: entry.id,
            values: {
              title: entry.title[language],
              body: entry.body[language],
              date: describeDay(entry.publishedOn, calendarWords[language]),
              kind: factWords[language].news.kinds[entry.kind],
              link: entry.link ?? '',
            },
          })),
          more: page.more,
        },
      };
    },
  };
}
