import type { ReminderKind } from '../people';

/** What goes first where not all can be sent: what people wait for, then what reminds them, then news. */
export type Rank = 'answer' | 'reminder' | 'news';

/**
 * Every kind of message that is said because its time has come, never because somebody was silent.
 *
 * - `offer`: a seat became free for which they waited
 * - `settled`: staff confirmed what they had asked for
 * - `called-off`, `moved`: staff closed or moved a time that they had booked
 * - `wait-ended`: staff closed a time for which they waited
 * - `day-before`, `hour-before`: of a talk they booked
 * - `events`: new dates stand in the schedule
 * - `still-here`: some days after a talk, at most once a month
 */
export const dueKinds = [
  'offer',
  'settled',
  'called-off',
  'moved',
  'wait-ended',
  'day-before',
  'hour-before',
  'events',
  'still-here',
] as const;
export type DueKind = (typeof dueKinds)[number];

/** Of each kind: its rank, and the wish without which it is not said. Null: it answers something they did themselves. */
export const dueRules: Readonly<
  Record<DueKind, { readonly rank: Rank; readonly wish: ReminderKind | null }>
> = {
  offer: { rank: 'answer', wish: null },
  settled: { rank: 'answer', wish: null },
  'called-off': { rank: 'answer', wish: null },
  moved: { rank: 'answer', wish: null },
  'wait-ended': { rank: 'answer', wish: null },
  'day-before': { rank: 'reminder', wish: 'peer' },
  'hour-before': { rank: 'reminder', wish: 'peer' },
  events: { rank: 'news', wish: 'events' },
  'still-here': { rank: 'news', wish: 'still-here' },
};
