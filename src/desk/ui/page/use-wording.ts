import { useEffect, useRef, useState } from 'react';
import type { WordingMark } from '../../api';
import { follow } from '../model/wording-text';
import { useDesk } from './desk-context';

/** How long nothing is written until the words are looked at. */
const QUIET_MS = 500;

/** What the wording helper says about a text while it is written. It never holds anything up: without it one just writes. */
export function useWording(text: string): {
  readonly marks: readonly WordingMark[];
  readonly leave: (mark: WordingMark) => void;
} {
  const { api } = useDesk();
  const [found, setFound] = useState<{ readonly text: string; readonly marks: readonly WordingMark[] }>({
    text: '',
    marks: [],
  });
  // What was read and left as it is, by its words.
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const asked = useRef(0);

  useEffect(() => {
    asked.current += 1;
    const turn = asked.current;
    if (text.trim() === '') return setFound({ text, marks: [] });
    const timer = setTimeout(() => {
      api.wording(text).then(
        ({ findings }) => {
          if (asked.current === turn) setFound({ text, marks: findings });
        },
        () => {
          // Without the helper, one writes as one would.
        },
      );
    }, QUIET_MS);
    return () => clearTimeout(timer);
  }, [text, api]);

  const marks = follow(found.text, text, found.marks);
  const phrase = (mark: WordingMark) => `${mark.category} ${text.slice(mark.start, mark.end)}`;
  return {
    marks: marks.filter((mark) => !left.has(phrase(mark))),
    leave: (mark) => setLeft((before) => new Set([...before, phrase(mark)])),
  };
}
