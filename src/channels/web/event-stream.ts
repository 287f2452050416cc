import type { ServerResponse } from 'node:http';
import { LiveConnection } from '../../http';
import type { KnownPerson } from '../../people';
import type { ErasureReceipt, ServerEventName, ServerEvents } from './api';
import type { NewEntries } from './conversation-reader';

/** How soon a page that made room for a newer one tries again: pages of one session take turns then. Milliseconds. */
const RETRY_AFTER_ROOM_MADE_MS = 30_000;

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
 * One page's live connection. What is still to be shown waits in the database, never here: a page that reads slowly
 * costs a handful of entries, and one that stopped reading is let go.
 */
export class EventStream {
  private readonly connection: LiveConnection;
  private readTo: number;
  private wanted = false;
  private reading = false;
  private receipt: ErasureReceipt | null = null;

  constructor(private readonly parts: StreamParts) {
    this.readTo = parts.readTo;
    this.connection = new LiveConnection(parts.response);
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
      while (this.wanted && !this.connection.isClosed) {
        this.wanted = false;
        await this.showNew();
      }
    } finally {
      this.reading = false;
    }
  }

  /** Something is being prepared. A page that is behind need not know. */
  waiting(): void {
    if (!this.connection.isBehind) this.send('waiting', {});
  }

  /** A counsellor is writing. A page that is behind need not know. */
  typing(): void {
    if (!this.connection.isBehind) this.send('typing', {});
  }

  /** An entry was erased: it goes from the page. */
  gone(id: number): void {
    if (id <= this.readTo) this.send('gone', { id });
  }

  /** Somebody has asked for their erasure: the page shows this when it ends for it. */
  keepReceipt(receipt: ErasureReceipt): void {
    this.receipt = receipt;
  }

  /** Everything up to an entry was erased: it goes from the page. */
  cleared(upTo: number): void {
    this.send('cleared', { upTo });
  }

  /** The session is over. */
  end(why: ServerEvents['ended']['why']): void {
    this.send('ended', { why, ...(why === 'erased' && this.receipt !== null && { receipt: this.receipt }) });
    this.connection.end();
  }

  /** Ends the connection, for a newer page of the same session or for the server's own end; the browser comes back. */
  letGo(reason: 'newer-page' | 'server-stops'): void {
    if (reason === 'newer-page') this.connection.retryIn(RETRY_AFTER_ROOM_MADE_MS);
    this.connection.end();
  }

  /** Keeps proxies from ending a silent connection, and notices a page that takes nothing any more. */
  beat(): void {
    this.connection.beat();
  }

  private async showNew(): Promise<void> {
    for (let more = true; more && !this.connection.isClosed; ) {
      const found = await this.parts.readAfter(this.parts.person, this.readTo);
      if (!found) return;
      for (const entry of found.entries) this.connection.send('entry', entry, entry.id);
      this.readTo = found.readTo;
      more = found.more;
      await this.connection.room();
    }
  }

  private send<Name extends ServerEventName>(name: Name, data: ServerEvents[Name]): void {
    this.connection.send(name, data);
  }
}
