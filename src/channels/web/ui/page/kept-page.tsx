import { useState } from 'preact/hooks';
import { useApp } from './app-context';
import { ForgetDialog } from './forget-dialog';
import { MinePanels } from './mine-panels';
import { Say } from './text';

/** What is kept, where and for how long, and how to erase it. */
export function KeptPage() {
  const { conversation, words, go } = useApp();
  const [isForgetting, setForgetting] = useState(false);
  const eraseAll = () => {
    // The conversation asks once more before anything happens.
    conversation.choose('move/erase', words.value.say('kept.erase-all'));
    go({ page: 'chat' });
  };
  return (
    <div class="page">
      <h1 tabIndex={-1}>
        <Say words="kept.title" />
      </h1>
      <MinePanels />
      <section class="panel">
        <h2>
          <Say words="kept.server-title" />
        </h2>
        <p>
          <Say words="kept.server" />
        </p>
        <p>
          <Say words="kept.server-line" />
        </p>
      </section>
      <section class="panel">
        <h2>
          <Say words="kept.device-title" />
        </h2>
        <p>
          <Say words="kept.device" />
        </p>
      </section>
      <section class="panel">
        <h2>
          <Say words="kept.browser-title" />
        </h2>
        <p>
          <Say words="kept.browser" />
        </p>
      </section>
      <section class="panel">
        <h2>
          <Say words="kept.erase-title" />
        </h2>
        <p>
          <Say words="kept.erase" />
        </p>
        <div class="ways">
          <button type="button" class="button is-quiet" onClick={() => setForgetting(true)}>
            <Say words="kept.erase-device" />
          </button>
          <button type="button" class="button is-quiet" onClick={eraseAll}>
            <Say words="kept.erase-all" />
          </button>
        </div>
      </section>
      {isForgetting && <ForgetDialog onClose={() => setForgetting(false)} />}
    </div>
  );
}
