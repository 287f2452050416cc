import { languages, type Service } from '../../flow';
import type { DirectoryEntry, Municipality } from './catalogue';
import { directoryCards, organisationsOnPage } from './directory-cards';
import { knownValue } from './known-value';
import { longestOf } from './longest-of';
import { moreDeclaration, pageOf } from './page-of';
import { type PlaceRegister, placeRegister } from './place-register';
import type { ServiceFacts } from './service-facts';

/** What is farther than this is not called near. Islands have nothing near. */
const nearKm = 30;

/** What was found, in the order in which it is shown. */
interface Finding {
  readonly outcome: 'in-place' | 'nearby' | 'wide' | 'outside' | 'none';
  readonly entries: readonly DirectoryEntry[];
}

/**
 * `directory-search`: organisations and public bodies by place and kind of help. Looks at `municipality`,
 * `supportKind` and `searchArea` (`everywhere`: past one's own place, which comes last), and at `page`.
 *
 * - `in-place`: there are some in the municipality. They come first, then those that serve all of Tokyo.
 * - `nearby`: none there, but within {@link nearKm}; the nearest first.
 * - `wide`: the place is not known, everywhere was asked for, or nothing is near.
 * - `outside`: the person lives outside Tokyo. Only what serves all of Japan is listed.
 * - `none`: nothing of this kind is in the directory.
 *
 * What the directory lists under `onlyWhenAsked` is found only when that kind is asked for.
 */
export function directorySearch(facts: ServiceFacts): Service {
  const { catalogue, factWords } = facts;
  const { directory } = catalogue;
  const places = placeRegister(catalogue.municipalities);
  const cards = directoryCards(facts);
  const fixed = {
    listLink: catalogue.visit.windowList.url,
    askPhone: catalogue.phone.number,
    outsideLink: directory.outside.url,
  };
  const longest = (texts: readonly (string | null)[]) => longestOf(texts.map((text) => text ?? ''));
  const { municipalities } = catalogue.municipalities;
  return {
    outcomes: ['in-place', 'nearby', 'wide', 'outside', 'none'],
    values: {
      ...fixed,
      place: longest(municipalities.flatMap(({ name }) => Object.values(name))),
      placeLink: longest(municipalities.map(({ link }) => link)),
      kind: longest(
        languages.flatMap((language) =>
          Object.values(factWords[language].directory.kinds).map(({ label }) => label),
        ),
      ),
      count: '999',
      rest: '999',
    },
    lists: {
      organisations: cards.declaration,
      more: moreDeclaration(languages.map((language) => factWords[language].more)),
    },
    answer: ({ state, language }) => {
      const words = factWords[language];
      const asked = knownValue(state, 'supportKind');
      const kind = asked !== null && directory.kinds.includes(asked) ? asked : null;
      const place = places.find(knownValue(state, 'municipality'));
      const everywhere = knownValue(state, 'searchArea') === 'everywhere';
      const { outcome, entries } = find({ entries: ofKind(directory, kind), place, everywhere, places });
      const page = pageOf(entries, { state, size: organisationsOnPage, words: words.more });
      return {
        outcome,
        values: {
          ...fixed,
          place: place?.name[language] ?? '',
          placeLink: place?.link ?? '',
          kind: kind === null ? '' : (words.directory.kinds[kind]?.label ?? ''),
          count: String(entries.length),
          rest: page.rest === 0 ? '' : String(page.rest),
        },
        lists: {
          organisations: page.items.map((entry) => cards.card(entry, language)),
          more: page.more,
        },
      };
    },
  };
}

function ofKind(
  { entries, onlyWhenAsked }: ServiceFacts['catalogue']['directory'],
  kind: string | null,
): readonly DirectoryEntry[] {
  return entries.filter(({ kinds }) =>
    kind === null ? kinds.some((each) => !onlyWhenAsked.includes(each)) : kinds.includes(kind),
  );
}

function find({
  entries,
  place,
  everywhere,
  places,
}: {
  readonly entries: readonly DirectoryEntry[];
  readonly place: Municipality | null;
  readonly everywhere: boolean;
  readonly places: PlaceRegister;
}): Finding {
  if (place?.area === 'japan') {
    return { outcome: 'outside', entries: entries.filter(({ serves }) => serves === 'japan') };
  }
  if (entries.length === 0) return { outcome: 'none', entries };
  const located = entries.filter(({ municipalities }) => municipalities.length > 0);
  const wide = entries.filter(({ municipalities }) => municipalities.length === 0);
  if (!place?.position) return { outcome: 'wide', entries: [...located, ...wide] };

  const distances = new Map(located.map((entry) => [entry, distanceTo(entry, place, places)]));
  const distance = (entry: DirectoryEntry): number => distances.get(entry) ?? Number.POSITIVE_INFINITY;
  const nearestFirst = [...located].sort((a, b) => distance(a) - distance(b));
  const own = located.filter(({ municipalities }) => municipalities.includes(place.id));
  if (everywhere) {
    const others = nearestFirst.filter((entry) => !own.includes(entry));
    return { outcome: 'wide', entries: [...others, ...wide, ...own] };
  }
  if (own.length > 0) return { outcome: 'in-place', entries: [...own, ...wide] };
  const near = nearestFirst.filter((entry) => distance(entry) <= nearKm);
  return near.length > 0
    ? { outcome: 'nearby', entries: [...near, ...wide] }
    : { outcome: 'wide', entries: [...wide, ...nearestFirst] };
}

/** To the nearest of its places. */
function distanceTo(entry: DirectoryEntry, place: Municipality, places: PlaceRegister): number {
  return Math.min(
    ...entry.municipalities.map((id) => {
      const own = places.find(id);
      return own ? places.distanceKm(place, own) : Number.POSITIVE_INFINITY;
    }),
  );
}
