import type { Request, RequestHandler, Response } from 'express';
import type { Clock } from '../clock';
import { MadobeError } from '../errors';
import type { Role, StaffMember, StaffSessions, StaffVisit } from '../staff';
import type { Store } from '../store';
import type { StaffCookie } from './staff-cookie';

/** What a guard knows of the request behind an answer. */
export interface DeskVisit extends StaffVisit {
  readonly token: string;
}

/** Who stands behind each answer that is under way. */
const visits = new WeakMap<Response, DeskVisit>();

/**
 * Stands before every route of the desk. The role is looked up at each request, so a change of role, a disabled account
 * and an ended session are felt by the next one.
 */
export class Guard {
  constructor(
    private readonly parts: {
      readonly store: Store;
      readonly sessions: StaffSessions;
      readonly cookie: StaffCookie;
      readonly clock: Clock;
    },
  ) {}

  /**
   * Lets through somebody of the staff who is signed in and has one of these roles; {@link staffOf} then says who.
   * Refuses with `desk_signed_out` or `desk_not_allowed`.
   */
  allow(...roles: readonly Role[]): RequestHandler {
    return async (request, response, next) => {
      const visit = await this.find(request);
      if (visit?.stage !== 'full') throw new MadobeError('desk_signed_out');
      if (!roles.includes(visit.staff.role)) throw new MadobeError('desk_not_allowed');
      visits.set(response, visit);
      next();
    };
  }

  /** Lets through who is signed in, and who has given the right password and is at the second factor. */
  allowSigningIn(): RequestHandler {
    return async (request, response, next) => {
      const visit = await this.find(request);
      if (!visit) throw new MadobeError('desk_signed_out');
      visits.set(response, visit);
      next();
    };
  }

  /** The session behind a request, at whatever stage, or null. Counts as its use. */
  async find(request: Request): Promise<DeskVisit | null> {
    const token = this.parts.cookie.read(request);
    return token === null ? null : this.visitWith(token);
  }

  /**
   * Whether the session behind an answer that goes on and on (`GET events`) still stands, with the role it had. Counts
   * as use: a page that is open is in use, so that an alarm in a quiet night is heard. To be asked again at least every
   * quarter of an hour, and whenever the topic `staff` names {@link staffOf}'s id.
   */
  async stillAllows(response: Response): Promise<boolean> {
    const before = visitOf(response);
    const visit = await this.visitWith(before.token);
    return visit?.stage === 'full' && visit.staff.role === before.staff.role;
  }

  private async visitWith(token: string): Promise<DeskVisit | null> {
    const { store, sessions, clock } = this.parts;
    const visit = await store.write((tx) => sessions.find(tx, token, clock.now()));
    return visit && { ...visit, token };
  }
}

/** Who asks: behind a guard only. */
export function staffOf(response: Response): StaffMember {
  return visitOf(response).staff;
}

/** The session of who asks: behind a guard only. */
export function visitOf(response: Response): DeskVisit {
  const visit = visits.get(response);
  if (!visit) throw new Error('No guard stands before this route.');
  return visit;
}
