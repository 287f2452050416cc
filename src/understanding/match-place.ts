import { normalise } from '../text';

/** A place as people name it. */
export interface Place {
  readonly id: string;
  /** What it is called, with its ending (区, 市, City), in any script. */
  readonly names: readonly string[];
  /** Hiragana, without its ending. */
  readonly reading: string;
}

/** Places by everything they may be called; made once. */
export interface PlaceRegister {
  readonly ids: ReadonlySet<string>;
  /** Ids by folded name; several where places share it. */
  readonly byName: ReadonlyMap<string, readonly string[]>;
}

const endings = /[市区町村都府県]$/u;
const romanEndings = /[ -](?:city|ward|town|village|prefecture|shi|ku|machi|cho|mura|son|to|fu|ken)$/;
const inBrackets = /\([^)]*\)/gu;
/** A prefecture said before the place: 東京都府中市. */
const prefecture = /^\p{Script=Han}{2,3}?[都道府県]/u;
const romanPrefecture = /^[a-z]+-(?:to|ken|fu),? +/;
/** A prefecture with a place in it: 神奈川県横浜市, 神奈川県横浜. */
const inPrefecture = /^(\p{Script=Han}{2,3}?[都道府県])(?:\p{Script=Han}+|[\p{L}ー]+[市区町村])$/u;
/** How a sentence goes on after a place. What says that it is another place is not among them. */
const tails =
  /(?:に(?:住んで|すんで)(?:い|)ます|に(?:住んで|すんで)(?:い|)る|(?:の|)(?:あたり|辺り|近く|ちかく|ほう|方)|です|だよ|だ|かな|でお願いします|で|に|の)$/u;
const romanLead = /^(?:i live in|i am in|i'm in|in|near|around) +/;

/** Prepares places for {@link matchPlaces}. */
export function placeRegister(places: Iterable<Place>): PlaceRegister {
  const byName = new Map<string, string[]>();
  const ids = new Set<string>();
  for (const { id, names, reading } of places) {
    ids.add(id);
    // The reading has no ending of its own: it is heard with any that the written name may have.
    const read = [reading, ...readEndings(names).map((ending) => reading + ending)];
    for (const form of new Set([...names, ...read].flatMap(formsOf))) {
      byName.set(form, [...(byName.get(form) ?? []), id]);
    }
  }
  return { ids, byName };
}

/**
 * The ids of the places that a text may mean, in kanji, kana or romaji, with or without 区, 市, 町, 村; empty when it
 * names none. More than one when places share the name. The whole text must name a place, save for a prefecture before
 * it and a plain end to the sentence (「府中市です」). Of a place that is not known, its prefecture is heard.
 */
export function matchPlaces(text: string, { byName }: PlaceRegister): readonly string[] {
  for (const heard of heardAs(normalise(text))) {
    const found = byName.get(heard) ?? byName.get(foldRoman(heard)) ?? byName.get(romanStem(heard));
    if (found !== undefined) return found;
  }
  return [];
}

/** What is compared, the exact words first. */
function* heardAs(words: string): Iterable<string> {
  yield words;
  const places = [words, ...bared(words.replace(romanLead, ''))];
  for (const place of places) {
    yield place;
    yield place.replace(prefecture, '');
    yield place.replace(romanPrefecture, '');
    // “Fuchu, Tokyo”
    const [first, ...others] = place.split(/, */);
    if (first !== undefined && others.length > 0) yield first;
  }
  for (const place of places) {
    const known = inPrefecture.exec(place)?.[1] ?? place.split(/, */).slice(1).join(', ');
    if (known !== '') yield known;
  }
}

/** The words with less and less of how the sentence goes on: a place may itself end like that. */
function bared(words: string): readonly string[] {
  const shorter = normalise(words.replace(tails, ''));
  return shorter === words || shorter === '' ? [words] : [words, ...bared(shorter)];
}

function formsOf(name: string): readonly string[] {
  const whole = normalise(name);
  const plain = normalise(name.normalize('NFKC').replaceAll(inBrackets, ''));
  const forms = [whole, plain, plain.replace(endings, ''), foldRoman(plain), romanStem(plain)];
  return forms.filter((form) => form !== '');
}

const endingReadings: Readonly<Record<string, readonly string[]>> = {
  市: ['し'],
  区: ['く'],
  町: ['まち', 'ちょう'],
  村: ['むら', 'そん'],
  都: ['と'],
  府: ['ふ'],
  県: ['けん'],
};

function readEndings(names: readonly string[]): readonly string[] {
  return names.flatMap((name) => [...(endingReadings[normalise(name).at(-1) ?? ''] ?? [])]);
}

/** Ways of writing the same sound in Latin letters: Kunrei and Hepburn, long vowels marked, doubled or left out. */
const spellings: readonly (readonly [RegExp, string])[] = [
  [/[̀-ͯ]/g, ''],
  [/sy/g, 'sh'],
  [/ty/g, 'ch'],
  [/zy|jy/g, 'j'],
  [/si/g, 'shi'],
  [/ti/g, 'chi'],
  [/tu/g, 'tsu'],
  [/hu/g, 'fu'],
  [/zi/g, 'ji'],
  [/oh(?![aiueo])/g, 'o'],
  [/n'/g, 'n'],
  [/m(?=[bmp])/g, 'n'],
  [/o[ou]+/g, 'o'],
  [/uu+/g, 'u'],
];

/** Without its ending, which is taken off before the spelling is folded: “city” has a “ty” in it. */
function romanStem(words: string): string {
  return foldRoman(words.replace(romanEndings, ''));
}

function foldRoman(words: string): string {
  if (!/^[\p{Script=Latin}\p{M}' -]+$/u.test(words)) return words;
  return spellings.reduce(
    (folded, [spelling, sound]) => folded.replace(spelling, sound),
    words.normalize('NFD'),
  );
}
