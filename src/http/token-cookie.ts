import { parseCookie, type SetCookie, stringifySetCookie } from 'cookie';
import type { Request, Response } from 'express';

/** Session tokens are 32 bytes in base64url; nothing else is looked up. */
const tokenPattern = /^[A-Za-z0-9_-]{43}$/;

/**
 * A secret of ours in a browser, httpOnly, so that no script ever sees it. Over https its name begins with `__Host-`:
 * browsers take such a cookie only from this very host, over https, for the whole site.
 */
export class TokenCookie {
  /**
   * @param name its name without https
   * @param baseUrl the public address, or null: then the request itself tells whether it came by https
   * @param pattern what it looks like: nothing else is read
   */
  constructor(
    private readonly name: string,
    private readonly baseUrl: string | null,
    private readonly pattern: RegExp = tokenPattern,
  ) {}

  /** What the browser has, or null. */
  read(request: Request): string | null {
    const value = parseCookie(request.headers.cookie ?? '')[this.nameFor(request)];
    return value !== undefined && this.pattern.test(value) ? value : null;
  }

  /** @param maxAge in seconds; left out, the browser forgets it when it is closed */
  give(
    request: Request,
    response: Response,
    value: string,
    options: Pick<SetCookie, 'sameSite' | 'partitioned' | 'maxAge'>,
  ): void {
    response.append(
      'set-cookie',
      stringifySetCookie({
        name: this.nameFor(request),
        value,
        path: '/',
        httpOnly: true,
        secure: this.isSecure(request),
        ...options,
      }),
    );
  }

  /** Makes the browser forget. */
  takeBack(request: Request, response: Response, options: Pick<SetCookie, 'sameSite' | 'partitioned'>): void {
    this.give(request, response, '', { ...options, maxAge: 0 });
  }

  /** Whether this request came by https, as far as anybody says. */
  isSecure(request: Request): boolean {
    return this.baseUrl === null ? request.secure : this.baseUrl.startsWith('https:');
  }

  private nameFor(request: Request): string {
    return this.isSecure(request) ? `__Host-${this.name}` : this.name;
  }
}
