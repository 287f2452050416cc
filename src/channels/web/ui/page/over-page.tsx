import { useApp } from './app-context';
import { Say } from './text';
import { WindowView } from './window-view';

/** The device has forgotten, or the session is over. */
export function OverPage() {
  const { conversation, state, words, goInstead, go } = useApp();
  const { erased } = state.value;
  const begin = () => {
    goInstead({ page: 'chat' });
    void conversation.open(words.value.language);
  };
  return (
    <div class="page is-centred">
      <WindowView />
      <h1 tabIndex={-1}>
        <Say words={erased === null ? 'over.title' : 'over.erased'} />
      </h1>
      {erased?.receipt && (
        <p class="strong-note">
          <Say words="over.receipt" values={{ number: erased.receipt.number, date: erased.receipt.on }} />
        </p>
      )}
      <p>
        <Say words="over.text" />
      </p>
      <div class="ways">
        <button type="button" class="button" onClick={begin}>
          <Say words="over.new" />
        </button>
        <button type="button" class="button is-quiet" onClick={() => go({ page: 'resume' })}>
          <Say words="over.resume" />
        </button>
      </div>
    </div>
  );
}
