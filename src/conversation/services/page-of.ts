import { fillPattern } from '../../calendar';
import type { ConversationState, ListDeclaration, ListItem } from '../../flow';
import { knownValue } from './known-value';

const pageId = /^page-([1-9]\d{0,2})$/;

/** One page of a longer list, and the way to the next. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** How many there are beyond this page. */
  readonly rest: number;
  /** The list `more`: one item that leads to the next page, or none on the last. */
  readonly more: readonly ListItem[];
}

/**
 * The page that the person asked for under `page`, by the id of an item of `more`. What names no page, or one behind the
 * end (an old button, a shorter list since), is the first.
 *
 * @param words the label of `more`, with `{rest}`
 */
export function pageOf<Item>(
  all: readonly Item[],
  {
    state,
    size,
    words,
  }: { readonly state: ConversationState; readonly size: number; readonly words: string },
): Page<Item> {
  const asked = Number(pageId.exec(knownValue(state, 'page') ?? '')?.[1] ?? 1);
  const page = (asked - 1) * size < all.length ? asked : 1;
  const end = page * size;
  const rest = Math.max(0, all.length - end);
  return {
    items: all.slice(end - size, end),
    rest,
    more:
      rest === 0
        ? []
        : [
            {
              id: `page-${page + 1}`,
              values: { label: fillPattern(words, { rest: String(rest) }), rest: String(rest) },
            },
          ],
  };
}

/** What the list `more` promises, given its label in every language. */
export function moreDeclaration(words: readonly string[]): ListDeclaration {
  const rest = '999';
  const labels = words.map((pattern) => fillPattern(pattern, { rest }));
  const label = labels.reduce((longest, text) => (text.length > longest.length ? text : longest), '');
  return { most: 1, values: { label, rest } };
}
