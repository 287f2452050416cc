import type { Shelf } from '../../../../src/channels/web/ui/model/keep';

/** A browser's store, in memory. */
export function shelf(): Shelf & { readonly size: number } {
  const held = new Map<string, string>();
  return {
    getItem: (key) => held.get(key) ?? null,
    setItem: (key, value) => void held.set(key, value),
    removeItem: (key) => void held.delete(key),
    get size() {
      return held.size;
    },
  };
}
