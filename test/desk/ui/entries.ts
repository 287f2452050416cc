import type { Entry } from '../../../src/desk/api';

/** Something that a person said. */
export function entryOf(id: number, text = `entry ${id}`, more: Partial<Entry> = {}): Entry {
  return {
    id,
    at: Date.UTC(2026, 10, 20, 3) + id * 1000,
    from: 'person',
    by: null,
    channel: 'web',
    what: { kind: 'text', text },
    quotes: null,
    sentAs: null,
    ...more,
  };
}
