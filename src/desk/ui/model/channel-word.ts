import type { Words } from '../words/ja';

/** A channel by its word; one that this page does not know yet, by its name. */
export function channelWord(words: Words, channel: string): string {
  return Object.entries(words.channels).find(([name]) => name === channel)?.[1] ?? channel;
}
