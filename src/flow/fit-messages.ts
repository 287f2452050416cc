import type { CardMessage, Message } from './message';

/** LINE takes no more messages than this at once. */
export const messagesAtMost = 5;

/**
 * At most five messages, nothing left out and the order kept: neighbouring texts are joined with a blank line, the two
 * shortest first. Only when cards alone are too many is a card said as text.
 */
export function fitMessages(messages: readonly Message[]): readonly Message[] {
  let fitted = messages;
  while (fitted.length > messagesAtMost) {
    const pair =
      shortestPair(fitted, (message) => message.kind === 'text') ?? shortestPair(fitted, () => true);
    if (pair === null) return fitted;
    fitted = fitted.toSpliced(pair, 2, {
      kind: 'text',
      text: fitted
        .slice(pair, pair + 2)
        .map(plainText)
        .join('\n\n'),
    });
  }
  return fitted;
}

/** Where the two neighbours begin that are shortest together, of those that may be joined. */
function shortestPair(messages: readonly Message[], mayJoin: (message: Message) => boolean): number | null {
  let best: { readonly index: number; readonly length: number } | null = null;
  for (let index = 0; index + 1 < messages.length; index += 1) {
    const pair = messages.slice(index, index + 2);
    if (!pair.every(mayJoin)) continue;
    const length = pair.reduce((sum, message) => sum + plainText(message).length, 0);
    if (best === null || length < best.length) best = { index, length };
  }
  return best?.index ?? null;
}

/** A message as plain text; phone numbers and links of cards are written out. */
export function plainText(message: Message): string {
  switch (message.kind) {
    case 'text':
      return message.text;
    case 'card':
      return cardText(message);
    case 'cards':
      return message.cards.map(cardText).join('\n\n');
  }
}

function cardText(card: CardMessage): string {
  const buttons = card.buttons.map((button) =>
    button.kind === 'phone' ? `${button.label}: ${button.number}` : `${button.label}: ${button.url}`,
  );
  return [card.title, card.body, ...buttons].filter((line) => line !== '').join('\n');
}
