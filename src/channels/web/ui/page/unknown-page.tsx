import { useApp } from './app-context';
import { Say } from './text';
import { WindowView } from './window-view';

/** An address without a page. */
export function UnknownPage() {
  const { goInstead } = useApp();
  return (
    <div class="page is-centred">
      <WindowView />
      <h1 tabIndex={-1}>
        <Say words="unknown.title" />
      </h1>
      <p>
        <Say words="unknown.text" />
      </p>
      <button type="button" class="button" onClick={() => goInstead({ page: 'chat' })}>
        <Say words="unknown.home" />
      </button>
    </div>
  );
}
