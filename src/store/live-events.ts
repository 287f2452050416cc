/**
 * What may be told live, and what its payload is. Ids only: whoever hears of something reads it from the tables, so a
 * payload that was lost, doubled or late never shows anybody anything wrong.
 */
export const liveTopics = [
  /** Something was said to or by a person. Payload: the person's id. */
  'said',
  /** What was said was taken back or erased. Payload: `<person's id>/<message's id>`. */
  'gone',
  /** All that was said up to a message was erased. Payload: `<person's id>/<message's id>`. */
  'cleared',
  /** An event waits for its turn that the process which accepted it does not take. Payload: the person's id. */
  'arrived',
  /** A person waits for an answer longer than usual. Payload: the person's id. */
  'waiting',
  /** A counsellor is writing to a person. Payload: the person's id. */
  'typing',
  /** A note between colleagues was left. Payload: the talk's id. */
  'whisper',
  /** A letter came, or was answered. Payload: empty. */
  'letter',
  /**
   * Sessions of a person may be over, or the person erased. Payload: the person's id; where they had themselves erased,
   * `<person's id>/<receipt's number>/<its day>`, which is shown to them and hangs on nobody.
   */
  'ended',
  /** Who waits, who has whom, or a talk's own state has changed. Payload: the talk's id; empty: who is on duty. */
  'talk',
  /** A slot of peers or who has a seat in one has changed. Payload: empty. */
  'booking',
  /** An alarm rings, was seen, or was told outside. Payload: the alarm's id. */
  'alarm',
  /** Somebody's record has changed, or they answered what was asked of them. Payload: the person's id. */
  'record',
  /** The organisation's settings have changed. Payload: empty. */
  'settings',
  /** Sessions of somebody of the staff may be over, or their account has changed. Payload: their account's id. */
  'staff',
] as const;
export type LiveTopic = (typeof liveTopics)[number];

/** Something told live. */
export interface LiveNotice {
  readonly topic: LiveTopic;
  /** At most 200 characters of ASCII. */
  readonly payload: string;
}

/** Who hears of a topic. Neither method may throw or wait. */
export interface LiveListener {
  /** A transaction that told this was committed, here or in another process on the same PostgreSQL. */
  heard(payload: string): void;
  /** Notices of others may have been missed while a connection was away: look for yourself. */
  missed(): void;
}

/** Stops listening. Doing it again does nothing. */
export type StopListening = () => void;

/** Hands notices to the listeners of this process. */
export class LiveBus {
  private readonly listeners = new Map<LiveTopic, Set<LiveListener>>();

  listen(topic: LiveTopic, listener: LiveListener): StopListening {
    const listeners = this.listeners.get(topic) ?? new Set();
    this.listeners.set(topic, listeners.add(listener));
    return () => void listeners.delete(listener);
  }

  dispatch(notices: readonly LiveNotice[]): void {
    for (const { topic, payload } of notices) {
      for (const listener of this.listeners.get(topic) ?? []) shielded(() => listener.heard(payload));
    }
  }

  missed(): void {
    for (const listeners of this.listeners.values()) {
      for (const listener of listeners) shielded(() => listener.missed());
    }
  }
}

/** A listener's fault must not reach the transaction that was just committed; it ends the process like any other. */
function shielded(call: () => void): void {
  try {
    call();
  } catch (fault) {
    queueMicrotask(() => {
      throw fault;
    });
  }
}
