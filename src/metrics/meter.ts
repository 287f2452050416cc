/** How a turn ended: something was said, nothing was to be said, or it threw and is tried again or left to staff. */
export type TurnEnding = 'answered' | 'quiet' | 'failed';

/**
 * Told what happened, as it happens. Channels, ways and endings are names of the code, never of anybody: nothing that is
 * told here may come from a person. No method throws or waits.
 */
export interface Meter {
  /** Events of a channel are on the disk, so long after they were handed over. Seconds. */
  accepted(channel: string, seconds: number): void;
  /** A turn was taken, in so long. Seconds. */
  turnTaken(channel: string, ending: TurnEnding, seconds: number): void;
  /** The channel has the answer, or it can be read, so long after what it answers was on the disk. Seconds. */
  answered(channel: string, seconds: number): void;
  /** A message was tried to be sent; `ending` is what is known after it. */
  sent(channel: string, way: string, ending: string): void;
}

/** Counts nothing. */
export const silentMeter: Meter = { accepted() {}, turnTaken() {}, answered() {}, sent() {} };
