import { useApp } from './app-context';
import { ProblemNotice } from './notice';
import { Say } from './text';
import { useRequest } from './use-request';
import { WindowView } from './window-view';

/** Where a one-time link leads. Opening the page uses nothing up, since previews open it too; pressing does. */
export function RoomPage({ token }: { readonly token: string }) {
  const { api, conversation, goInstead } = useApp();
  const request = useRequest();
  const open = () =>
    request.run(async () => {
      const session = await api.openRoom({ token });
      await conversation.goOnAs(session);
      // The link is used up; its address goes from the history too.
      goInstead({ page: session.opens === 'letters' ? 'letters' : 'chat' });
    });
  const isUsedUp = request.problem === 'link_used_up';
  return (
    <div class="page is-centred">
      <WindowView />
      <h1 tabIndex={-1}>
        <Say words="room.title" />
      </h1>
      {!isUsedUp && (
        <p>
          <Say words="room.text" />
        </p>
      )}
      {request.problem !== null && (
        <ProblemNotice
          code={request.problem}
          onWay={() => (isUsedUp ? goInstead({ page: 'resume' }) : void open())}
        />
      )}
      <div class="ways">
        {!isUsedUp && (
          <button type="button" class="button" disabled={request.isBusy} onClick={() => void open()}>
            <Say words={request.isBusy ? 'room.opening' : 'room.open'} />
          </button>
        )}
        <button type="button" class="button is-quiet" onClick={() => goInstead({ page: 'chat' })}>
          <Say words={isUsedUp ? 'resume.new' : 'room.other'} />
        </button>
      </div>
    </div>
  );
}
