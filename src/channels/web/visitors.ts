import type { Request } from 'express';
import type { Clock } from '../../clock';
import { MadobeError } from '../../errors';
import type { KnownPerson, PersonDirectory, WebSessions } from '../../people';
import type { Store } from '../../store';
import type { SessionCookie } from './session-cookie';

/** Who a request is from, as far as we know. */
export interface Visitor {
  readonly token: string;
  readonly person: KnownPerson;
}

/** Finds the session behind a request. */
export class Visitors {
  constructor(
    private readonly parts: {
      readonly store: Store;
      readonly people: PersonDirectory;
      readonly sessions: WebSessions;
      readonly cookie: SessionCookie;
      readonly clock: Clock;
    },
  ) {}

  /** Null when the browser has no session, or one that is over. */
  async find(request: Request): Promise<Visitor | null> {
    const { store, people, sessions, cookie, clock } = this.parts;
    const tokens = cookie.read(request);
    if (tokens.length === 0) return null;
    return store.write(async (tx) => {
      for (const token of tokens) {
        const found = await sessions.find(tx, token, clock.now());
        const person = found && (await people.open(tx, found.personId));
        if (person) return { token, person };
      }
      return null;
    });
  }

  /** Throws `session_missing` when there is none. */
  async of(request: Request): Promise<Visitor> {
    const visitor = await this.find(request);
    if (!visitor) throw new MadobeError('session_missing');
    return visitor;
  }
}
