import { languages, type Service } from '../../flow';
import { normalise } from '../../text';
import type { DirectoryEntry } from './catalogue';
import { directoryCards, organisationsOnPage } from './directory-cards';
import { knownValue } from './known-value';
import { moreDeclaration, pageOf } from './page-of';
import { placeRegister } from './place-register';
import type { ServiceFacts } from './service-facts';

/** A name this long may stand inside a longer text; a shorter one must be all of it. */
const spokenLength = 3;

/** One entry with everything that finds it, folded, the surest first. */
interface Named {
  readonly entry: DirectoryEntry;
  readonly names: readonly string[];
  readonly kinds: readonly string[];
  readonly places: readonly string[];
}

/**
 * `directory-by-name`: entries by what was typed under `organisationName`: a name in kanji, kana or Latin letters, or a
 * part of it; where no name fits, a kind of help; where no kind fits, a place.
 *
 * - `found`: some fit. What is found only when asked for is among them: asking by name is asking.
 * - `none`: nothing fits, or nothing was typed.
 */
export function directoryByName(facts: ServiceFacts): Service {
  const { catalogue, factWords } = facts;
  const cards = directoryCards(facts);
  const named = catalogue.directory.entries.map((entry) => prepare(entry, facts));
  const fixed = { listLink: catalogue.visit.windowList.url, askPhone: catalogue.phone.number };
  return {
    outcomes: ['found', 'none'],
    values: { ...fixed, count: '999', rest: '999' },
    lists: {
      organisations: cards.declaration,
      more: moreDeclaration(languages.map((language) => factWords[language].more)),
    },
    answer: ({ state, language }) => {
      const entries = find(named, fold(knownValue(state, 'organisationName') ?? ''));
      const page = pageOf(entries, { state, size: organisationsOnPage, words: factWords[language].more });
      return {
        outcome: entries.length > 0 ? 'found' : 'none',
        values: {
          ...fixed,
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

function find(named: readonly Named[], typed: string): readonly DirectoryEntry[] {
  if (typed === '') return [];
  for (const list of ['names', 'kinds', 'places'] as const) {
    const found = named.filter((each) => each[list].some((name) => meets(name, typed)));
    if (found.length > 0) return found.map(({ entry }) => entry);
  }
  return [];
}

/** A part of a name was typed, or a sentence with the name in it. */
function meets(name: string, typed: string): boolean {
  if (name === typed) return true;
  if (typed.length >= 2 && name.includes(typed)) return true;
  return name.length >= spokenLength && typed.includes(name);
}

function prepare(entry: DirectoryEntry, { catalogue, factWords }: ServiceFacts): Named {
  const places = placeRegister(catalogue.municipalities);
  const words = languages.flatMap((language) =>
    entry.kinds.flatMap((kind) => factWords[language].directory.kinds[kind] ?? []),
  );
  const all = (texts: readonly string[]): readonly string[] => [
    ...new Set(texts.map(fold).filter((text) => text !== '')),
  ];
  return {
    entry,
    names: all([
      ...Object.values(entry.name),
      entry.reading,
      ...entry.also,
      ...Object.values(entry.runBy ?? {}),
    ]),
    kinds: all(words.flatMap(({ label, also }) => [label, ...also])),
    places: all(
      entry.municipalities.flatMap((id) => {
        const place = places.find(id);
        return place ? [...Object.values(place.name), place.reading, ...(place.also ?? [])] : [];
      }),
    ),
  };
}

/** Blind to spaces, middle dots, readings in brackets, and to how long vowels are written. */
function fold(text: string): string {
  const plain = normalise(text.replaceAll(/[（(][ぁ-んー]+[）)]/gu, '')).replaceAll(/[\s・ー'’-]/gu, '');
  return /^[\p{Script=Latin}\p{M}\p{N}]+$/u.test(plain) ? foldLatin(plain) : plain;
}

function foldLatin(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/o[uo]+/g, 'o')
    .replaceAll(/uu+/g, 'u');
}
