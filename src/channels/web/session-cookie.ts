import { parseCookie, stringifySetCookie } from 'cookie';
import type { Request, Response } from 'express';
import { SESSION_LIFE_MS } from '../../people';

/** Names the two cookies: the page's own, and the one inside another site's frame, which browsers keep apart. */
interface CookieNames {
  readonly own: string;
  readonly framed: string;
}

/** Browsers take a `__Host-` cookie only from this very host, over https, for the whole site. */
const secureNames: CookieNames = { own: '__Host-madobe', framed: '__Host-madobe-framed' };
const plainNames: CookieNames = { own: 'madobe', framed: 'madobe-framed' };

/** Session tokens are 32 bytes in base64url; nothing else is looked up. */
const tokenPattern = /^[A-Za-z0-9_-]{43}$/;

/** The session's token in the browser: httpOnly, so that no script ever sees it. */
export class SessionCookie {
  /** @param baseUrl the public address, or null: then the request itself tells whether it came by https */
  constructor(private readonly baseUrl: string | null) {}

  /** The tokens a request carries, likeliest first. */
  read(request: Request): readonly string[] {
    const cookies = parseCookie(request.headers.cookie ?? '');
    const { own, framed } = this.namesFor(request);
    return [cookies[own], cookies[framed]].filter(
      (token): token is string => token !== undefined && tokenPattern.test(token),
    );
  }

  /** Gives the browser a token. Inside another site's frame it is kept for that site alone (partitioned). */
  give(request: Request, response: Response, token: string): void {
    this.set(request, response, isFramed(request), token, SESSION_LIFE_MS / 1_000);
  }

  /** Makes the browser forget. */
  takeBack(request: Request, response: Response): void {
    for (const framed of [false, true]) this.set(request, response, framed, '', 0);
  }

  private set(request: Request, response: Response, framed: boolean, value: string, maxAge: number): void {
    const secure = this.isSecure(request);
    const names = this.namesFor(request);
    response.append(
      'set-cookie',
      stringifySetCookie({
        name: framed ? names.framed : names.own,
        value,
        maxAge,
        path: '/',
        httpOnly: true,
        // Without https no browser takes a cookie into a foreign frame: there the chat asks anew each time.
        ...(framed && secure ? { secure, sameSite: 'none', partitioned: true } : { secure, sameSite: 'lax' }),
      }),
    );
  }

  private namesFor(request: Request): CookieNames {
    return this.isSecure(request) ? secureNames : plainNames;
  }

  private isSecure(request: Request): boolean {
    return this.baseUrl === null ? request.secure : this.baseUrl.startsWith('https:');
  }
}

/** Whether the page that asks stands inside another site's frame. */
function isFramed(request: Request): boolean {
  return request.get('x-madobe') === 'embed';
}
