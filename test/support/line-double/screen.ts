import type { ShownMessage } from './chat';
import { isObject, type JsonObject, listOf, objectOf, textOf } from './json';

/** One message in a chat, of either side. */
export interface ScreenEntry {
  readonly id: string;
  readonly from: 'person' | 'bot';
  /** By the double's clock. */
  readonly at: number;
  /** What can be read: the text, or the alt text, or the kind in brackets. Empty once unsent. */
  readonly text: string;
  readonly message: JsonObject;
  /** For the bot's messages: the event that was answered by its reply token; null for a push. */
  readonly answers: string | null;
  readonly unsent: boolean;
}

/** An action under a button, with what is written on it. */
export interface Tappable {
  readonly label: string;
  readonly action: JsonObject;
}

/** What one reads of a message in the list of chats. */
export function readableText(message: JsonObject): string {
  return textOf(message.text) ?? textOf(message.altText) ?? `[${textOf(message.type) ?? 'unknown'}]`;
}

/** Messages of one call of the bot's, as they appear. */
export function botEntries(
  messages: readonly ShownMessage[],
  answers: string | null,
  at: number,
): readonly ScreenEntry[] {
  return messages.map(({ id, message }) => ({
    id,
    from: 'bot',
    at,
    text: readableText(message),
    message,
    answers,
    unsent: false,
  }));
}

/** The quick replies a message brings. */
export function quickRepliesOf(message: JsonObject): readonly Tappable[] {
  return listOf(objectOf(message.quickReply).items).flatMap((item) => tappable(objectOf(item).action));
}

/** The buttons in a message itself (template, Flex): unlike quick replies they stay for ever. */
export function buttonsOf(message: JsonObject): readonly Tappable[] {
  if (message.type !== 'template' && message.type !== 'flex') return [];
  const { quickReply: _, ...rest } = message;
  return actionsWithin(rest);
}

function actionsWithin(value: unknown): Tappable[] {
  if (Array.isArray(value)) return value.flatMap(actionsWithin);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key === 'action' || key === 'defaultAction') return tappable(inner);
    if (key === 'actions') return listOf(inner).flatMap(tappable);
    return actionsWithin(inner);
  });
}

function tappable(action: unknown): Tappable[] {
  const label = textOf(objectOf(action).label);
  return label === undefined ? [] : [{ label, action: objectOf(action) }];
}
