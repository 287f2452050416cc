import { useState } from 'preact/hooks';
import type { ResumeCode } from '../../api';
import { useApp } from './app-context';
import { ProblemNotice } from './notice';
import { Say, sayPlain } from './text';
import { useRequest } from './use-request';

/** Makes a number and words for going on with another device, and shows them once. */
export function DevicePage() {
  const { api, go, state } = useApp();
  const [code, setCode] = useState<ResumeCode | null>(null);
  const request = useRequest();
  const make = () => request.run(async () => setCode(await api.makeResumeCode()));
  return (
    <div class="page">
      <h1 tabIndex={-1} class="not-printed">
        <Say words="device.title" />
      </h1>
      <p class="not-printed">
        <Say words="device.text" />
      </p>
      {code === null ? (
        <div class="ways">
          <button
            type="button"
            class="button"
            disabled={request.isBusy || state.value.phase !== 'ready'}
            onClick={() => void make()}
          >
            <Say words="device.make" />
          </button>
          <button type="button" class="button is-quiet" onClick={() => go({ page: 'resume' })}>
            <Say words="device.enter" />
          </button>
        </div>
      ) : (
        <Code code={code} />
      )}
      {request.problem !== null && <ProblemNotice code={request.problem} onWay={() => void make()} />}
      <p class="soft not-printed">
        <Say words="device.lost-note" />
      </p>
    </div>
  );
}

function Code({ code }: { readonly code: ResumeCode }) {
  const { words, go } = useApp();
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    // What it is for is not said: a clipboard may be read by others.
    await navigator.clipboard.writeText(`${code.number}\n${code.words}`);
    setCopied(true);
  };
  return (
    <>
      <p class="strong-note not-printed" role="status">
        <Say words="device.once" />
      </p>
      <section class="memo" aria-label={sayPlain(words.value, 'device.title')}>
        <p class="printed-only">
          <Say words="device.memo" />
        </p>
        <dl>
          <div>
            <dt class="not-printed">
              <Say words="device.number" />
            </dt>
            <dd class="memo-number">{code.number}</dd>
          </div>
          <div>
            <dt class="not-printed">
              <Say words="device.words" />
            </dt>
            <dd class="memo-words">{code.words}</dd>
          </div>
        </dl>
      </section>
      <div class="ways not-printed">
        <button type="button" class="button is-quiet" onClick={() => void copy().catch(() => undefined)}>
          <Say words={isCopied ? 'device.copied' : 'device.copy'} />
        </button>
        <button type="button" class="button is-quiet" onClick={() => window.print()}>
          <Say words="device.print" />
        </button>
        <button type="button" class="button" onClick={() => go({ page: 'chat' })}>
          <Say words="device.done" />
        </button>
      </div>
      <p class="soft not-printed">
        <Say words="device.replaced" />
      </p>
    </>
  );
}
