import type { CardButton, CardMessage, Choice, Effect, Message, TurnResult } from '../flow';

/** A turn as plain text: messages, then the numbered choices, then in brackets what nobody would see. */
export function renderTurn({ messages, choices, effects, fault }: TurnResult): string {
  const unseen = [
    ...effects.map(renderEffect),
    ...(fault === undefined ? [] : [`(the flow is at fault: ${fault})`]),
  ];
  const blocks = [...messages.map(renderMessage), renderChoices(choices), unseen.join('\n')];
  const said = blocks.filter((block) => block !== '');
  return said.length === 0 ? '(nothing is said)' : said.join('\n\n');
}

function renderMessage(message: Message): string {
  switch (message.kind) {
    case 'text':
      return message.text;
    case 'card':
      return renderCard(message);
    case 'cards':
      return message.cards.map(renderCard).join('\n\n');
  }
}

function renderCard(card: CardMessage): string {
  return [`[ ${card.title} ]`, card.body, ...card.buttons.map(renderButton)]
    .filter((line) => line !== '')
    .join('\n');
}

function renderButton(button: CardButton): string {
  return `  → ${button.label}: ${button.kind === 'phone' ? button.number : button.url}`;
}

function renderChoices(choices: readonly Choice[]): string {
  return choices.map(({ label }, index) => `${String(index + 1).padStart(3)}. ${label}`).join('\n');
}

function renderEffect(effect: Effect): string {
  if (effect.kind === 'erase') return '(everything held about this person is erased)';
  if (effect.kind === 'erase-conversation') return '(what was said and remembered is erased)';
  return `(messages that nobody asked for: ${effect.allowed ? 'allowed' : 'off'})`;
}
