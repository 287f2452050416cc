import type { Role } from '../staff';
import { type DeskRoute, route } from './desk-route';
import type { DeskStreams } from './desk-streams';

/** Whoever is signed in hears when their session ends. */
const everybody: readonly Role[] = ['counsellor', 'supervisor', 'peer', 'administrator'];

/** What happens, as it happens. */
export function eventRoutes(streams: DeskStreams): readonly DeskRoute[] {
  return [
    route('GET', '/events', everybody, null, ({ request, response }) => {
      if (request.method === 'HEAD') {
        // Nothing would ever come, and nothing would ever end.
        response.type('text/event-stream').end();
        return;
      }
      streams.open(response);
    }),
  ];
}
