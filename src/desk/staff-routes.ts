import type { Request, Response } from 'express';
import { MadobeError } from '../errors';
import { mayManage, type NewStaffLink, type Role, type StaffAccount } from '../staff';
import type { Tx } from '../store';
import { addStaffSchema, changeStaffSchema, emptySchema, type StaffLink, type StaffList } from './api';
import { type DeskRoute, pathPart, route } from './desk-route';
import { staffOf } from './guard';
import { loginOf, nameOf } from './sign-in-routes';
import type { StaffDoor } from './staff-door';

/** Who looks after accounts; whose, says `mayManage`. */
const managers: readonly Role[] = ['supervisor', 'administrator'];

/** Accounts of the staff. What somebody may not manage is refused with `desk_not_allowed`. */
export function staffRoutes(door: StaffDoor): readonly DeskRoute[] {
  const { store, audit, clock } = door;
  const { accounts, sessions } = door.staff;

  const linkAt = (request: Request, id: string, { token, expiresAt }: NewStaffLink): StaffLink => {
    const origin = door.baseUrl ?? `${request.protocol}://${request.get('host')}`;
    return { id, link: new URL(`/desk/password/${token}`, origin).href, expiresAt };
  };
  /** The account that a path names, if whoever asks may manage it. */
  const managed = async (tx: Tx, request: Request, response: Response): Promise<StaffAccount> => {
    const account = await accounts.find(tx, pathPart(request));
    if (!account) throw new MadobeError('not_found');
    if (!mayManage(staffOf(response).role, account.role)) throw new MadobeError('desk_not_allowed');
    return account;
  };
  /** The same, of somebody else: what protects one's own account is changed with its password alone. */
  const managedOther = async (tx: Tx, request: Request, response: Response): Promise<StaffAccount> => {
    if (pathPart(request) === staffOf(response).id) throw new MadobeError('desk_not_allowed');
    return managed(tx, request, response);
  };

  return [
    route('GET', '/staff', managers, null, async ({ response }) => {
      const all = await store.read((tx) => accounts.list(tx));
      response.json({
        staff: all.map(({ id, login, name, role, active, hasSecondFactor, lastSeen }) => ({
          id,
          login,
          name,
          role,
          active,
          hasSecondFactor,
          lastSeen,
        })),
      } satisfies StaffList);
    }),

    route('POST', '/staff', managers, addStaffSchema, async ({ body, request, response }) => {
      const actor = staffOf(response);
      const staff = { login: loginOf(body.login), name: nameOf(body.name), role: body.role };
      if (!mayManage(actor.role, staff.role)) throw new MadobeError('desk_not_allowed');
      const added = await store.write((tx) => accounts.add(tx, actor.id, staff, clock.now()));
      response.status(201).json(linkAt(request, added.id, added));
    }),

    route('PUT', '/staff/:id', managers, changeStaffSchema, async ({ body, request, response }) => {
      const actor = staffOf(response);
      const change = { ...body, name: nameOf(body.name) };
      if (!mayManage(actor.role, change.role)) throw new MadobeError('desk_not_allowed');
      await store.write(async (tx) => {
        const { id } = await managed(tx, request, response);
        await accounts.change(tx, actor.id, id, change, clock.now());
      });
      response.status(204).end();
    }),

    route('POST', '/staff/:id/link', managers, emptySchema, async ({ request, response }) => {
      const actor = staffOf(response);
      const made = await store.write(async (tx) => {
        const { id, active } = await managedOther(tx, request, response);
        if (!active) throw new MadobeError('desk_not_allowed');
        return { id, ...(await accounts.link(tx, actor.id, id, clock.now())) };
      });
      response.status(201).json(linkAt(request, made.id, made));
    }),

    route('POST', '/staff/:id/sign-out', managers, emptySchema, async ({ request, response }) => {
      await store.write(async (tx) => {
        const { id } = await managed(tx, request, response);
        await sessions.endAllOf(tx, id);
        await audit.note(tx, staffOf(response).id, 'staff.sign-out-everywhere', id, clock.now());
      });
      response.status(204).end();
    }),

    route('DELETE', '/staff/:id/second-factor', managers, null, async ({ request, response }) => {
      await store.write(async (tx) => {
        const { id } = await managedOther(tx, request, response);
        await accounts.removeSecondFactor(tx, staffOf(response).id, id, clock.now());
      });
      response.status(204).end();
    }),
  ];
}
