import { useState } from 'preact/hooks';
import { Problem, type ProblemCode } from '../model/api-client';
import { useApp } from './app-context';
import { Dialog } from './dialog';
import { ProblemNotice } from './notice';
import { Say } from './text';

/** Asks once before this device forgets. */
export function ForgetDialog({ onClose }: { readonly onClose: () => void }) {
  const app = useApp();
  const [problem, setProblem] = useState<ProblemCode | null>(null);
  const forget = async () => {
    setProblem(null);
    try {
      await app.forget();
      onClose();
      app.goInstead({ page: 'chat' });
    } catch (fault) {
      setProblem(fault instanceof Problem ? fault.code : 'internal');
    }
  };
  return (
    <Dialog class="ask" labelledBy="forget-title" onClose={onClose}>
      <h2 id="forget-title">
        <Say words="forget.title" />
      </h2>
      <p>
        <Say words="forget.text" />
      </p>
      <p class="soft">
        <Say words="forget.text-all" />
      </p>
      {problem !== null && <ProblemNotice code={problem} onWay={() => void forget()} />}
      <div class="ask-answers">
        <button type="button" class="button is-quiet" onClick={onClose}>
          <Say words="forget.no" />
        </button>
        <button type="button" class="button" onClick={() => void forget()}>
          <Say words="forget.yes" />
        </button>
      </div>
    </Dialog>
  );
}
