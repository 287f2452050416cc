import { useApp } from './app-context';
import { Composer } from './composer';
import { Log } from './log';
import { ProblemNotice, VoiceFallback } from './notice';
import { Opening } from './opening';
import { Say } from './text';
import { WindowView } from './window-view';

/** The conversation. */
export function ChatPage() {
  const { state, conversation, words } = useApp();
  const { phase, problem } = state.value;
  return (
    <>
      <h1 class="heard-only" tabIndex={-1}>
        <Say words="chat.title" />
      </h1>
      {phase === 'failed' ? (
        <div class="page is-centred">
          <WindowView />
          <ProblemNotice
            code={problem ?? 'internal'}
            onWay={() => void conversation.open(words.value.language)}
          />
          <VoiceFallback />
        </div>
      ) : phase === 'ready' ? (
        <>
          <Log />
          <Composer />
        </>
      ) : (
        <Opening />
      )}
    </>
  );
}
