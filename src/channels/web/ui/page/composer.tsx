import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { limits } from '../../limits';
import { isSending } from '../model/composer-keys';
import { useApp } from './app-context';
import { SendIcon } from './icons';
import { Say, sayPlain } from './text';

/** From here on the page counts what is left. Characters. */
const countFrom = 300;

/** Where one writes. */
export function Composer() {
  const { state, words, draft, conversation, keep, go } = useApp();
  const field = useRef<HTMLTextAreaElement>(null);
  const text = draft.value;
  const left = limits.messageText - text.length;
  const isOver = left < 0;
  const isLost = useIsLost(state.value.isLive);

  useLayoutEffect(() => {
    const element = field.current;
    if (element === null) return;
    element.style.height = 'auto';
    element.style.height = `${element.scrollHeight}px`;
  }, [text]);

  const send = () => {
    if (text.trim() === '' || isOver) return;
    draft.value = '';
    conversation.say(text);
    field.current?.focus();
  };
  const makeLetter = () => {
    keep.set('letter-from-chat', text);
    draft.value = '';
    go({ page: 'letter-new' });
  };

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div role="status">
        {isLost && (
          <p class="line-state">
            <Say words="connection.lost" />
          </p>
        )}
      </div>
      <div class="composer-row">
        <label class="heard-only" for="write">
          {sayPlain(words.value, 'composer.label')}
        </label>
        <textarea
          ref={field}
          id="write"
          rows={1}
          value={text}
          placeholder={sayPlain(words.value, 'composer.placeholder')}
          aria-describedby="write-about"
          aria-invalid={isOver}
          onInput={(event) => {
            draft.value = event.currentTarget.value;
          }}
          onKeyDown={(event) => {
            if (!isSending(event)) return;
            event.preventDefault();
            send();
          }}
        />
        <button type="submit" class="send" disabled={text.trim() === '' || isOver}>
          <SendIcon />
          <span>
            <Say words="composer.send" />
          </span>
        </button>
      </div>
      <div id="write-about" class="composer-about">
        {isOver ? (
          <>
            <p class="over-limit">
              <Say words="composer.too-long" values={{ limit: limits.messageText }} />
            </p>
            <button type="button" class="button is-small" onClick={makeLetter}>
              <Say words="composer.to-letter" />
            </button>
          </>
        ) : left < countFrom ? (
          <p>
            <Say words="composer.left" values={{ count: left }} />
          </p>
        ) : (
          <p class="when-keyboard">
            <Say words="composer.keys" values={{ key: /Mac|iP/.test(navigator.platform) ? '⌘' : 'Ctrl' }} />
          </p>
        )}
      </div>
    </form>
  );
}

/** Whether the line has been gone long enough to say so: a short break mends itself. */
function useIsLost(isLive: boolean): boolean {
  const { timers } = useApp();
  const [isLost, setLost] = useState(false);
  useEffect(() => {
    setLost(false);
    return isLive ? undefined : timers.after(3000, () => setLost(true));
  }, [isLive, timers]);
  return isLost;
}
