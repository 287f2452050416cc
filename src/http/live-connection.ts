import type { ServerResponse } from 'node:http';

/** How soon a browser that lost the connection tries again. Milliseconds. */
const RETRY_MS = 2_000;
/** Heartbeats that may find the last one not yet taken. */
const STALLED_BEATS = 3;

/**
 * One page's live connection (server-sent events), written plainly. It keeps nothing: what a page has not taken yet
 * waits where it came from, and a page that stopped taking anything is let go.
 */
export class LiveConnection {
  private stalled = 0;
  private closed = false;
  private drained: (() => void) | null = null;

  constructor(private readonly response: ServerResponse) {
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      // It ends only with the page or the server, so nobody else will want the connection.
      connection: 'close',
      // A reverse proxy that gathers answers would keep every one of these to itself.
      'x-accel-buffering': 'no',
    });
    response.on('drain', () => this.goOn());
    response.on('close', () => {
      this.closed = true;
      this.goOn();
    });
    response.on('error', () => undefined);
    this.retryIn(RETRY_MS);
  }

  /** Nobody reads any more. */
  get isClosed(): boolean {
    return this.closed;
  }

  /** The page has not taken all that was written. */
  get isBehind(): boolean {
    return this.response.writableNeedDrain;
  }

  /** @param id what a browser that reconnects names as the last that it saw */
  send(name: string, data: unknown, id?: number): void {
    this.write(`${id === undefined ? '' : `id: ${id}\n`}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  /** Tells the browser how soon to come back once the connection is gone. */
  retryIn(ms: number): void {
    this.write(`retry: ${ms}\n\n`);
  }

  /** Keeps proxies from ending a silent connection, and notices a page that takes nothing any more. */
  beat(): void {
    this.stalled = this.isBehind ? this.stalled + 1 : 0;
    if (this.stalled >= STALLED_BEATS) this.response.destroy();
    else if (this.stalled === 0) this.write(': \n\n');
  }

  end(): void {
    this.response.end();
  }

  /** Resolves when the page has taken what was written, or is gone. */
  room(): Promise<void> {
    if (this.closed || !this.isBehind) return Promise.resolve();
    return new Promise((resolve) => {
      this.drained = resolve;
    });
  }

  private write(text: string): void {
    if (!this.closed && !this.response.writableEnded) this.response.write(text);
  }

  private goOn(): void {
    this.drained?.();
    this.drained = null;
  }
}
