import type { Request, Response } from 'express';
import { TokenCookie } from '../../http';
import { SESSION_LIFE_MS } from '../../people';

/**
 * The session's token in the browser. There are two cookies: the page's own, and the one inside another site's frame,
 * which browsers keep apart.
 */
export class SessionCookie {
  private readonly own: TokenCookie;
  private readonly framed: TokenCookie;

  /** @param baseUrl the public address, or null: then the request itself tells whether it came by https */
  constructor(baseUrl: string | null) {
    this.own = new TokenCookie('madobe', baseUrl);
    this.framed = new TokenCookie('madobe-framed', baseUrl);
  }

  /** The tokens a request carries, likeliest first. */
  read(request: Request): readonly string[] {
    return [this.own.read(request), this.framed.read(request)].filter((token) => token !== null);
  }

  /** Gives the browser a token. Inside another site's frame it is kept for that site alone (partitioned). */
  give(request: Request, response: Response, token: string): void {
    const maxAge = SESSION_LIFE_MS / 1_000;
    if (isFramed(request))
      this.framed.give(request, response, token, { ...this.framedOptions(request), maxAge });
    else this.own.give(request, response, token, { sameSite: 'lax', maxAge });
  }

  /** Makes the browser forget. */
  takeBack(request: Request, response: Response): void {
    this.own.takeBack(request, response, { sameSite: 'lax' });
    this.framed.takeBack(request, response, this.framedOptions(request));
  }

  /** Without https no browser takes a cookie into a foreign frame: there the chat asks anew each time. */
  private framedOptions(request: Request) {
    return this.framed.isSecure(request)
      ? ({ sameSite: 'none', partitioned: true } as const)
      : ({ sameSite: 'lax' } as const);
  }
}

/** Whether the page that asks stands inside another site's frame. */
function isFramed(request: Request): boolean {
  return request.get('x-madobe') === 'embed';
}
