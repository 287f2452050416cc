import type { DeskEventName } from '../../api';
import type { DeskEvent, OpenStream } from '../model/live';

/** All of them: the compiler misses the one that is left out. */
const listened: Readonly<Record<DeskEventName, true>> = {
  queue: true,
  entry: true,
  gone: true,
  whisper: true,
  alarm: true,
  letters: true,
  record: true,
  settings: true,
  bookings: true,
  ended: true,
};
const names = Object.keys(listened) as readonly DeskEventName[];

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
