import { useState } from 'preact/hooks';
import type { Mine } from '../../api';
import { sayCalendarDate, sayMoment } from '../model/dates';
import { useApp } from './app-context';
import { Dialog } from './dialog';
import { ProblemNotice } from './notice';
import { Opening } from './opening';
import { Say, Text } from './text';
import { useLoaded } from './use-loaded';
import { useRequest } from './use-request';

/** わたしの情報: what is kept right now, what was agreed to, and how to take all of it. */
export function MinePanels() {
  const { api, state } = useApp();
  const [asked, setAsked] = useState(0);
  if (state.value.phase !== 'ready') return null;
  return <Panels key={asked} load={() => api.mine()} onChanged={() => setAsked(asked + 1)} />;
}

function Panels(props: { readonly load: () => Promise<Mine>; readonly onChanged: () => void }) {
  const loaded = useLoaded(true, props.load);
  if (loaded.kind === 'loading') return <Opening />;
  if (loaded.kind === 'failed') return <ProblemNotice code={loaded.code} onWay={loaded.again} />;
  return (
    <>
      <Now mine={loaded.value} />
      <Agreed mine={loaded.value} onChanged={props.onChanged} />
      <Take />
    </>
  );
}

function Now({ mine }: { readonly mine: Mine }) {
  const { words } = useApp();
  const now = Date.now();
  return (
    <section class="panel">
      <h2>
        <Say words="kept.now-title" />
      </h2>
      <ul>
        {mine.remembered.map(({ name, value, why }) => (
          <li key={name}>
            <Say words="kept.fact" values={{ name, value }} />
            {why !== '' && (
              <div class="field-about">
                <Text>{why}</Text>
              </div>
            )}
          </li>
        ))}
        {mine.messages > 0 && <Line words="kept.messages" count={mine.messages} />}
        {mine.letters.sent > 0 && <Line words="kept.letters" count={mine.letters.sent} />}
        {mine.letters.isDraftThere && <Line words="kept.draft" />}
        {mine.registered.map(({ name, value }) => (
          <li key={`registered ${name}`}>
            <Say words="kept.fact" values={{ name, value }} />
          </li>
        ))}
        {mine.sessions > 0 && <Line words="kept.sessions" count={mine.sessions} />}
        {mine.hasResumeCode && <Line words="kept.resume-code" />}
        <Line words={mine.notices ? 'kept.notices-on' : 'kept.notices-off'} />
      </ul>
      <p>
        <Say words="kept.since" values={{ date: sayMoment(words.value, mine.since, now) }} />
      </p>
      <p>
        <Say words="kept.until" values={{ date: sayCalendarDate(words.value, mine.until, now) }} />
      </p>
    </section>
  );
}

function Line(props: { readonly words: string; readonly count?: number }) {
  return (
    <li>
      <Say words={props.words} {...(props.count !== undefined && { values: { count: props.count } })} />
    </li>
  );
}

function Agreed(props: { readonly mine: Mine; readonly onChanged: () => void }) {
  const { words } = useApp();
  const [chosen, setChosen] = useState<Mine['changes'][number] | null>(null);
  const { consents, changes } = props.mine;
  return (
    <section class="panel">
      <h2>
        <Say words="kept.agreed-title" />
      </h2>
      {consents.length === 0 && (
        <p>
          <Say words="kept.agreed-none" />
        </p>
      )}
      {consents.map(({ name, words: agreed, givenAt }) => (
        <div key={name}>
          <h3>
            <Say words="kept.agreed" values={{ name, date: sayMoment(words.value, givenAt, Date.now()) }} />
          </h3>
          <p>
            <Text>{agreed}</Text>
          </p>
        </div>
      ))}
      <div class="ways">
        {changes.map((change) => (
          <button key={change.change} type="button" class="button is-quiet" onClick={() => setChosen(change)}>
            <Text>{change.label}</Text>
          </button>
        ))}
      </div>
      {chosen !== null && (
        <ChangeDialog change={chosen} onClose={() => setChosen(null)} onChanged={props.onChanged} />
      )}
    </section>
  );
}

/** Asks once, with what will happen. */
function ChangeDialog(props: {
  readonly change: Mine['changes'][number];
  readonly onClose: () => void;
  readonly onChanged: () => void;
}) {
  const { api } = useApp();
  const request = useRequest();
  const make = () =>
    request.run(async () => {
      await api.changeMine({ change: props.change.change });
      props.onClose();
      props.onChanged();
    });
  return (
    <Dialog class="ask" labelledBy="change-title" onClose={props.onClose}>
      <h2 id="change-title">
        <Text>{props.change.label}</Text>
      </h2>
      <p>
        <Text>{props.change.effect}</Text>
      </p>
      <p>
        <Say words="kept.change-sure" />
      </p>
      {request.problem !== null && <ProblemNotice code={request.problem} onWay={() => void make()} />}
      <div class="ask-answers">
        <button type="button" class="button is-quiet" onClick={props.onClose}>
          <Say words="kept.change-no" />
        </button>
        <button type="button" class="button" disabled={request.isBusy} onClick={() => void make()}>
          <Say words="kept.change-yes" />
        </button>
      </div>
    </Dialog>
  );
}

function Take() {
  return (
    <section class="panel">
      <h2>
        <Say words="kept.take-title" />
      </h2>
      <p>
        <Say words="kept.take" />
      </p>
      <div class="ways">
        <a class="button is-quiet" href="/api/mine/page" download="madobe.html">
          <Say words="kept.take-page" />
        </a>
        <a class="button is-quiet" href="/api/mine/data" download="madobe.json">
          <Say words="kept.take-data" />
        </a>
      </div>
    </section>
  );
}
