import type { JsonObject } from './json';

/** A message of ours as it reached a chat. */
export interface ShownMessage {
  readonly id: string;
  readonly message: JsonObject;
}

/** Where messages can go: one person's phone, a group, a room. */
export interface Chat {
  /** Whether a reply would be seen. */
  readonly seesReplies: boolean;
  /** Whether a push would be seen: not by a stranger, and not by someone who blocked the account. */
  readonly seesPushes: boolean;
  /** How many people a push is counted for. */
  readonly members: number;
  /** @param answers the event whose reply token was used; null for a push */
  show(messages: readonly ShownMessage[], answers: string | null): void;
}
