import type { LiveService, ServiceAnswer } from '../flow';

/** So many items show how a list looks. */
const ITEMS = 2;

/**
 * What a live service answers where there is no store, so that a flow can be tried: its first outcome, and the longest
 * values that it declares. Nothing is read, nothing is done.
 */
export function playedAnswer({ outcomes, values, lists = {} }: LiveService<never>): ServiceAnswer {
  const items = Object.entries(lists).map(([name, list]) => [
    name,
    Array.from({ length: Math.min(ITEMS, list.most) }, (_, index) => ({
      id: `played-${index + 1}`,
      values: list.values,
    })),
  ]);
  return { outcome: outcomes[0] ?? '', values, lists: Object.fromEntries(items) };
}
