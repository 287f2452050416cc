import type { CardButton, CardMessage } from '../../../../flow/message';
import { phoneHref } from '../model/link-parts';
import { useApp } from './app-context';
import { LinkIcon, PhoneIcon } from './icons';
import { sayPlain, Text, TextWithLinks } from './text';

/** A titled block with what can be called or opened. */
export function Card({ card }: { readonly card: CardMessage }) {
  return (
    <section class="card">
      <h2 class="card-title">
        <Text>{card.title}</Text>
      </h2>
      {card.body !== '' && (
        <p class="card-body">
          <TextWithLinks>{card.body}</TextWithLinks>
        </p>
      )}
      {card.buttons.length > 0 && (
        <div class="card-buttons">
          {card.buttons.map((button, index) => (
            <CardAction key={index} button={button} />
          ))}
        </div>
      )}
    </section>
  );
}

function CardAction({ button }: { readonly button: CardButton }) {
  const { words } = useApp();
  const isPhone = button.kind === 'phone';
  return (
    <a
      class={isPhone ? 'button is-phone' : 'button is-link'}
      href={isPhone ? phoneHref(button.number) : button.url}
      aria-label={sayPlain(words.value, isPhone ? 'chat.call' : 'chat.opens-new', { label: button.label })}
      {...(isPhone ? {} : { target: '_blank', rel: 'noopener noreferrer' })}
    >
      {isPhone ? <PhoneIcon /> : <LinkIcon />}
      <span>
        <Text>{button.label}</Text>
      </span>
    </a>
  );
}
