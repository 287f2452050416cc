import type { Request, Response } from 'express';
import { renderSVG } from 'uqr';
import { MadobeError } from '../errors';
import { byAddress, limitBy } from '../http';
import { type Brought, readLogin, readStaffName, roles, type SignedIn } from '../staff';
import {
  changePasswordSchema,
  codeSchema,
  type Enrolment,
  emptySchema,
  type Me,
  type Setup,
  type SignInNext,
  type StaffSessions,
  setPasswordSchema,
  setUpSchema,
  signInSchema,
} from './api';
import { type DeskRoute, pathPart, route } from './desk-route';
import { staffOf, visitOf } from './guard';
import { Malformed } from './malformed';
import type { StaffDoor } from './staff-door';

/** Tries from one address. The accounts themselves slow down, too; many of the staff may share one address. */
const TRIES = { limit: 100, windowMs: 15 * 60_000 };

const nextOf = { full: 'done', code: 'code', enrol: 'enrol' } as const;

/** Coming in, going out, and what is one's own: password, second factor, sessions. */
export function signInRoutes(door: StaffDoor): readonly DeskRoute[] {
  const { store, staff, audit, cookie, knownBrowser, clock } = door;
  const { accounts, sessions, signIn, passwords } = staff;
  const slowed = [limitBy(TRIES, byAddress, clock)];

  const broughtBy = (request: Request): Brought => ({
    session: cookie.read(request),
    known: knownBrowser.read(request),
  });
  const letIn = (request: Request, response: Response, { token, known }: SignedIn): void => {
    cookie.give(request, response, token);
    if (known !== null) knownBrowser.give(request, response, known);
  };

  return [
    route('GET', '/setup', 'anyone', null, async ({ response }) => {
      const open = await store.read((tx) => accounts.isEmpty(tx));
      response.json({ open } satisfies Setup);
    }),

    route(
      'POST',
      '/setup',
      'anyone',
      setUpSchema,
      async ({ body: { token, login, name, password }, response }) => {
        const first = { login: loginOf(login), name: nameOf(name), password };
        if (!(await passwords.setUp(token, first))) throw new MadobeError('desk_link_used_up');
        response.status(204).end();
      },
      slowed,
    ),

    route(
      'POST',
      '/sign-in',
      'anyone',
      signInSchema,
      async ({ body, request, response }) => {
        const signedIn = await signIn.withPassword(body, broughtBy(request));
        if (!signedIn) throw new MadobeError('desk_sign_in_refused');
        letIn(request, response, signedIn);
        response.json({ next: nextOf[signedIn.stage] } satisfies SignInNext);
      },
      slowed,
    ),

    route(
      'POST',
      '/sign-in/password',
      'anyone',
      setPasswordSchema,
      async ({ body: { token, password }, response }) => {
        if (!(await passwords.setByLink(token, password))) throw new MadobeError('desk_link_used_up');
        response.status(204).end();
      },
      slowed,
    ),

    route(
      'POST',
      '/sign-in/code',
      'signing-in',
      codeSchema,
      async ({ body: { code }, request, response }) => {
        const signedIn = await signIn.withCode(visitOf(response), code, broughtBy(request));
        if (!signedIn) throw new MadobeError('desk_code_refused');
        letIn(request, response, signedIn);
        response.json({ next: nextOf[signedIn.stage] } satisfies SignInNext);
      },
      slowed,
    ),

    route(
      'POST',
      '/sign-in/enrol',
      'signing-in',
      emptySchema,
      async ({ response }) => {
        const factor = await signIn.enrol(visitOf(response));
        response.json({ ...factor, qrSvg: renderSVG(factor.uri) } satisfies Enrolment);
      },
      slowed,
    ),

    route(
      'POST',
      '/sign-in/enrol/confirm',
      'signing-in',
      codeSchema,
      async ({ body: { code }, request, response }) => {
        const signedIn = await signIn.confirm(visitOf(response), code, broughtBy(request));
        if (!signedIn) throw new MadobeError('desk_code_refused');
        letIn(request, response, signedIn);
        response.status(204).end();
      },
      slowed,
    ),

    route('DELETE', '/session', 'anyone', null, async ({ request, response }) => {
      const token = cookie.read(request);
      if (token !== null) {
        await store.write(async (tx) => {
          const visit = await sessions.find(tx, token, clock.now());
          await sessions.end(tx, token);
          if (visit?.stage === 'full')
            await audit.note(tx, visit.staff.id, 'staff.sign-out', visit.staff.id, clock.now());
        });
      }
      cookie.takeBack(request, response);
      response.status(204).end();
    }),

    route('GET', '/me', roles, null, async ({ response }) => {
      const account = await store.read((tx) => accounts.find(tx, staffOf(response).id));
      if (!account) throw new MadobeError('desk_signed_out');
      const { id, login, name, role, hasSecondFactor } = account;
      response.json({ id, login, name, role, hasSecondFactor } satisfies Me);
    }),

    route('GET', '/sessions', roles, null, async ({ response }) => {
      const { staff: own, sessionId } = visitOf(response);
      const open = await store.read((tx) => sessions.list(tx, own.id, clock.now()));
      response.json({
        sessions: open.map(({ id, openedAt, usedAt }) => ({
          id,
          since: openedAt,
          lastUsed: usedAt,
          isThis: id === sessionId,
        })),
      } satisfies StaffSessions);
    }),

    route('DELETE', '/sessions/:id', roles, null, async ({ request, response }) => {
      const { id } = staffOf(response);
      const isEnded = await store.write(async (tx) => {
        const ended = await sessions.endOne(tx, id, pathPart(request));
        if (ended) await audit.note(tx, id, 'staff.session-end', id, clock.now());
        return ended;
      });
      if (!isEnded) throw new MadobeError('not_found');
      response.status(204).end();
    }),

    route(
      'POST',
      '/password',
      roles,
      changePasswordSchema,
      async ({ body: { current, next }, response }) => {
        const isChanged = await passwords.change(visitOf(response), current, next);
        if (!isChanged) throw new MadobeError('desk_sign_in_refused');
        response.status(204).end();
      },
      slowed,
    ),
  ];
}

/** A new account's sign-in name. Throws `desk_malformed`. */
export function loginOf(typed: string): string {
  const login = readLogin(typed);
  if (login === null) throw new Malformed('login');
  return login;
}

/** An account's name. Throws `desk_malformed`. */
export function nameOf(typed: string): string {
  const name = readStaffName(typed);
  if (name === null) throw new Malformed('name');
  return name;
}
