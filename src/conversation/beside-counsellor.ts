import {
  type ConversationState,
  type Danger,
  type FlowEvent,
  type FlowSet,
  isForTheBot,
  isHarm,
} from '../flow';
import type { Talk } from '../handoff';
import type { Tx } from '../store';
import type { TalkDesk } from './talk-desk';

/** What somebody did in a turn, and what is known around it. */
export interface Done {
  readonly flows: FlowSet;
  readonly state: ConversationState | null;
  readonly event: FlowEvent;
  readonly danger: Danger | null;
}

/**
 * Whether Madobe keeps quiet in this turn because a counsellor has the talk: what is written is theirs to answer. It does
 * not keep quiet when somebody needs a number at once, nor about what is meant for it.
 */
export async function keepsQuiet(
  tx: Tx,
  talk: Talk | null,
  { flows, state, event, danger }: Done,
): Promise<boolean> {
  if (talk?.state !== 'with' || danger?.urgent) return false;
  return !isForTheBot(flows, state, event, await hasAsked(tx, talk));
}

/**
 * Tells the desk of danger in the turn's own transaction: whoever is in danger goes before others, and an alarm rings when
 * a person is needed at once, when words could not be screened, or when danger is named to a counsellor.
 */
export async function tellOfDanger(
  tx: Tx,
  { talks, alarms }: TalkDesk,
  personId: string,
  talk: Talk | null,
  danger: Danger | null,
  now: number,
): Promise<void> {
  if (danger === null || !isHarm(danger)) return;
  if (talk) await talks.raiseRisk(tx, talk.id, danger.urgent ? 'urgent' : 'high');
  const isToldHere = danger.urgent || danger.label === 'unscreened' || talk?.state === 'with';
  if (isToldHere) await alarms.raise(tx, personId, danger, now);
}

/** Whether the last that was said to them since a counsellor took the talk was said by Madobe. */
async function hasAsked(tx: Tx, talk: Talk): Promise<boolean> {
  const [last] = await tx.all<{ staff: string | null; at: number }>(
    `SELECT staff, happened_at AS at FROM message
      WHERE person_id = $1 AND direction = 'out' ORDER BY id DESC LIMIT 1`,
    talk.personId,
  );
  return last !== undefined && last.staff === null && last.at >= (talk.takenAt ?? 0);
}
