import type { ServerResponse } from 'node:http';
import type { KnownPerson } from '../../people';
import type { Entry, ServerEventName, ServerEvents } from './api';
import type { NewEntries } from './conversation-reader';

/** How soon a browser that lost the connection tries again. Milliseconds. */
const RETRY_MS = 2_000;
/** How soon a page that made room for a newer one tries again: pages of one session take turns then. Milliseconds. */
const RETRY_AFTER_ROOM_MADE_MS = 30_000;
/** Heartbeats that may find the last one not yet taken. */
const STALLED_BEATS = 3;

export interface StreamParts {
  readonly response: ServerResponse;
  readonly person: KnownPerson;
  /** Of the session it belongs to. */
  readonly token: string;
  /** The last message that the page has. */
  readonly readTo: number;
  /** Reads what came since, a handful at a time. Null when the person is no more. */
  readonly readAfter: (person: KnownPerson, after: number) => Promise<NewEntries | null>;
}

/**
 * One page's live connection (server-sent events). What is still to be shown waits in the database, never here: a page
 * that reads slowly costs a handful of entries, and one that stopped reading is let go.
 */
export class EventStream {
  private readTo: number;
  private wanted = false;
  private reading = false;
  private stalled = 0;
  private closed = false;
  private drained: (() => void) | null = null;

  constructor(private readonly parts: StreamParts) {
    const { response } = parts;
    this.readTo = parts.readTo;
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
    this.write(`retry: ${RETRY_MS}\n\n`);
  }

  get personId(): string {
    return this.parts.person.id;
  }

  get token(): string {
    return this.parts.token;
  }

  /** There may be something new: reads it and shows it. */
  async wake(): Promise<void> {
    this.wanted = true;
    if (this.reading) return;
    this.reading = true;
    try {
      while (this.wanted && !this.closed) {
        this.wanted = false;
        await this.showNew();
      }
    } finally {
      this.reading = false;
    }
  }

  /** Something is being prepared. A page that is behind need not know. */
  waiting(): void {
    if (!this.parts.response.writableNeedDrain) this.send('waiting', {});
  }

  /** An entry was erased: it goes from the page. */
  gone(id: number): void {
    if (id <= this.readTo) this.send('gone', { id });
  }

  /** Everything up to an entry was erased: it goes from the page. */
  cleared(upTo: number): void {
    this.send('cleared', { upTo });
  }

  /** The session is over. */
  end(ended: ServerEvents['ended']): void {
    this.send('ended', ended);
    this.parts.response.end();
  }

  /** Ends the connection, for a newer page of the same session or for the server's own end; the browser comes back. */
  letGo(reason: 'newer-page' | 'server-stops'): void {
    if (reason === 'newer-page') this.write(`retry: ${RETRY_AFTER_ROOM_MADE_MS}\n\n`);
    this.parts.response.end();
  }

  /** Keeps proxies from ending a silent connection, and notices a page that takes nothing any more. */
  beat(): void {
    this.stalled = this.parts.response.writableNeedDrain ? this.stalled + 1 : 0;
    if (this.stalled >= STALLED_BEATS) this.parts.response.destroy();
    else if (this.stalled === 0) this.write(': \n\n');
  }

  private async showNew(): Promise<void> {
    for (let more = true; more && !this.closed; ) {
      const found = await this.parts.readAfter(this.parts.person, this.readTo);
      if (!found) return;
      for (const entry of found.entries) this.sendEntry(entry);
      this.readTo = found.readTo;
      more = found.more;
      await this.room();
    }
  }

  private sendEntry(entry: Entry): void {
    this.write(`id: ${entry.id}\nevent: entry\ndata: ${JSON.stringify(entry)}\n\n`);
  }

  private send<Name extends ServerEventName>(name: Name, data: ServerEvents[Name]): void {
    this.write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  private write(text: string): void {
    if (!this.closed && !this.parts.response.writableEnded) this.parts.response.write(text);
  }

  /** Resolves when the page has taken what was written, or is gone. */
  private room(): Promise<void> {
    if (this.closed || !this.parts.response.writableNeedDrain) return Promise.resolve();
    return new Promise((resolve) => {
      this.drained = resolve;
    });
  }

  private goOn(): void {
    this.drained?.();
    this.drained = null;
  }
}
