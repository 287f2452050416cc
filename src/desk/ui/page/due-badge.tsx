import type { LetterSummary } from '../../api';
import { useDesk } from './desk-context';

/** By when a letter is to be answered. */
export function DueBadge({ letter }: { readonly letter: LetterSummary }) {
  const { words, when } = useDesk();
  const word = words.letters.due[letter.due];
  return (
    <span className={`badge is-due-${letter.due}`}>
      {letter.due === 'today' ? word : `${word} ${words.letters.dueOn(when.date(letter.dueOn))}`.trim()}
    </span>
  );
}
