import { type Language, languages, type Service } from '../../flow';
import { knownValue } from './known-value';
import { longestOf } from './longest-of';
import { placeRegister } from './place-register';
import type { ServiceFacts } from './service-facts';

/** Stands for any number where none is in the catalogue yet, so that lengths are proved before there is one. */
const anyPhone = '0000-000-0000';

/**
 * `visit-window`: where a visit consultation is applied for, and on what conditions. Looks at `municipality`.
 *
 * - `window`: the window of the municipality is known.
 * - `list`: it is a municipality of Tokyo; the list of all windows says where.
 * - `outside`: the person lives outside Tokyo, where this visit consultation does not go; `outsideLink` leads on.
 * - `unknown`: no place is known. The list serves all the same.
 */
export function visitWindow({ catalogue }: ServiceFacts): Service {
  const { visit, municipalities, directory } = catalogue;
  const places = placeRegister(municipalities);
  const fixed = {
    listLink: visit.windowList.url,
    outsideLink: directory.outside.url,
    visitAge: String(visit.conditions.fromAge),
    visitMonths: String(visit.conditions.months),
    visitTimes: String(visit.times.most),
  };
  const nameOf = (id: string | undefined, language: Language): string =>
    visit.windows.find(({ municipality }) => municipality === id)?.name[language] ?? '';
  return {
    outcomes: ['window', 'list', 'outside', 'unknown'],
    values: {
      ...fixed,
      place: longestOf(municipalities.municipalities.flatMap(({ name }) => Object.values(name))),
      placeLink: longestOf(municipalities.municipalities.map(({ link }) => link ?? '')),
      windowName: longestOf(
        visit.windows.flatMap(({ municipality }) =>
          languages.map((language) => nameOf(municipality, language)),
        ),
      ),
      windowPhone: longestOf([anyPhone, ...visit.windows.map(({ phone }) => phone ?? '')]),
      windowLink: longestOf(visit.windows.map(({ link }) => link ?? '')),
    },
    answer: ({ state, language }) => {
      const place = places.find(knownValue(state, 'municipality'));
      const window = visit.windows.find(({ municipality }) => municipality === place?.id);
      return {
        outcome: window ? 'window' : place === null ? 'unknown' : place.area === 'tokyo' ? 'list' : 'outside',
        values: {
          ...fixed,
          place: place?.name[language] ?? '',
          placeLink: place?.link ?? '',
          windowName: nameOf(window?.municipality, language),
          windowPhone: window?.phone ?? '',
          windowLink: window?.link ?? '',
        },
      };
    },
  };
}
