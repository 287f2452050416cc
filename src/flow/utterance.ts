import { type CardButton, type CardMessage, cardsAtMost, type Message, type TextMessage } from './message';
import type { CardWords, UtteranceWords } from './schema';
import type { ListItem } from './service';
import { type Lookup, parseTemplate, renderTemplate, type Template } from './template';

/** Something a flow can say, in one language, ready to be filled in. */
export type Utterance =
  /** One of these is said; which one changes from turn to turn. */
  | { readonly kind: 'text'; readonly variants: readonly TextVariant[] }
  | { readonly kind: 'card'; readonly card: CardTemplate }
  /** Said once for each item of the list. */
  | { readonly kind: 'cards'; readonly each: string; readonly card: CardTemplate };

interface CardTemplate {
  readonly title: Template;
  readonly body: Template;
  readonly buttons: readonly ButtonTemplate[];
}

interface TextVariant {
  readonly template: Template;
  /** The finished message when nothing has to be filled in: shared by all turns. */
  readonly fixed: TextMessage | null;
}

interface ButtonTemplate {
  readonly kind: 'phone' | 'link';
  readonly label: Template;
  readonly target: Template;
}

/** Every text of an utterance as it was written, with the part of the file it is in. */
export function textsOf(
  words: UtteranceWords,
): readonly { readonly path: readonly PropertyKey[]; readonly text: string }[] {
  if (typeof words === 'string') return [{ path: [], text: words }];
  if (Array.isArray(words)) return words.map((text, index) => ({ path: [index], text }));
  return [
    { path: ['title'], text: words.title },
    { path: ['body'], text: words.body },
    ...words.buttons.flatMap((button, index) => [
      { path: ['buttons', index, 'label'], text: button.label },
      ...(button.phone === undefined ? [] : [{ path: ['buttons', index, 'phone'], text: button.phone }]),
      ...(button.link === undefined ? [] : [{ path: ['buttons', index, 'link'], text: button.link }]),
    ]),
  ];
}

/** Prepares an utterance. @throws RangeError when a brace is neither a place nor doubled: check before. */
export function compileUtterance(words: UtteranceWords): Utterance {
  if (typeof words === 'string') return { kind: 'text', variants: [compileVariant(words)] };
  if (Array.isArray(words)) return { kind: 'text', variants: words.map(compileVariant) };
  const card = compileCard(words);
  return words.each === undefined ? { kind: 'card', card } : { kind: 'cards', each: words.each, card };
}

function compileCard({ title, body, buttons }: CardWords): CardTemplate {
  return {
    title: compileTemplate(title),
    body: compileTemplate(body),
    buttons: buttons.map((button) => ({
      kind: button.phone === undefined ? 'link' : 'phone',
      label: compileTemplate(button.label),
      target: compileTemplate(button.phone ?? button.link ?? ''),
    })),
  };
}

/** As {@link parseTemplate}, for texts that were checked. @throws RangeError for one that was not. */
export function compileTemplate(text: string): Template {
  const template = parseTemplate(text);
  if (template === null) throw new RangeError('a text has a brace that is neither a place nor doubled');
  return template;
}

/** Names of all values that an utterance needs, those of list items among them. */
export function valuesIn(utterance: Utterance): readonly string[] {
  if (utterance.kind === 'text') return utterance.variants.flatMap(({ template }) => template.names);
  const { title, body, buttons } = utterance.card;
  return [title, body, ...buttons.flatMap(({ label, target }) => [label, target])].flatMap(
    ({ names }) => names,
  );
}

function compileVariant(text: string): TextVariant {
  const template = compileTemplate(text);
  return {
    template,
    fixed: template.fixed === null ? null : Object.freeze({ kind: 'text', text: template.fixed }),
  };
}

/** The message, or null when nothing is left of it because its values are not known. */
export function renderUtterance(
  utterance: Utterance,
  turns: number,
  lookup: Lookup,
  itemsOf: (list: string) => readonly ListItem[],
): Message | null {
  if (utterance.kind === 'card') return renderCard(utterance.card, lookup);
  if (utterance.kind === 'cards') {
    const cards = itemsOf(utterance.each)
      .slice(0, cardsAtMost)
      .map((item) => renderItemCard(utterance.card, itemLookup(item, lookup)))
      .filter((card) => card !== null);
    return cards.length === 0 ? null : { kind: 'cards', cards };
  }
  const variant = utterance.variants[turns % utterance.variants.length] ?? utterance.variants[0];
  if (variant === undefined) return null;
  if (variant.fixed !== null) return variant.fixed;
  const text = renderTemplate(variant.template, lookup);
  return text === '' ? null : { kind: 'text', text };
}

/** The values of an item, then the usual ones. What an item does not have leaves out its line or its button. */
export function itemLookup({ values }: ListItem, lookup: Lookup): Lookup {
  return (name) => {
    if (!Object.hasOwn(values, name)) return lookup(name);
    const value = values[name];
    return value === '' ? undefined : value;
  };
}

function renderCard(card: CardTemplate, lookup: Lookup): CardMessage | null {
  const rendered = renderItemCard(card, lookup);
  return rendered === null || rendered.body === '' ? null : rendered;
}

/** An item is shown by its title alone where nothing more is known of it. */
function renderItemCard(card: CardTemplate, lookup: Lookup): CardMessage | null {
  const title = renderTemplate(card.title, lookup);
  const body = renderTemplate(card.body, lookup);
  if (title === '') return null;
  const buttons: CardButton[] = [];
  for (const button of card.buttons) {
    const label = renderTemplate(button.label, lookup);
    const target = renderTemplate(button.target, lookup);
    if (label === '' || target === '') continue;
    buttons.push(
      button.kind === 'phone'
        ? { kind: 'phone', label, number: target }
        : { kind: 'link', label, url: target },
    );
  }
  return { kind: 'card', title, body, buttons };
}
