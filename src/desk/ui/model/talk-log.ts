import type { Entries, Entry } from '../../api';

/** What is known of a talk's entries: an unbroken run up to the newest. */
export interface TalkLog {
  readonly entries: readonly Entry[];
  /** There are older ones. */
  readonly more: boolean;
}

/**
 * The log with a newest page. Where the page begins, it is the truth: what was taken back is taken back here. When so much
 * came that the page does not reach down to what is known, the known is let go rather than shown with a hole.
 */
export function withNewest(known: TalkLog | null, page: Entries): TalkLog {
  const first = page.entries[0]?.id;
  const newest = known?.entries.at(-1)?.id;
  if (known === null || first === undefined || newest === undefined || !page.more) return page;
  if (newest < first) return page;
  return {
    entries: [...known.entries.filter(({ id }) => id < first), ...page.entries],
    more: known.entries.some(({ id }) => id < first) ? known.more : page.more,
  };
}

/** The log with an older page before it. */
export function withOlder(known: TalkLog, page: Entries): TalkLog {
  const first = known.entries[0]?.id ?? Number.POSITIVE_INFINITY;
  return {
    entries: [...page.entries.filter(({ id }) => id < first), ...known.entries],
    more: page.more,
  };
}

/** The log after an entry was taken back: only that it was there. Null: everything was, and it begins anew. */
export function withGone(known: TalkLog, entry: number | null): TalkLog {
  if (entry === null) return { entries: [], more: false };
  return {
    ...known,
    entries: known.entries.map((each) => (each.id === entry ? { ...each, what: { kind: 'gone' } } : each)),
  };
}

/** The words of an entry in one line, for a quotation. Empty when it has none. */
export function plainWords({ what }: Entry): string {
  switch (what.kind) {
    case 'text':
      return oneLine(what.text);
    case 'chosen':
      return oneLine(what.label);
    case 'said':
      return oneLine(
        what.messages
          .map((message) => {
            if (message.kind === 'text') return message.text;
            return message.kind === 'card'
              ? message.title
              : message.cards.map(({ title }) => title).join(' · ');
          })
          .join(' '),
      );
    case 'media':
    case 'gone':
      return '';
  }
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
