import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { type DeskEvent, Live } from '../model/live';
import { type TalkLog, withGone } from '../model/talk-log';
import { browserTimers } from '../model/timers';
import { openStream } from './open-stream';

/** Keeps what is shown up to date. @returns whether the line stands */
export function useLive(): boolean {
  const client = useQueryClient();
  const [isLive, setLive] = useState(true);
  useEffect(() => {
    const live = new Live({
      openStream,
      timers: browserTimers,
      changed: setLive,
      missed: () =>
        void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'enrolment' }),
      told: (event) => take(client, event),
    });
    const retry = () => live.retry();
    live.open();
    addEventListener('online', retry);
    return () => {
      removeEventListener('online', retry);
      live.stop();
    };
  }, [client]);
  return isLive;
}

function take(client: QueryClient, event: DeskEvent): void {
  // Fetching a talk's words counts as having read them: it waits until somebody looks.
  const refetchType = document.hidden ? 'none' : 'active';
  const renew = (...queryKey: readonly string[]) => void client.invalidateQueries({ queryKey });
  const renewSeen = (...queryKey: readonly string[]) =>
    void client.invalidateQueries({ queryKey, refetchType });
  switch (event.name) {
    case 'queue':
      renew('queue');
      // Without a name it is about somebody of whom nothing is left to name: what is open is looked for anew.
      renewSeen('talk', ...(event.data.talkId === null ? [] : [event.data.talkId]));
      break;
    case 'entry':
      renew('queue');
      renewSeen('log', event.data.talkId);
      break;
    case 'gone': {
      const { talkId, entry } = event.data;
      client.setQueryData<TalkLog>(['log', talkId], (known) => known && withGone(known, entry));
      renew('queue');
      renewSeen('log', talkId);
      renewSeen('talk', talkId);
      break;
    }
    case 'whisper':
      renewSeen('talk', event.data.talkId);
      break;
    case 'alarm':
      renew('queue');
      break;
    case 'letters':
      renew('queue');
      renew('letters');
      renew('letter');
      break;
    case 'record': {
      const { talkId, letterId } = event.data;
      // Without a name something may have been missed.
      if (talkId === null && letterId === null) renewSeen('record');
      if (talkId !== null) renewSeen('record', 'talk', talkId);
      if (letterId !== null) renewSeen('record', 'letter', letterId);
      break;
    }
    case 'settings':
      renew('settings');
      break;
    case 'bookings':
      renew('bookings');
      break;
    case 'ended':
      client.setQueryData(['me'], null);
      break;
  }
}
