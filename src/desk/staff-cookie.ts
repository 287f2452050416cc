import type { Request, Response } from 'express';
import { TokenCookie } from '../http';

/** The session's token in the browser of somebody of the staff. No other site's page ever sends it along. */
export class StaffCookie {
  private readonly cookie: TokenCookie;

  /** @param baseUrl the public address, or null: then the request itself tells whether it came by https */
  constructor(baseUrl: string | null) {
    this.cookie = new TokenCookie('madobe_desk', baseUrl);
  }

  read(request: Request): string | null {
    return this.cookie.read(request);
  }

  /** Until the browser is closed; the server ends the session by its own rule. */
  give(request: Request, response: Response, token: string): void {
    this.cookie.give(request, response, token, { sameSite: 'strict' });
  }

  takeBack(request: Request, response: Response): void {
    this.cookie.takeBack(request, response, { sameSite: 'strict' });
  }
}
