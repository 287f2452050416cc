import { type Dispatcher, Pool } from 'undici';
import { describeFault, type Log } from '../../log';

/** An answer of LINE's, whatever its status. */
export interface LineAnswer {
  readonly status: number;
  /** Parsed JSON, or null where there was none. */
  readonly body: unknown;
}

/** No answer. `reached` is false when the request certainly never got to LINE. */
export interface NoAnswer {
  readonly status: null;
  readonly reached: boolean;
}

export interface LineClientOptions {
  /** `https://api.line.me`, or a double's. */
  readonly origin: string;
  readonly accessToken: string;
  readonly log: Log;
  /** For the whole call. Milliseconds. */
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 8_000;
const CONNECTIONS = 64;

/** Faults at which not one byte of the request was sent. */
const NEVER_REACHED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/**
 * LINE's Messaging API over a pool of kept-alive connections. The SDK's own client has neither timeouts nor a way to
 * tell "never sent" from "sent, no answer", and delivery lives by that difference; its types are used for what is sent.
 *
 * Every call is logged with LINE's request id, as LINE asks of operators; never its body, path parameters or token.
 */
export class LineClient {
  private readonly pool: Pool;
  private readonly timeoutMs: number;

  constructor(private readonly options: LineClientOptions) {
    this.timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
    this.pool = new Pool(options.origin, {
      connections: CONNECTIONS,
      pipelining: 1,
      connect: { timeout: Math.min(this.timeoutMs, 5_000) },
      headersTimeout: this.timeoutMs,
      bodyTimeout: this.timeoutMs,
    });
  }

  get(path: string): Promise<LineAnswer | NoAnswer> {
    return this.call('GET', path, null, {});
  }

  post(
    path: string,
    body: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<LineAnswer | NoAnswer> {
    return this.call('POST', path, JSON.stringify(body), headers);
  }

  /** Ends the calls under way and closes the connections. */
  async close(): Promise<void> {
    await this.pool.destroy();
  }

  private async call(
    method: 'GET' | 'POST',
    path: string,
    body: string | null,
    headers: Readonly<Record<string, string>>,
  ): Promise<LineAnswer | NoAnswer> {
    const { log, accessToken } = this.options;
    const started = performance.now();
    // Bounds the whole call, waiting for a free connection included. Let go of with the answer, which
    // `AbortSignal.timeout` could not be: under load, thousands of them would be waiting to do nothing.
    const cutOff = new AbortController();
    const timer = setTimeout(() => cutOff.abort(), this.timeoutMs);
    try {
      const answer = await this.pool.request({
        method,
        path,
        body,
        headers: {
          authorization: `Bearer ${accessToken}`,
          ...(body === null ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        signal: cutOff.signal,
      });
      const parsed = await readJson(answer);
      const requestId = answer.headers['x-line-request-id'];
      const fields = {
        method,
        path,
        status: answer.statusCode,
        requestId: typeof requestId === 'string' ? requestId : undefined,
        ms: Math.round(performance.now() - started),
      };
      if (answer.statusCode < 400) log.info('line.call', fields);
      else log.warn('line.call', fields);
      return { status: answer.statusCode, body: parsed };
    } catch (fault) {
      const reached = !NEVER_REACHED.has(codeOf(fault));
      log.warn('line.no-answer', {
        ...describeFault(fault),
        method,
        path,
        reached,
        ms: Math.round(performance.now() - started),
      });
      return { status: null, reached };
    } finally {
      clearTimeout(timer);
    }
  }
}

async function readJson(answer: Dispatcher.ResponseData): Promise<unknown> {
  const text = await answer.body.text();
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function codeOf(fault: unknown): string {
  const code = (fault as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : '';
}
