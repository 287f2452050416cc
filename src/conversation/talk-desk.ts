import type { Language } from '../flow';
import type { Alarms, Queue, Talks, WaitingTexts } from '../handoff';

/** Talks with counsellors, as turns reach them. */
export interface TalkDesk {
  readonly talks: Talks;
  readonly queue: Queue;
  readonly alarms: Alarms;
  /** What somebody who waits is told beside an answer they get anyway. */
  readonly waitingTexts: (language: Language) => WaitingTexts;
}
