import { optionData } from './compile-flows';
import { countGraphemes, labelGraphemes } from './graphemes';
import type { Language } from './message';
import type { Problem } from './problem';
import type { FlowSources } from './read-flow-files';
import { longOption } from './schema';
import type { Services } from './service';
import { parseTemplate, renderTemplate } from './template';
import { type TextRole, type WrittenText, writtenTexts } from './written-texts';

/** LINE's limits (LINE.md, section 2). */
const textUnits = 5000;
const titleGraphemes = 40;
const altTextUnits = 1500;
const linkCharacters = 1000;
const dataCharacters = 300;

const phoneNumber = /^[+#*]?[0-9][0-9-]*$/;

/** Every text and button fits LINE with the longest values filled in, in every language. */
export function checkLimits(sources: FlowSources, services: Services): readonly Problem[] {
  const longest = longestValues(sources, services);
  const texts = writtenTexts(sources);
  return [
    ...texts.flatMap((text) => {
      const filled = fill(text.text, longest[text.at.language]);
      return checkOne(text, filled).map((message) => ({ ...text.at, message }));
    }),
    ...checkCards(texts, longest),
    ...checkData(sources),
  ];
}

type Longest = Readonly<Record<Language, ReadonlyMap<string, string>>>;

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
    if (input?.hold !== undefined) offer(input.hold, '字'.repeat(input.max));
  }
  for (const { remember, input, options } of asks) {
    if (remember === undefined) continue;
    if (input !== undefined && input.hold === undefined) offer(remember, '字'.repeat(input.max));
    for (const [id, option] of Object.entries(options ?? {})) {
      const { value } = longOption(option);
      offer(remember, value === undefined ? id : (values.get(value) ?? ''));
    }
  }
  const { name, retention } = sources.organisation.content;
  const days = String(retention.conversationDays);
  const own = (language: Language): ReadonlyMap<string, string> =>
    new Map([...values, ['organisation', name[language]], ['conversationDays', days]]);
  return { ja: own('ja'), 'ja-easy': own('ja-easy'), en: own('en') };
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
  phone: (filled) =>
    phoneNumber.test(filled) ? [] : ['is no phone number: write digits with hyphens, as in 0120-000-000'],
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

/** A card's alternative text holds all of it, for those who cannot see the card. */
function checkCards(texts: readonly WrittenText[], longest: Longest): readonly Problem[] {
  const cards = new Map<string, { readonly at: WrittenText['at']; length: number }>();
  for (const { at, role, key, text } of texts) {
    if (key === null || role === 'text' || role === 'label') continue;
    const place = `${at.language}/${at.flow ?? 'moves'}/${key}`;
    const card = cards.get(place) ?? { at, length: -1 };
    card.length += fill(text, longest[at.language]).length + 2;
    cards.set(place, card);
  }
  return [...cards.values()].flatMap(({ at, length }) =>
    tooLong('the card', length, altTextUnits, 'characters').map((message) => ({ ...at, message })),
  );
}

function checkData(sources: FlowSources): readonly Problem[] {
  return [...sources.flows].flatMap(([flow, { file, content, lineOf }]) =>
    Object.entries(content.steps).flatMap(([step, { ask }]) =>
      Object.keys(ask?.options ?? {}).flatMap((option) =>
        optionData(flow, step, option).length <= dataCharacters
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
