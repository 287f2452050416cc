import { useEffect, useRef } from 'preact/hooks';
import { useApp } from './app-context';
import { ChatPage } from './chat-page';
import { DevicePage } from './device-page';
import { Header } from './header';
import { KeptPage } from './kept-page';
import { LetterNewPage } from './letter-new-page';
import { LetterPage } from './letter-page';
import { LettersPage } from './letters-page';
import { OverPage } from './over-page';
import { RegisteredPage } from './registered-page';
import { ResumePage } from './resume-page';
import { RoomPage } from './room-page';
import { Say } from './text';
import { UnknownPage } from './unknown-page';

/** The whole page: its header and the part that the address names. */
export function App() {
  const { route, state, isEmbedded } = useApp();
  const { page } = route.value;
  const main = useRef<HTMLElement>(null);
  const isFirst = useRef(true);

  useEffect(() => {
    // Whoever goes to another part by keyboard or by ear begins at its heading.
    if (!isFirst.current) (main.current?.querySelector('h1') ?? main.current)?.focus();
    isFirst.current = false;
  }, [page]);

  return (
    <div class={`frame${isEmbedded ? ' is-embedded' : ''}`}>
      {page === 'chat' && state.value.phase === 'ready' && (
        <a class="skip" href="#write">
          <Say words="page.skip" />
        </a>
      )}
      <Header />
      <main ref={main} tabIndex={-1} class={page === 'chat' ? 'main is-chat' : 'main'}>
        <Part />
      </main>
    </div>
  );
}

function Part() {
  const { route, state } = useApp();
  const here = route.value;
  if (here.page === 'resume') return <ResumePage />;
  if (here.page === 'room') return <RoomPage token={here.token} />;
  if (here.page === 'unknown') return <UnknownPage />;
  if (state.value.phase === 'over') return <OverPage />;
  switch (here.page) {
    case 'chat':
      return <ChatPage />;
    case 'letters':
      return <LettersPage />;
    case 'letter-new':
      return <LetterNewPage />;
    case 'letter':
      return <LetterPage key={here.id} id={here.id} />;
    case 'registered':
      return <RegisteredPage />;
    case 'device':
      return <DevicePage />;
    case 'kept':
      return <KeptPage />;
  }
}
