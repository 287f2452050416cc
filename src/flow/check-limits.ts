import { vocabularyOf } from './check-references';
import { itemData, optionData } from './compile-flows';
import { countGraphemes, labelGraphemes } from './graphemes';
import { type Language, languages } from './message';
import { organisationValue, organisationValues } from './organisation';
import type { Problem } from './problem';
import type { FlowSources } from './read-flow-files';
import { eachLabel, type InputDefinition, longOption } from './schema';
import type { Services } from './service';
import { showDay } from './show-value';
import { parseTemplate, renderTemplate } from './template';
import { type TextRole, type WrittenText, writtenTexts } from './written-texts';

/** LINE's limits (LINE.md, section 2). */
const textUnits = 5000;
const titleGraphemes = 40;
const altTextUnits = 1500;
const linkCharacters = 1000;
const dataCharacters = 300;
/** The size of one Flex message as JSON. */
const flexBytes = 50_000;
/** What a bubble weighs besides its texts, and one text or button in it besides its words, at most. */
const bubbleBytes = 400;
const componentBytes = 250;
/** Ids of items are no longer than this. */
const itemIdCharacters = 100;

const phoneNumber = /^[+#*]?[0-9][0-9-]*$/;

/** Every text and button fits LINE with the longest values filled in, in every language. */
export function checkLimits(sources: FlowSources, services: Services): readonly Problem[] {
  const { lists } = vocabularyOf(sources, services);
  const usual = longestValues(sources, services);
  const longest: LongestFor = ({ at: { language }, each }) => {
    const items = each === null ? undefined : lists.get(each);
    return items === undefined
      ? usual[language]
      : new Map([...usual[language], ...Object.entries(items.values)]);
  };
  // What a list that nobody gives would bring is not known.
  const texts = writtenTexts(sources).filter(({ each }) => each === null || lists.has(each));
  return [
    ...texts.flatMap((text) => {
      const filled = fill(text.text, longest(text));
      return checkOne(text, filled).map((message) => ({ ...text.at, message }));
    }),
    ...checkCards(texts, longest, (list) => lists.get(list)?.most ?? 1),
    ...checkData(sources),
  ];
}

type Longest = Readonly<Record<Language, ReadonlyMap<string, string>>>;
/** The longest values that may stand in a text. */
type LongestFor = (text: WrittenText) => ReadonlyMap<string, string>;

/** The longest that each value can be. */
function longestValues(sources: FlowSources, services: Services): Longest {
  const values = new Map<string, string>();
  const offer = (name: string, value: string): void => {
    if (countGraphemes(value) > countGraphemes(values.get(name) ?? '')) values.set(name, value);
  };
  for (const service of Object.values(services)) {
    for (const [name, value] of Object.entries(service.values)) offer(name, value);
  }
  const asks = [...sources.flows.values()].flatMap(({ content }) =>
    Object.values(content.steps).flatMap(({ ask }) => ask ?? []),
  );
  for (const { input } of asks) {
    if (input?.hold !== undefined) offer(input.hold, longestInput(input, sources));
  }
  for (const { remember, input, options } of asks) {
    if (remember === undefined) continue;
    if (input !== undefined && input.hold === undefined) offer(remember, longestInput(input, sources));
    for (const [id, option] of Object.entries(options ?? {})) {
      const { value } = longOption(option);
      offer(remember, value === undefined ? id : (values.get(value) ?? ''));
    }
  }
  const organisation = sources.organisation.content;
  const own = (language: Language): ReadonlyMap<string, string> =>
    new Map([
      ...values,
      ...organisationValues.map((value): [string, string] => [
        value,
        organisationValue(organisation, value, language),
      ]),
    ]);
  return { ja: own('ja'), 'ja-easy': own('ja-easy'), en: own('en') };
}

/** The longest that an answer to a typed question can be when it is shown again. */
function longestInput(input: InputDefinition, { municipalities }: FlowSources): string {
  switch (input.kind) {
    case 'text':
      return '字'.repeat(input.max);
    case 'number':
      return longestOf([String(input.min), String(input.max)]);
    case 'date':
      return longestOf(languages.flatMap((language) => longDays.map((day) => showDay(day, language))));
    case 'municipality':
      return longestOf(
        (municipalities?.content.municipalities ?? []).flatMap(({ name }) => Object.values(name)),
      );
  }
}

/** A week late in each month: every name of a month with every name of a day. */
const longDays = Array.from({ length: 12 }, (_, month) =>
  Array.from({ length: 7 }, (_day, day) => `2026-${String(month + 1).padStart(2, '0')}-${20 + day}`),
).flat();

function longestOf(texts: readonly string[]): string {
  return texts.reduce((a, b) => (countGraphemes(b) > countGraphemes(a) ? b : a), '');
}

function fill(text: string, values: ReadonlyMap<string, string>): string {
  const template = parseTemplate(text);
  return template === null ? text : renderTemplate(template, (name) => values.get(name) ?? '');
}

const checks: Readonly<Record<TextRole, (filled: string, written: string) => readonly string[]>> = {
  text: (filled) => tooLong('the text', filled.length, textUnits, 'characters'),
  title: (filled) => tooLong('the title', countGraphemes(filled), titleGraphemes, 'characters'),
  body: () => [],
  label: checkLabel,
  'card-label': checkLabel,
  link: (filled, written) => [
    ...tooLong('the link', filled.length, linkCharacters, 'characters'),
    ...(/^https:\/\/[^\s/]/.test(filled) || written.startsWith('{')
      ? []
      : ['is no link that LINE opens: write a whole address that begins with `https://`']),
  ],
  // A value that is always empty leaves its button out.
  phone: (filled) =>
    filled === '' || phoneNumber.test(filled)
      ? []
      : ['is no phone number: write digits with hyphens, as in 0120-000-000'],
};

function checkOne({ role, text }: WrittenText, filled: string): readonly string[] {
  return checks[role](filled, text);
}

function checkLabel(filled: string): readonly string[] {
  return tooLong('the label', countGraphemes(filled), labelGraphemes, 'characters');
}

function tooLong(what: string, length: number, max: number, unit: string): readonly string[] {
  return length <= max
    ? []
    : [`${what} has up to ${length} ${unit} with its values filled in, and LINE takes ${max}: shorten it`];
}

/**
 * A card's alternative text holds all of it, for those who cannot see the card. Of a row of cards it holds the beginning,
 * but the row as a whole must not be larger than LINE takes.
 */
function checkCards(
  texts: readonly WrittenText[],
  longest: LongestFor,
  most: (list: string) => number,
): readonly Problem[] {
  const cards = new Map<string, { readonly first: WrittenText; length: number; bytes: number }>();
  for (const text of texts) {
    const { at, role, key } = text;
    if (key === null || role === 'text' || role === 'label') continue;
    const place = `${at.language}/${at.flow ?? 'moves'}/${key}`;
    const card = cards.get(place) ?? { first: text, length: -1, bytes: bubbleBytes };
    const filled = fill(text.text, longest(text));
    card.length += filled.length + 2;
    card.bytes += Buffer.byteLength(filled) + componentBytes;
    cards.set(place, card);
  }
  return [...cards.values()].flatMap(({ first: { at, each }, length, bytes }) => {
    const messages =
      each === null
        ? tooLong('the card', length, altTextUnits, 'characters')
        : tooLong('the row of cards', bytes * most(each), flexBytes, 'bytes');
    return messages.map((message) => ({ ...at, message }));
  });
}

function checkData(sources: FlowSources): readonly Problem[] {
  return [...sources.flows].flatMap(([flow, { file, content, lineOf }]) =>
    Object.entries(content.steps).flatMap(([step, { ask }]) =>
      [
        ...Object.keys(ask?.options ?? {}).map((option) => [option, optionData(flow, step, option)] as const),
        ...(ask?.each === undefined
          ? []
          : [[eachLabel, itemData({ flow, step }, 'x'.repeat(itemIdCharacters))] as const]),
      ].flatMap(([option, data]) =>
        data.length <= dataCharacters
          ? []
          : [
              {
                file,
                line: lineOf(['steps', step, 'ask', 'options', option]),
                flow,
                step,
                message: `the names of flow, step and option are longer than the ${dataCharacters} characters that a button can carry: shorten them`,
              },
            ],
      ),
    ),
  );
}
