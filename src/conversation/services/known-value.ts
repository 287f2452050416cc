import type { ConversationState } from '../../flow';

/** What a flow holds or the person told under a name: held words first, as they are newer. Null when neither. */
export function knownValue({ held, facts }: ConversationState, name: string): string | null {
  const known = held?.[name] ?? facts[name];
  return known === undefined ? null : String(known.value);
}
