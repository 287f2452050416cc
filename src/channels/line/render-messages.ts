import type { messagingApi } from '@line/bot-sdk';
import type { OutboxContent } from '../../delivery';
import { type CardButton, type CardMessage, type Choice, cardsAtMost, type Message } from '../../flow';

type LineMessage = messagingApi.Message;

/** LINE's limit for the text that stands for a card where it cannot be shown. UTF-16 units. */
const ALT_TEXT_MAX = 1_500;
/** LINE's limit for what a Flex message holds, as JSON in bytes. */
const FLEX_MAX = 50_000;

/**
 * Puts what Madobe says into LINE's message objects: text as text, cards as Flex bubbles with tappable numbers and
 * links, several together as a carousel, choices as quick replies on the last message. The same content always gives the same messages, since LINE
 * demands that a retried request has the same body. Lengths were proved by the flow checker.
 */
export function renderMessages(content: Pick<OutboxContent, 'messages' | 'choices'>): LineMessage[] {
  return content.messages.map((message, position) => {
    const rendered = renderMessage(message);
    const isLast = position === content.messages.length - 1;
    return isLast && content.choices.length > 0
      ? { ...rendered, quickReply: { items: content.choices.map(renderChoice) } }
      : rendered;
  });
}

function renderMessage(message: Message): LineMessage {
  switch (message.kind) {
    case 'text':
      return { type: 'text', text: message.text };
    case 'card':
      return {
        type: 'flex',
        altText: cut(textOf(message), ALT_TEXT_MAX),
        contents: renderBubble(message),
      };
    case 'cards':
      return renderCards(message.cards);
  }
}

/**
 * Cards beside one another. What is more than LINE takes is left out, for otherwise it would refuse all of it; the flow
 * checker proves that flows never come to that.
 */
function renderCards(cards: readonly CardMessage[]): LineMessage {
  const shown = cards.slice(0, cardsAtMost);
  const contents = { type: 'carousel' as const, contents: shown.map(renderBubble) };
  while (contents.contents.length > 1 && Buffer.byteLength(JSON.stringify(contents)) > FLEX_MAX) {
    contents.contents.pop();
  }
  return { type: 'flex', altText: cut(shown.map(textOf).join('\n\n'), ALT_TEXT_MAX), contents };
}

function renderBubble(card: CardMessage): messagingApi.FlexBubble {
  return {
    type: 'bubble',
    body: {
      type: 'box',
      layout: 'vertical',
      spacing: 'md',
      contents: [
        { type: 'text', text: card.title, weight: 'bold', size: 'lg', wrap: true },
        // LINE takes no empty text.
        ...(card.body === '' ? [] : [{ type: 'text' as const, text: card.body, size: 'md', wrap: true }]),
      ],
    },
    ...(card.buttons.length > 0
      ? {
          footer: {
            type: 'box',
            layout: 'vertical',
            spacing: 'sm',
            contents: card.buttons.map((button) => ({
              type: 'button' as const,
              style: button.kind === 'phone' ? ('primary' as const) : ('link' as const),
              color: button.kind === 'phone' ? '#2F6B5B' : '#2F5D8A',
              action: { type: 'uri' as const, label: button.label, uri: uriOf(button) },
            })),
          },
        }
      : {}),
  };
}

/** What is read aloud, shown in the list of talks, and shown where Flex is not supported: all of the card. */
function textOf(card: CardMessage): string {
  const lines = [
    card.title,
    card.body,
    ...card.buttons.map((button) =>
      button.kind === 'phone' ? `${button.label} ${button.number}` : `${button.label} ${button.url}`,
    ),
  ];
  return lines.filter((line) => line !== '').join('\n');
}

function uriOf(button: CardButton): string {
  if (button.kind === 'link') return button.url;
  // A bare # would begin the URI's fragment, and #7119 would dial nothing (RFC 3966, section 3).
  return `tel:${button.number.replace(/[^\d+#*]/g, '').replaceAll('#', '%23')}`;
}

function renderChoice(choice: Choice): messagingApi.QuickReplyItem {
  return {
    type: 'action',
    action: { type: 'postback', label: choice.label, data: choice.data, displayText: choice.label },
  };
}

/** Cuts to a number of UTF-16 units without cutting a character in two. */
function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  let kept = '';
  for (const character of text) {
    if (kept.length + character.length > max - 1) break;
    kept += character;
  }
  return `${kept}…`;
}
