import { placeFor } from '../../handoff';
import type { TurnScope } from '../answer-live-services';

/**
 * Whether letters and answers may be said where the person is now: in the room always; in LINE only where neither the
 * organisation nor they themselves keep them out of it.
 */
export async function mayBeSaid({ tx, person, channel, room }: TurnScope): Promise<boolean> {
  if (channel === 'web') return true;
  if (!room) return false;
  const { answerIn } = await room.registrations.of(tx, person);
  return placeFor(room.rule, answerIn) === 'line';
}
