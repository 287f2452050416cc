import { useEffect, useRef, useState } from 'preact/hooks';
import type { AnswerPlace, Letter, LetterDraft } from '../../api';
import { limits } from '../../limits';
import { sayCalendarDate } from '../model/dates';
import { type DraftState, LetterDesk } from '../model/letter-desk';
import { useApp } from './app-context';
import { LetterIcon } from './icons';
import { Options } from './menu';
import { ProblemNotice } from './notice';
import { Opening } from './opening';
import { Say } from './text';
import { useLoaded } from './use-loaded';
import { useRequest } from './use-request';

/** From here on the page counts what is left. Characters. */
const countFrom = 1000;

const answerPlaces = ['room', 'line'] as const satisfies readonly AnswerPlace[];

/** Writing a letter, and the receipt once it is sent. */
export function LetterNewPage() {
  const { api, keep, timers, state } = useApp();
  const [draftState, setDraftState] = useState<DraftState>('nothing');
  const [sent, setSent] = useState<Letter | null>(null);
  const desk = useRef<LetterDesk | null>(null);
  desk.current ??= new LetterDesk({
    api,
    keep,
    timers,
    newId: () => crypto.randomUUID(),
    changed: setDraftState,
  });
  const loaded = useLoaded(state.value.phase === 'ready', () => requireDesk(desk.current).open());
  useEffect(() => () => desk.current?.close(), []);

  if (sent !== null) return <Receipt letter={sent} />;
  return (
    <div class="page">
      <h1 tabIndex={-1}>
        <Say words="letter-new.title" />
      </h1>
      {loaded.kind === 'loading' && <Opening />}
      {loaded.kind === 'failed' && <ProblemNotice code={loaded.code} onWay={loaded.again} />}
      {loaded.kind === 'here' && (
        <LetterForm
          desk={requireDesk(desk.current)}
          draft={loaded.value}
          draftState={draftState}
          onSent={setSent}
        />
      )}
    </div>
  );
}

function requireDesk(desk: LetterDesk | null): LetterDesk {
  if (desk === null) throw new Error('The desk is made before the page.');
  return desk;
}

function LetterForm(props: {
  readonly desk: LetterDesk;
  readonly draft: LetterDraft;
  readonly draftState: DraftState;
  readonly onSent: (letter: Letter) => void;
}) {
  const { state } = useApp();
  const { desk } = props;
  const [body, setBody] = useState(props.draft.body);
  const [about, setAbout] = useState(props.draft.about);
  const [answerIn, setAnswerIn] = useState<AnswerPlace>(props.draft.answerIn);
  const request = useRequest();
  const send = () => request.run(async () => props.onSent(await desk.send()));
  const left = limits.letterBody - body.length;
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <label class="field">
        <span class="field-name">
          <Say words="letter-new.about" />
        </span>
        <span id="letter-about-note" class="field-about">
          <Say words="letter-new.about-note" />
        </span>
        <input
          type="text"
          autoComplete="off"
          maxLength={limits.letterAbout}
          aria-describedby="letter-about-note"
          value={about}
          onInput={(event) => {
            setAbout(event.currentTarget.value);
            desk.write({ about: event.currentTarget.value });
          }}
        />
      </label>
      <label class="field">
        <span class="field-name">
          <Say words="letter-new.body" />
        </span>
        <span id="letter-body-note" class="field-about">
          <Say words="letter-new.body-note" /> <Say words="letter-new.terms" />
        </span>
        <textarea
          class="letter-body"
          rows={10}
          required
          maxLength={limits.letterBody}
          aria-describedby="letter-body-note"
          value={body}
          onInput={(event) => {
            setBody(event.currentTarget.value);
            desk.write({ body: event.currentTarget.value });
          }}
        />
      </label>
      <p class="draft-state" role="status">
        {left < countFrom ? (
          <Say words="letter-new.left" values={{ count: left }} />
        ) : (
          (props.draftState === 'kept' || props.draftState === 'kept-here') && (
            <Say words={`letter-new.${props.draftState}`} />
          )
        )}
      </p>
      {state.value.session?.line === true && (
        <>
          <Options
            name="letter-new.answer-in"
            options={answerPlaces}
            chosen={answerIn}
            label={(place) => (place === 'room' ? 'letter-new.here' : 'letter-new.line')}
            onChoose={(place) => {
              setAnswerIn(place);
              desk.write({ answerIn: place });
            }}
          />
          {answerIn === 'line' && (
            <p class="soft">
              <Say words="letter-new.line-note" />
            </p>
          )}
        </>
      )}
      <p class="soft">
        <Say words="letter-new.due-note" />
      </p>
      {request.problem !== null && <ProblemNotice code={request.problem} onWay={() => void send()} />}
      <div class="ways">
        <button type="submit" class="button" disabled={request.isBusy || body.trim() === ''}>
          <Say words={request.isBusy ? 'letter-new.sending' : 'letter-new.send'} />
        </button>
      </div>
    </form>
  );
}

function Receipt({ letter }: { readonly letter: Letter }) {
  const { words, go } = useApp();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div class="page is-centred">
      <div class="receipt-icon">
        <LetterIcon />
      </div>
      <h1 ref={heading} tabIndex={-1}>
        <Say words="letter.received" />
      </h1>
      <p>
        <Say
          words="letter.received-text"
          values={{ date: sayCalendarDate(words.value, letter.dueOn, Date.now()) }}
        />
      </p>
      <p class="soft">
        <Say words={letter.answerIn === 'line' ? 'letter.in-line' : 'letter.in-room'} />
      </p>
      <div class="ways">
        <button type="button" class="button" onClick={() => go({ page: 'chat' })}>
          <Say words="header.home" />
        </button>
        <button type="button" class="button is-quiet" onClick={() => go({ page: 'letters' })}>
          <Say words="letters.back" />
        </button>
      </div>
    </div>
  );
}
