import type { Letter } from '../../api';
import { sayCalendarDate, sayMoment } from '../model/dates';
import { useApp } from './app-context';
import { ProblemNotice } from './notice';
import { Opening } from './opening';
import { Say, TextWithLinks } from './text';
import { useLoaded } from './use-loaded';

/** One letter, and its answer. */
export function LetterPage({ id }: { readonly id: string }) {
  const { api, state, go } = useApp();
  const loaded = useLoaded(state.value.phase === 'ready', () => api.letter(id));
  return (
    <div class="page">
      {loaded.kind === 'loading' && <Opening />}
      {loaded.kind === 'failed' && (
        <ProblemNotice
          code={loaded.code}
          onWay={loaded.code === 'not_found' ? () => go({ page: 'chat' }) : loaded.again}
        />
      )}
      {loaded.kind === 'here' && <LetterView letter={loaded.value} />}
      <div class="ways">
        <button type="button" class="button is-quiet" onClick={() => go({ page: 'letters' })}>
          <Say words="letters.back" />
        </button>
      </div>
    </div>
  );
}

function LetterView({ letter }: { readonly letter: Letter }) {
  const { words, go } = useApp();
  const now = Date.now();
  return (
    <>
      <h1 tabIndex={-1}>{letter.about ?? <Say words="letters.untitled" />}</h1>
      {letter.answer === null ? (
        <p class="strong-note">
          <Say words="letter.waiting" values={{ date: sayCalendarDate(words.value, letter.dueOn, now) }} />
        </p>
      ) : (
        <article class="paper is-answer">
          <h2>
            <Say words="letter.answer" />
          </h2>
          <p class="paper-body">
            <TextWithLinks>{letter.answer.body}</TextWithLinks>
          </p>
          <p class="paper-foot">
            {sayMoment(words.value, letter.answer.at, now)} <Say words="letter.from" />
          </p>
        </article>
      )}
      <article class="paper">
        <h2>
          <Say words="letter.yours" />
        </h2>
        <p class="paper-body">{letter.body}</p>
        <p class="paper-foot">
          <Say words="letters.sent" values={{ date: sayMoment(words.value, letter.sentAt, now) }} />
        </p>
      </article>
      {letter.answer !== null && (
        <div class="ways">
          <button type="button" class="button" onClick={() => go({ page: 'letter-new' })}>
            <Say words="letter.again" />
          </button>
        </div>
      )}
    </>
  );
}
