import type { ConversationPage, Entry, ServerEventName, SessionView } from '../../src/channels/web/api';
import { waitFor } from './wait-for';

/** What a request was answered with. */
export interface WebAnswer<Body = unknown> {
  readonly status: number;
  /** Parsed JSON, or the text where it is none. */
  readonly body: Body;
  readonly headers: Headers;
}

/** One server-sent event. */
export interface LiveEvent {
  readonly name: ServerEventName;
  readonly id: string | null;
  readonly data: unknown;
}

/** A live connection as a page holds it. */
export class LiveConnection {
  readonly events: LiveEvent[] = [];
  /** How soon the server asked the browser to come back, as often as it did. Milliseconds. */
  readonly retries: number[] = [];
  comments = 0;
  private rest = '';
  private over = false;

  constructor(
    readonly status: number,
    private readonly body: ReadableStream<Uint8Array> | null,
    private readonly cutOff: AbortController,
  ) {
    void this.read();
  }

  get isOver(): boolean {
    return this.over;
  }

  get entries(): readonly Entry[] {
    return this.events.flatMap(({ name, data }) => (name === 'entry' ? [data as Entry] : []));
  }

  /** What a browser would send as Last-Event-ID. */
  get lastId(): string | null {
    return this.events.reduce<string | null>((last, { id }) => id ?? last, null);
  }

  of(name: ServerEventName): readonly LiveEvent[] {
    return this.events.filter((event) => event.name === name);
  }

  /** The entries, once there are so many. */
  async waitForEntries(count: number): Promise<readonly Entry[]> {
    await waitFor(`${count} entries`, () => this.entries.length >= count);
    return this.entries;
  }

  async waitForEnd(): Promise<void> {
    await waitFor('the live connection to end', () => this.over);
  }

  close(): void {
    this.cutOff.abort();
  }

  private async read(): Promise<void> {
    const decoder = new TextDecoder();
    try {
      for await (const bytes of this.body ?? []) this.take(decoder.decode(bytes, { stream: true }));
    } catch {
      // Cut off, by us or by the server's death.
    }
    this.over = true;
  }

  private take(text: string): void {
    const blocks = (this.rest + text).split('\n\n');
    this.rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const fields = block.split('\n').map((line) => /^([a-z]*): ?(.*)$/s.exec(line));
      const value = (name: string) => fields.find((field) => field?.[1] === name)?.[2];
      const [name, data, retry] = [value('event'), value('data'), value('retry')];
      if (retry !== undefined) this.retries.push(Number(retry));
      if (name !== undefined && data !== undefined) {
        this.events.push({ name: name as ServerEventName, id: value('id') ?? null, data: JSON.parse(data) });
      } else if (retry === undefined) this.comments += 1;
    }
  }
}

/** A browser as far as the web chat's server sees one: cookies, and the headers that browsers send by themselves. */
export class WebBrowser {
  readonly cookies = new Map<string, string>();
  /** Every `set-cookie` so far. */
  readonly cookieLines: string[] = [];
  private readonly connections: LiveConnection[] = [];

  /** @param origin of the server @param headers sent with every request beside the usual ones */
  constructor(
    private readonly origin: string,
    private readonly headers: Readonly<Record<string, string>> = {},
  ) {}

  get = <Body = unknown>(path: string, headers?: Readonly<Record<string, string>>) =>
    this.ask<Body>('GET', path, undefined, headers);
  post = <Body = unknown>(path: string, body: unknown, headers?: Readonly<Record<string, string>>) =>
    this.ask<Body>('POST', path, JSON.stringify(body), headers);
  put = <Body = unknown>(path: string, body: unknown) => this.ask<Body>('PUT', path, JSON.stringify(body));
  delete = <Body = unknown>(path: string) => this.ask<Body>('DELETE', path);

  /** A request with a body as it is. */
  async ask<Body = unknown>(
    method: string,
    path: string,
    body?: string | Buffer,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<WebAnswer<Body>> {
    const response = await fetch(this.origin + path, {
      method,
      redirect: 'manual',
      headers: {
        ...this.sent(),
        ...(method === 'GET' ? {} : { origin: this.origin, 'x-madobe': '1' }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...this.headers,
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : new Uint8Array(body) }),
    });
    this.keep(response.headers);
    const text = await response.text();
    return { status: response.status, body: parsed(text) as Body, headers: response.headers };
  }

  /** Opens a conversation. */
  async open(language?: string): Promise<SessionView> {
    const { body } = await this.post<SessionView>('/api/session', language === undefined ? {} : { language });
    return body;
  }

  /** Says something; the id under which it was posted. */
  async say(text: string, id: string = crypto.randomUUID()): Promise<string> {
    await this.post('/api/messages', { id, event: { kind: 'text', text } });
    return id;
  }

  async history(query = ''): Promise<ConversationPage> {
    return (await this.get<ConversationPage>(`/api/conversation${query}`)).body;
  }

  /** Connects live. @param from what came last, as a browser or a page says it */
  async live(
    from: { readonly lastEventId?: string | null; readonly after?: number } = {},
  ): Promise<LiveConnection> {
    const cutOff = new AbortController();
    const response = await fetch(
      `${this.origin}/api/events${from.after === undefined ? '' : `?after=${from.after}`}`,
      {
        headers: {
          ...this.sent(),
          accept: 'text/event-stream',
          ...this.headers,
          ...(from.lastEventId ? { 'last-event-id': from.lastEventId } : {}),
        },
        signal: cutOff.signal,
      },
    );
    const connection = new LiveConnection(response.status, response.body, cutOff);
    this.connections.push(connection);
    return connection;
  }

  /** Closes every live connection. */
  close(): void {
    for (const connection of this.connections) connection.close();
  }

  private sent(): Record<string, string> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    return cookie === '' ? {} : { cookie };
  }

  private keep(headers: Headers): void {
    for (const line of headers.getSetCookie()) {
      this.cookieLines.push(line);
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/max-age=0(;|$)/i.test(line)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
