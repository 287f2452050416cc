import { useState } from 'preact/hooks';
import type { AgeBand, AnswerPlace, Duration, Registered } from '../../api';
import { limits } from '../../limits';
import { useApp } from './app-context';
import { Options } from './menu';
import { ProblemNotice } from './notice';
import { Opening } from './opening';
import { Say, sayPlain } from './text';
import { useLoaded } from './use-loaded';
import { useRequest } from './use-request';

const ageBands = [
  'under-18',
  '18-29',
  '30-39',
  '40-49',
  '50-59',
  '60-over',
] as const satisfies readonly AgeBand[];
const durations = [
  'under-6-months',
  'under-1-year',
  '1-3-years',
  '3-10-years',
  '10-years-over',
] as const satisfies readonly Duration[];
const answerPlaces = ['room', 'line'] as const satisfies readonly AnswerPlace[];

/** What the person has told beside their letters, all of it optional. */
export function RegisteredPage() {
  const { api, state, go } = useApp();
  const loaded = useLoaded(state.value.phase === 'ready', () => api.registered());
  return (
    <div class="page">
      <h1 tabIndex={-1}>
        <Say words="registered.title" />
      </h1>
      <p>
        <Say words="registered.text" />
      </p>
      <p class="soft">
        <Say words="registered.terms" />
      </p>
      {loaded.kind === 'loading' && <Opening />}
      {loaded.kind === 'failed' && <ProblemNotice code={loaded.code} onWay={loaded.again} />}
      {loaded.kind === 'here' && <RegisteredForm items={loaded.value} />}
      <div class="ways">
        <button type="button" class="button is-quiet" onClick={() => go({ page: 'letters' })}>
          <Say words="letters.back" />
        </button>
      </div>
    </div>
  );
}

function RegisteredForm(props: { readonly items: Registered }) {
  const { api, state } = useApp();
  const [items, setItems] = useState(props.items);
  const [isSaved, setSaved] = useState(false);
  const request = useRequest();
  const change = (changed: Partial<Registered>) => {
    setSaved(false);
    setItems({ ...items, ...changed });
  };
  const save = () =>
    request.run(async () => {
      await api.register({
        ...items,
        nickname: toldOrNull(items.nickname),
        municipality: toldOrNull(items.municipality),
      });
      setSaved(true);
    });
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <label class="field">
        <span class="field-name">
          <Say words="registered.nickname" />
        </span>
        <span id="nickname-note" class="field-about">
          <Say words="registered.nickname-note" />
        </span>
        <input
          type="text"
          autoComplete="off"
          maxLength={limits.registeredItem}
          aria-describedby="nickname-note"
          value={items.nickname ?? ''}
          onInput={(event) => change({ nickname: event.currentTarget.value })}
        />
      </label>
      <label class="field">
        <span class="field-name">
          <Say words="registered.municipality" />
        </span>
        <input
          type="text"
          autoComplete="off"
          maxLength={limits.registeredItem}
          value={items.municipality ?? ''}
          onInput={(event) => change({ municipality: event.currentTarget.value })}
        />
      </label>
      <Select
        name="registered.age"
        options={ageBands}
        chosen={items.ageBand}
        label={(band) => `registered.ages.${band}`}
        onChoose={(ageBand) => change({ ageBand })}
      />
      <Select
        name="registered.duration"
        options={durations}
        chosen={items.duration}
        label={(duration) => `registered.durations.${duration}`}
        onChoose={(duration) => change({ duration })}
      />
      {state.value.session?.line === true && (
        <Options
          name="letter-new.answer-in"
          options={answerPlaces}
          chosen={items.answerIn}
          label={(place) => (place === 'room' ? 'letter-new.here' : 'letter-new.line')}
          onChoose={(answerIn) => change({ answerIn })}
        />
      )}
      {request.problem !== null && <ProblemNotice code={request.problem} onWay={() => void save()} />}
      <p class="draft-state" role="status">
        {isSaved && <Say words="registered.saved" />}
      </p>
      <div class="ways">
        <button type="submit" class="button" disabled={request.isBusy}>
          <Say words="registered.save" />
        </button>
      </div>
    </form>
  );
}

function Select<Option extends string>(props: {
  readonly name: string;
  readonly options: readonly Option[];
  readonly chosen: Option | null;
  readonly label: (option: Option) => string;
  readonly onChoose: (option: Option | null) => void;
}) {
  const { words } = useApp();
  return (
    <label class="field">
      <span class="field-name">
        <Say words={props.name} />
      </span>
      <select
        value={props.chosen ?? ''}
        onChange={(event) =>
          props.onChoose(props.options.find((option) => option === event.currentTarget.value) ?? null)
        }
      >
        <option value="">{sayPlain(words.value, 'registered.unsaid')}</option>
        {props.options.map((option) => (
          <option key={option} value={option}>
            {sayPlain(words.value, props.label(option))}
          </option>
        ))}
      </select>
    </label>
  );
}

function toldOrNull(written: string | null): string | null {
  return written === null || written.trim() === '' ? null : written.trim();
}
