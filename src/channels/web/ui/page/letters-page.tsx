import type { LetterSummary } from '../../api';
import { sayCalendarDate, sayMoment } from '../model/dates';
import { useApp } from './app-context';
import { ForwardIcon, LetterIcon } from './icons';
import { ProblemNotice } from './notice';
import { Opening } from './opening';
import { Say } from './text';
import { useLoaded } from './use-loaded';

/** The person's letters and what became of them. */
export function LettersPage() {
  const { api, state, go } = useApp();
  const loaded = useLoaded(state.value.phase === 'ready', async () => {
    const [list, kept] = await Promise.all([api.letters(), api.letterDraft()]);
    return { letters: list.letters, hasDraft: kept.draft !== null };
  });
  const hasDraft = loaded.kind === 'here' && loaded.value.hasDraft;
  return (
    <div class="page">
      <h1 tabIndex={-1}>
        <Say words="letters.title" />
      </h1>
      <p>
        <Say words="letters.lead" />
      </p>
      <div class="ways">
        <button type="button" class="button" onClick={() => go({ page: 'letter-new' })}>
          <Say words={hasDraft ? 'letters.go-on' : 'letters.new'} />
        </button>
        <button type="button" class="button is-quiet" onClick={() => go({ page: 'registered' })}>
          <Say words="letters.registered" />
        </button>
      </div>
      {loaded.kind === 'loading' && <Opening />}
      {loaded.kind === 'failed' && <ProblemNotice code={loaded.code} onWay={loaded.again} />}
      {loaded.kind === 'here' &&
        (loaded.value.letters.length === 0 ? (
          <div class="empty">
            <LetterIcon />
            <p>
              <Say words="letters.empty" />
            </p>
          </div>
        ) : (
          <ul class="letter-list">
            {loaded.value.letters.map((letter) => (
              <LetterItem key={letter.id} letter={letter} />
            ))}
          </ul>
        ))}
    </div>
  );
}

function LetterItem({ letter }: { readonly letter: LetterSummary }) {
  const { words, go } = useApp();
  const now = Date.now();
  const isNew = letter.answeredAt !== null && letter.readAt === null;
  return (
    <li>
      <button
        type="button"
        class={isNew ? 'letter-item is-new' : 'letter-item'}
        onClick={() => go({ page: 'letter', id: letter.id })}
      >
        <LetterIcon />
        <span class="letter-words">
          <span class="letter-about">
            {letter.about === null ? <Say words="letters.untitled" /> : letter.about}
          </span>
          <span class="letter-when">
            <Say words="letters.sent" values={{ date: sayMoment(words.value, letter.sentAt, now) }} />
          </span>
          <span class="letter-state">
            {letter.answeredAt === null ? (
              <Say words="letters.due" values={{ date: sayCalendarDate(words.value, letter.dueOn, now) }} />
            ) : (
              <Say words={isNew ? 'letters.answered' : 'letters.read'} />
            )}
          </span>
        </span>
        <ForwardIcon />
      </button>
    </li>
  );
}
