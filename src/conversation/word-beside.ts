import type { Language, Message, Position } from '../flow';
import type { Talk } from '../handoff';
import type { Tx } from '../store';
import type { TalkDesk } from './talk-desk';

/** What would be said by itself within so long is said beside the answer: on LINE a reply costs nothing. */
const AHEAD_MS = 10 * 60_000;
/** One answer holds no more messages. */
const MOST_MESSAGES = 5;
/** The flow that tells itself how the wait looks. */
const TELLS_ITSELF = 'person';

/** Adds, to an answer for somebody who waits for a counsellor, how the wait looks, where that is soon to be said. */
export async function withWaitingWord(
  tx: Tx,
  { talks, queue, waitingTexts }: TalkDesk,
  talk: Talk,
  answer: {
    readonly messages: readonly Message[];
    readonly steps: readonly Position[];
    readonly language: Language;
  },
  now: number,
): Promise<readonly Message[]> {
  const { messages, steps, language } = answer;
  if (talk.state !== 'waiting' || messages.length === 0 || messages.length >= MOST_MESSAGES) return messages;
  if (steps.some(({ flow }) => flow === TELLS_ITSELF)) return messages;
  const band = await queue.band(tx, talk.personId, now);
  const word = { dueBy: now + AHEAD_MS, isLast: band === 'closed' };
  if (!(await talks.claimWord(tx, talk.id, word, now))) return messages;
  return [...messages, { kind: 'text', text: waitingTexts(language)[band] }];
}
