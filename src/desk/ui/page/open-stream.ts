import type { DeskEventName } from '../../api';
import type { DeskEvent, OpenStream } from '../model/live';

const names: readonly DeskEventName[] = ['queue', 'entry', 'gone', 'whisper', 'alarm', 'letters', 'ended'];

/** Opens the live line with the browser's own `EventSource`. */
export const openStream: OpenStream = (handlers) => {
  const source = new EventSource('/api/desk/events');
  source.onopen = () => handlers.opened();
  source.onerror = () => handlers.lost(source.readyState === EventSource.CLOSED);
  for (const name of names) {
    source.addEventListener(name, ({ data }: MessageEvent<string>) =>
      handlers.told({ name, data: JSON.parse(data) } as DeskEvent),
    );
  }
  return () => source.close();
};
