import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Entry } from '../../api';

/** How near its end the log counts as read to the end. CSS pixels. */
const nearPx = 80;

export interface LogScroll {
  /** Something was said that lies below what is seen. */
  readonly hasNewBelow: boolean;
  /** To be called before older entries are put in above: what is seen stays where it is. */
  holdPlace(): void;
  toEnd(): void;
  onScroll(): void;
}

/**
 * Follows the conversation for those who read along at its end, and leaves those alone who look further up. A long answer
 * is shown from its beginning; what was loaded above pushes nothing away.
 */
export function useLogScroll(
  log: { readonly current: HTMLDivElement | null },
  entries: readonly Entry[],
  outgoingCount: number,
  isPreparing: boolean,
): LogScroll {
  const isAtEnd = useRef(true);
  const seenId = useRef<number | null>(null);
  const heldFromEnd = useRef<number | null>(null);
  const seenOutgoing = useRef(0);
  const [hasNewBelow, setNewBelow] = useState(false);
  const lastId = entries.at(-1)?.id ?? 0;
  const firstId = entries[0]?.id ?? 0;

  const distance = () => {
    const element = log.current;
    return element === null ? 0 : element.scrollHeight - element.scrollTop - element.clientHeight;
  };
  const toEnd = () => {
    const element = log.current;
    if (element !== null) element.scrollTop = element.scrollHeight;
    setNewBelow(false);
  };

  useLayoutEffect(() => {
    const element = log.current;
    if (element === null || heldFromEnd.current === null) return;
    element.scrollTop = element.scrollHeight - heldFromEnd.current;
    heldFromEnd.current = null;
  }, [firstId]);

  useLayoutEffect(() => {
    const element = log.current;
    const seen = seenId.current;
    seenId.current = lastId;
    const saidMore = outgoingCount > seenOutgoing.current;
    seenOutgoing.current = outgoingCount;
    if (element === null) return;
    // Whoever says something wants to see what comes of it.
    if (saidMore) {
      isAtEnd.current = true;
      return toEnd();
    }
    // The very first greeting is read from the top.
    const isFirstContact = !entries.some((entry) => entry.from === 'person');
    if (seen === null && !isFirstContact) return toEnd();
    if (seen === null || isFirstContact) {
      isAtEnd.current = distance() < nearPx;
      return;
    }
    if (!isAtEnd.current) {
      if (lastId !== seen) setNewBelow(true);
      return;
    }
    const firstNew = entries.find((entry) => entry.id > seen && entry.from !== 'person');
    const shown = element.querySelector<HTMLElement>(`[data-entry="${firstNew?.id}"]`);
    toEnd();
    if (shown !== null) {
      element.scrollTop = Math.min(element.scrollTop, shown.offsetTop - 12);
      isAtEnd.current = distance() < nearPx;
    }
  }, [lastId, outgoingCount]);

  useLayoutEffect(() => {
    if (isPreparing && isAtEnd.current) toEnd();
  }, [isPreparing]);

  useEffect(() => {
    const element = log.current;
    if (element === null) return;
    // The place for the log shrinks when the keyboard comes up or the field grows.
    const observer = new ResizeObserver(() => {
      if (isAtEnd.current) element.scrollTop = element.scrollHeight;
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [log]);

  return {
    hasNewBelow,
    holdPlace: () => {
      const element = log.current;
      heldFromEnd.current = element === null ? null : element.scrollHeight - element.scrollTop;
    },
    toEnd,
    onScroll: () => {
      isAtEnd.current = distance() < nearPx;
      if (isAtEnd.current) setNewBelow(false);
    },
  };
}
