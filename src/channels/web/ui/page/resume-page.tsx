import { useState } from 'preact/hooks';
import { limits } from '../../limits';
import { useApp } from './app-context';
import { ProblemNotice } from './notice';
import { Say } from './text';
import { useRequest } from './use-request';

/** Opens a conversation that was begun elsewhere. */
export function ResumePage() {
  const { api, conversation, state, goInstead } = useApp();
  const [number, setNumber] = useState('');
  const [secret, setSecret] = useState('');
  const request = useRequest();
  const open = () =>
    request.run(async () => {
      const session = await api.resume({ number, words: secret });
      await conversation.goOnAs(session);
      goInstead({ page: session.opens === 'letters' ? 'letters' : 'chat' });
    });
  return (
    <div class="page">
      <h1 tabIndex={-1}>
        <Say words="resume.title" />
      </h1>
      <p>
        <Say words="resume.text" />
      </p>
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          void open();
        }}
      >
        <label class="field">
          <span class="field-name">
            <Say words="resume.number" />
          </span>
          <input
            type="text"
            inputMode="numeric"
            autoComplete="off"
            required
            maxLength={limits.resumePart}
            value={number}
            onInput={(event) => setNumber(event.currentTarget.value)}
          />
        </label>
        <label class="field">
          <span class="field-name">
            <Say words="resume.words" />
          </span>
          <input
            type="text"
            autoComplete="off"
            autoCapitalize="none"
            spellcheck={false}
            required
            maxLength={limits.resumePart}
            aria-describedby="resume-words-about"
            value={secret}
            onInput={(event) => setSecret(event.currentTarget.value)}
          />
          <span id="resume-words-about" class="field-about">
            <Say words="resume.words-note" />
          </span>
        </label>
        {request.problem !== null && (
          <ProblemNotice
            code={request.problem}
            {...(request.problem === 'resume_refused' ? {} : { onWay: () => void open() })}
          />
        )}
        {state.value.phase === 'ready' && (
          <p class="soft">
            <Say words="resume.replaces" />
          </p>
        )}
        <div class="ways">
          <button type="submit" class="button" disabled={request.isBusy}>
            <Say words={request.isBusy ? 'resume.opening' : 'resume.open'} />
          </button>
          <button type="button" class="button is-quiet" onClick={() => goInstead({ page: 'chat' })}>
            <Say words={state.value.phase === 'ready' ? 'header.home' : 'resume.new'} />
          </button>
        </div>
      </form>
    </div>
  );
}
