/**
 * The events of `GET events` (server-sent) by name, and the JSON in their `data`: ids alone. They may be lost; the page
 * asks for everything anew when it connects again.
 */
export interface DeskEvents {
  /** Who waits, who has whom, or a talk's own state has changed. */
  readonly queue: { readonly talkId: string | null };
  /** Something was said in a talk. */
  readonly entry: { readonly talkId: string };
  /** Entries of a talk were taken back or erased; null: all of them up to now. */
  readonly gone: { readonly talkId: string; readonly entry: number | null };
  readonly whisper: { readonly talkId: string };
  readonly alarm: { readonly alarmId: string };
  readonly letters: Record<string, never>;
  /**
   * Somebody's record has changed, or they answered what was asked of them. One of the two is null; both are when
   * something may have been missed.
   */
  readonly record: { readonly talkId: string | null; readonly letterId: string | null };
  /** The organisation's settings have changed. */
  readonly settings: Record<string, never>;
  /** Slots or bookings have changed. */
  readonly bookings: Record<string, never>;
  /** The session is over: nothing more comes. */
  readonly ended: Record<string, never>;
}
export type DeskEventName = keyof DeskEvents;
