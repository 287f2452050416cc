import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import { MadobeError } from '../errors';
import { numberOf } from '../http';
import type { Role } from '../staff';
import { Malformed } from './malformed';

/** Longest field name that is told back: what was sent may be anything. */
const FIELD_MAX = 100;

export type DeskMethod = 'GET' | 'POST' | 'PUT' | 'DELETE';

/**
 * Who may call a route. `anyone`: without a session. `signing-in`: with one, even before the second factor. Else
 * whoever is signed in and has one of these roles.
 */
export type DeskAccess = 'anyone' | 'signing-in' | readonly Role[];

/** One request as a handler sees it: who asks says `staffOf(response)`. */
export interface DeskCall<Body> {
  readonly body: Body;
  readonly request: Request;
  readonly response: Response;
}

/** A route of the desk. All of them stand in one list, which a test walks with every role. */
export interface DeskRoute {
  readonly method: DeskMethod;
  /** Below `/api/desk`, such as `/talks/:id`. */
  readonly path: string;
  readonly roles: DeskAccess;
  /** What stands between the guard and the handler, such as a limit. */
  readonly before: readonly RequestHandler[];
  readonly handle: (request: Request, response: Response) => Promise<void>;
}

/**
 * A route: its body is read by the schema before its handler sees it, and refused with `desk_malformed` and the field's
 * name. A route without a body has the schema null; the handler gets null.
 */
export function route<Schema extends z.ZodType | null>(
  method: DeskMethod,
  path: string,
  roles: DeskAccess,
  schema: Schema,
  handler: (call: DeskCall<Schema extends z.ZodType ? z.output<Schema> : null>) => Promise<void> | void,
  before: readonly RequestHandler[] = [],
): DeskRoute {
  type Body = Schema extends z.ZodType ? z.output<Schema> : null;
  return {
    method,
    path,
    roles,
    before,
    handle: async (request, response) => {
      const body = (schema === null ? null : readBody(request, schema)) as Body;
      await handler({ body, request, response });
    },
  };
}

/** The `:id` of a path, or another part of it. Throws `not_found` for what no id of ours looks like. */
export function pathPart(request: Request, name = 'id'): string {
  const part = request.params[name];
  if (typeof part !== 'string' || !/^[\w-]{1,64}$/.test(part)) throw new MadobeError('not_found');
  return part;
}

/** A number of the query; null when it is not there. Throws `desk_malformed` with its name. */
export function queryNumber(request: Request, name: string): number | null {
  try {
    return numberOf(request.query[name]);
  } catch {
    throw new Malformed(name);
  }
}

function readBody<Schema extends z.ZodType>(request: Request, schema: Schema): z.output<Schema> {
  const { data, error } = schema.safeParse(request.body ?? {});
  if (error) throw new Malformed(fieldOf(error));
  return data;
}

function fieldOf({ issues: [issue] }: z.ZodError): string {
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  const path = [...(issue?.path ?? []), ...unknown].join('.');
  return path === '' ? 'body' : path.slice(0, FIELD_MAX);
}
