import { fillPattern } from '../../calendar';
import { type Language, type ListDeclaration, type ListItem, languages } from '../../flow';
import type { DirectoryEntry } from './catalogue';
import { longestOf } from './longest-of';
import { placeRegister } from './place-register';
import type { ServiceFacts } from './service-facts';

/** How many organisations one page shows. */
export const organisationsOnPage = 10;

/** Entries of the directory as items of the list `organisations`. */
export interface DirectoryCards {
  readonly declaration: ListDeclaration;
  card(entry: DirectoryEntry, language: Language): ListItem;
}

/** Prepares every entry in every language, once: they do not change while the process runs. */
export function directoryCards(facts: ServiceFacts): DirectoryCards {
  const { entries } = facts.catalogue.directory;
  const cards = new Map(
    languages.map((language) => [
      language,
      new Map(entries.map((entry) => [entry.id, valuesOf(entry, language, facts)])),
    ]),
  );
  const all = [...cards.values()].flatMap((byId) => [...byId.values()]);
  return {
    declaration: { most: organisationsOnPage, values: longestValues(all) },
    card: (entry, language) => ({
      id: entry.id,
      values: cards.get(language)?.get(entry.id) ?? valuesOf(entry, language, facts),
    }),
  };
}

function valuesOf(entry: DirectoryEntry, language: Language, { catalogue, factWords }: ServiceFacts) {
  const words = factWords[language].directory;
  const places = placeRegister(catalogue.municipalities);
  const municipalities = entry.municipalities.flatMap((id) => places.find(id)?.name[language] ?? []);
  const area = entry.serves === 'japan' ? words.japan : words.tokyo;
  const runBy = entry.runBy && fillPattern(words.runBy, { name: entry.runBy[language] });
  const phoneName = catalogue.phone.name[language];
  return {
    name: entry.name[language],
    kinds: entry.kinds.flatMap((kind) => words.kinds[kind]?.label ?? []).join(words.joinedBy),
    place: municipalities.length > 0 ? municipalities.join(words.joinedBy) : area,
    ages: entry.ages
      ? fillPattern(words.ages, { from: String(entry.ages.from), to: String(entry.ages.to) })
      : '',
    about: [entry.about?.[language], runBy].filter((text) => text).join('\n'),
    phone: entry.phone?.number ?? '',
    link: entry.link ?? '',
    askLink: entry.link === null ? catalogue.supports.officialPage.url : '',
    ask: entry.link === null && entry.phone === null ? fillPattern(words.ask, { phoneName }) : '',
  };
}

function longestValues(all: readonly ReturnType<typeof valuesOf>[]) {
  const longest = (name: keyof ReturnType<typeof valuesOf>) => longestOf(all.map((values) => values[name]));
  return {
    name: longest('name'),
    kinds: longest('kinds'),
    place: longest('place'),
    ages: longest('ages'),
    about: longest('about'),
    phone: longest('phone'),
    link: longest('link'),
    askLink: longest('askLink'),
    ask: longest('ask'),
  };
}
