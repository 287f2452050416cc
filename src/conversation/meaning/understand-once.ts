import type { RecognisedIntent } from '../../understanding';
import type { Meaning } from './meaning';

/** Understands a text the first time it is asked, and remembers it for the attempts of one turn. */
export function understandOnce({
  understand,
}: Pick<Meaning, 'understand'>): (text: string) => RecognisedIntent {
  const known = new Map<string, RecognisedIntent>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const recognised = understand(text);
    known.set(text, recognised);
    return recognised;
  };
}
