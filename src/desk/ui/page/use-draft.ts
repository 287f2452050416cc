import { useEffect, useState } from 'react';
import { DraftKeeper } from '../model/draft-keeper';
import { asProblem } from '../model/problem';
import { browserTimers } from '../model/timers';

/** What is being written, kept on the server. @param keep has to stay the same while the text is about the same thing */
export function useDraft(
  kept: string,
  keep: (text: string) => Promise<void>,
): { readonly text: string; readonly write: (text: string) => void } {
  const [text, setText] = useState(kept);
  const [keeper] = useState(
    () =>
      new DraftKeeper(kept, {
        keep,
        timers: browserTimers,
        isPassing: (thrown) => asProblem(thrown).isPassing,
      }),
  );
  useEffect(() => {
    const flush = () => keeper.flush();
    addEventListener('pagehide', flush);
    return () => {
      removeEventListener('pagehide', flush);
      flush();
    };
  }, [keeper]);
  return {
    text,
    write(next) {
      setText(next);
      keeper.write(next);
    },
  };
}
