import type { Request, Response } from 'express';
import { TokenCookie } from '../http';
import { knownBrowserPattern } from '../staff';

/** Half a year: whoever comes back from a long leave signs in like anybody else. Seconds. */
const KEPT_S = 180 * 24 * 60 * 60;

/** That somebody has signed in with this browser before. It opens nothing. */
export class KnownBrowserCookie {
  private readonly cookie: TokenCookie;

  /** @param baseUrl the public address, or null: then the request itself tells whether it came by https */
  constructor(baseUrl: string | null) {
    this.cookie = new TokenCookie('madobe_desk_known', baseUrl, knownBrowserPattern);
  }

  read(request: Request): string | null {
    return this.cookie.read(request);
  }

  give(request: Request, response: Response, token: string): void {
    this.cookie.give(request, response, token, { sameSite: 'strict', maxAge: KEPT_S });
  }
}
