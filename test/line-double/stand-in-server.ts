import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type JsonObject, type LineEvent, signWebhook } from '../support/line-double';

export const channelSecret = 'invented-secret';
export const accessToken = 'invented-token';

export interface Received {
  readonly bytes: string;
  readonly signed: boolean;
  readonly headers: IncomingMessage['headers'];
  readonly events: readonly LineEvent[];
  readonly destination: string;
}

/** A webhook server in miniature, in the place of ours: records, answers a status, may do something per event. */
export class StandInServer {
  readonly received: Received[] = [];
  status = 200;
  /** When set, requests are held until it resolves. */
  hold: Promise<void> | undefined;
  onEvent: (event: LineEvent) => void | Promise<void> = () => {};
  private readonly server: Server;
  private readonly working = new Set<Promise<void>>();

  constructor() {
    this.server = createServer((request, response) => {
      const work = this.serve(request, response).finally(() => this.working.delete(work));
      this.working.add(work);
    });
  }

  get url(): string {
    const { port } = this.server.address() as AddressInfo;
    return `http://127.0.0.1:${port}/line/webhook`;
  }

  get events(): readonly LineEvent[] {
    return this.received.flatMap(({ events }) => events);
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  /** Ends when the events in hand are done with, so stop it before the double. */
  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
    await Promise.all(this.working);
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of request) chunks.push(chunk);
    } catch {
      return;
    }
    const bytes = Buffer.concat(chunks);
    const { events, destination } = JSON.parse(bytes.toString('utf8'));
    const signed = request.headers['x-line-signature'] === signWebhook(channelSecret, bytes);
    this.received.push({
      bytes: bytes.toString('utf8'),
      signed,
      headers: request.headers,
      events,
      destination,
    });
    await this.hold;
    response.writeHead(this.status).end();
    for (const event of events) await this.onEvent(event);
  }
}

/** A call to the double's API as our server would make it. */
export async function call(
  origin: string,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<{
  readonly status: number;
  /** Empty when the answer has no body. */
  readonly json: JsonObject;
  readonly headers: Headers;
}> {
  const response = await fetch(origin + path, {
    method,
    headers: {
      authorization: `Bearer ${accessToken}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    json: text === '' ? {} : JSON.parse(text),
    headers: response.headers,
  };
}

export const text = (words: string) => ({ type: 'text', text: words });

export const quick = (words: string, ...labels: readonly string[]) => ({
  ...text(words),
  quickReply: {
    items: labels.map((label) => ({
      type: 'action',
      action: { type: 'postback', label, data: `who/ask/${label}`, displayText: label },
    })),
  },
});
