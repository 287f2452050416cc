import type { ServerEventName, ServerEvents } from '../../api';
import type { OpenStream } from '../model/conversation';

/** Opens the live stream with the browser's own `EventSource`, which connects anew by itself and says where it was. */
export const openStream: OpenStream = (after, handlers) => {
  const source = new EventSource(`/api/events?after=${after}`);
  source.onopen = () => handlers.opened();
  source.onerror = () => handlers.lost(source.readyState === EventSource.CLOSED);
  const on = <Name extends ServerEventName>(name: Name, take: (event: ServerEvents[Name]) => void) => {
    source.addEventListener(name, ({ data }) => take(JSON.parse(data) as ServerEvents[Name]));
  };
  on('entry', handlers.entry);
  on('waiting', handlers.waiting);
  on('typing', handlers.typing);
  on('gone', handlers.gone);
  on('cleared', handlers.cleared);
  on('ended', handlers.ended);
  return () => source.close();
};
