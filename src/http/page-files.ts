import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Request, Response } from 'express';
import { MadobeError } from '../errors';

/** Compressed forms that the build may have put beside a file, best first. */
const encodings = [
  { name: 'br', ending: '.br' },
  { name: 'gzip', ending: '.gz' },
] as const;

const SHELL = 'index.html';
/** Below this folder every name holds a hash of what is in the file. */
const HASHED = 'assets/';

/**
 * The built page's files. What is there is looked up once, so that no request can name anything else, and each is sent
 * in the best compressed form that the build made.
 */
export class PageFiles {
  private readonly files: ReadonlySet<string>;

  /** @param directory the build's output; may not exist */
  constructor(private readonly directory: string) {
    this.files = new Set(existsSync(directory) ? namesIn(directory) : []);
  }

  /** Whether there is a page to show. */
  get isBuilt(): boolean {
    return this.files.has(SHELL);
  }

  /** Whether this is a file that may be asked for by its name. */
  has(name: string): boolean {
    return name !== SHELL && this.files.has(name) && !encodings.some(({ ending }) => name.endsWith(ending));
  }

  /** Sends a file. Rejects with `not_found` when it is none. */
  async send(name: string, request: Request, response: Response): Promise<void> {
    if (!this.has(name)) throw new MadobeError('not_found');
    await this.sendFile(name, request, response);
  }

  /** Sends the page itself, which then looks at its address. Rejects with `page_not_built`. */
  async sendShell(request: Request, response: Response): Promise<void> {
    if (!this.isBuilt) throw new MadobeError('page_not_built');
    await this.sendFile(SHELL, request, response);
  }

  private async sendFile(name: string, request: Request, response: Response): Promise<void> {
    const accepted = encodings.find(
      (encoding) =>
        this.files.has(name + encoding.ending) && request.acceptsEncodings(encoding.name) !== false,
    );
    response.type(path.extname(name));
    response.vary('accept-encoding');
    if (accepted) response.set('content-encoding', accepted.name);
    response.set('cache-control', cachingOf(name));
    await new Promise<void>((resolve, reject) => {
      response.sendFile(
        name + (accepted?.ending ?? ''),
        { root: this.directory, cacheControl: false, acceptRanges: false, dotfiles: 'ignore' },
        // A browser that went away in the middle is no fault.
        (fault?: Error) => (fault && !response.headersSent ? reject(fault) : resolve()),
      );
    });
  }
}

function cachingOf(name: string): string {
  if (name.startsWith(HASHED)) return 'public, max-age=31536000, immutable';
  // Other sites load it with each of their pages; an hour is soon enough for a new one.
  return name === 'embed.js' ? 'public, max-age=3600' : 'no-cache';
}

function namesIn(directory: string): readonly string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      path.relative(directory, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'),
    );
}
