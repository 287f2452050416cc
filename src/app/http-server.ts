import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
  STATUS_CODES,
} from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Clock } from '../clock';
import { type ErrorCode, errorTable, MadobeError } from '../errors';
import type { Log } from '../log';
import { answerHeaders } from './answer-headers';

/** Time for the headers of a request, from its connection or the end of the one before. Milliseconds. */
const HEADERS_WITHIN_MS = 10_000;
/** Time for a whole request. Whoever needs longer is not LINE, nor a page that sends a letter. Milliseconds. */
const REQUEST_WITHIN_MS = 15_000;
/** How often it is looked for requests that are late. Milliseconds. */
const LOOK_EVERY_MS = 5_000;
/** Between two webhooks LINE may reuse a connection. Milliseconds. */
const KEEP_ALIVE_MS = 65_000;
/** Silence in both directions that ends a connection: live ones have a heartbeat every 15 s. Milliseconds. */
const SILENT_MS = 120_000;
/** Bytes of a request's address and headers together. */
const HEADERS_AT_MOST_BYTES = 16 * 1_024;
/** Headers of one request; browsers send some twenty. */
const HEADERS_AT_MOST = 100;
/** Connections at once. One live page is one; what an idle one costs stays under 100 MB for all of them. */
const CONNECTIONS_AT_MOST = 5_000;
/** That all connections are taken is logged once in so long. Milliseconds. */
const FULL_EVERY_MS = 60_000;
/** An accepted webhook is answered in milliseconds; what is still open then waits for the other side. */
const CLOSE_WITHIN_MS = 2_000;

/** What handles a request that was read whole. */
export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => void;

export interface HttpServerParts {
  readonly handler: RequestHandler;
  /** People reach the server by https. */
  readonly isSecure: boolean;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Takes connections, and refuses what is no proper request before anything is made of it: with a code of the error
 * table, the headers of every other answer, and the end of the connection. No connection is for ever, their number is
 * bounded, and so is what one may send before it is answered.
 */
export class HttpServer {
  private readonly server: Server;
  /** What is being answered on a connection, so that nothing is written into the middle of it. */
  private readonly answers = new WeakMap<Duplex, ServerResponse>();
  private saidFullAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly parts: HttpServerParts) {
    this.server = createServer({
      headersTimeout: HEADERS_WITHIN_MS,
      requestTimeout: REQUEST_WITHIN_MS,
      connectionsCheckingInterval: LOOK_EVERY_MS,
      keepAliveTimeout: KEEP_ALIVE_MS,
      maxHeaderSize: HEADERS_AT_MOST_BYTES,
      // Looked at by the app, whose answer has all the headers.
      requireHostHeader: false,
    });
    this.server.timeout = SILENT_MS;
    this.server.maxHeadersCount = HEADERS_AT_MOST;
    this.server.maxConnections = CONNECTIONS_AT_MOST;
    const answer = (request: IncomingMessage, response: ServerResponse) => {
      this.answers.set(request.socket, response);
      this.parts.handler(request, response);
    };
    this.server.on('request', answer);
    // Whatever is expected of us beyond the ordinary is passed over, as RFC 9110 (10.1.1) allows.
    this.server.on('checkExpectation', answer);
    // Nobody is connected through us to anywhere.
    this.server.on('connect', (_request, socket) => this.refuse(socket, 'method_not_allowed'));
    this.server.on('clientError', (fault: NodeJS.ErrnoException, socket) =>
      this.refuse(socket, codeOf(fault)),
    );
    this.server.on('drop', () => this.sayFull());
  }

  /** Resolves with the port once requests are taken. Rejects with `port_unavailable`. */
  listen(port: number, host: string | null): Promise<number> {
    return new Promise((resolve, reject) => {
      this.server.once('error', (cause) => reject(new MadobeError('port_unavailable', { cause })));
      this.server.listen({ port, ...(host === null ? {} : { host }) }, () =>
        resolve((this.server.address() as AddressInfo).port),
      );
    });
  }

  /**
   * Requests in hand are answered; idle connections are ended so that LINE opens its next one elsewhere. Whoever has
   * not finished sending a request by then is cut off, and nothing of it was taken.
   */
  close(): Promise<void> {
    return new Promise((resolve) => {
      const cutOff = setTimeout(() => this.server.closeAllConnections(), CLOSE_WITHIN_MS);
      this.server.close(() => {
        clearTimeout(cutOff);
        resolve();
      });
      this.server.closeIdleConnections();
    });
  }

  /** Answers what never became a request, if anybody can still be answered, and ends the connection. */
  private refuse(socket: Duplex, code: ErrorCode | null): void {
    const underWay = this.answers.get(socket);
    const isInTheMiddle = underWay?.headersSent === true && !underWay.writableFinished;
    if (code === null || isInTheMiddle || !socket.writable) {
      socket.destroy();
      return;
    }
    this.parts.log.info('http.refused', { error: code });
    // Whoever is refused may be gone by now.
    socket.on('error', () => undefined);
    socket.write(rawAnswer(code, this.parts.isSecure));
    (socket as Socket).destroySoon();
  }

  private sayFull(): void {
    const now = this.parts.clock.now();
    if (now - this.saidFullAt < FULL_EVERY_MS) return;
    this.saidFullAt = now;
    this.parts.log.warn('http.connections-full', { connections: CONNECTIONS_AT_MOST });
  }
}

/** What Node's parser found; null when the connection itself broke. */
function codeOf({ code = '' }: NodeJS.ErrnoException): ErrorCode | null {
  if (code === 'HPE_HEADER_OVERFLOW') return 'headers_too_large';
  if (code === 'HPE_CHUNK_EXTENSIONS_OVERFLOW') return 'body_too_large';
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return 'request_too_slow';
  return code.startsWith('HPE_') ? 'http_malformed' : null;
}

function rawAnswer(code: ErrorCode, isSecure: boolean): string {
  const { status } = errorTable[code];
  const body = JSON.stringify({ error: code });
  const headers = {
    ...answerHeaders(isSecure),
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, '', body].join('\r\n');
}
