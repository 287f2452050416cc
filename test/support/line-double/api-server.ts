import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../../../src/clock';
import { type Answer, refusal } from './api-answer';
import type { Fault, FaultPlan } from './fault';
import type { ApiCall, LineApi } from './line-api';

/** A request to the API as it came, and what became of it. */
export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed JSON; undefined when there was none. */
  readonly body: unknown;
  /** By the double's clock. */
  readonly at: number;
  /** The status that went out; null while none has, and for ever when a fault swallowed it. */
  status: number | null;
  /** Whether LINE did what was asked, whatever the caller was told. */
  done: boolean;
}

/** The part of the path that belongs to the double and not to LINE. */
export const controlPrefix = '/_double/';
export type Control = (method: string, path: string, body: unknown) => Promise<Answer>;

interface ServerParts {
  readonly clock: Clock;
  readonly api: LineApi;
  readonly faults: FaultPlan;
  readonly control: Control;
}

/** The loopback HTTP server: reads requests, keeps a record, plays the faults, writes answers. */
export class ApiServer {
  readonly requests: ApiRequest[] = [];
  private readonly server: Server;
  private readonly hanging = new Set<() => void>();
  private served = 0;

  constructor(private readonly parts: ServerParts) {
    this.server = createServer({ keepAlive: true }, (request, response) => {
      readAll(request).then(
        (bytes) => this.serve(request, response, bytes),
        // The caller went away in the middle of its request: nobody is left to answer.
        () => response.destroy(),
      );
    });
    this.server.keepAliveTimeout = 60_000;
  }

  /** Listens on loopback; gives back the origin. */
  async start(port: number): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, '127.0.0.1', resolve);
    });
    const address = this.server.address() as AddressInfo;
    return `http://127.0.0.1:${address.port}`;
  }

  /** Lets every hanging request be answered now. */
  releaseHangs(): void {
    for (const release of [...this.hanging]) release();
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    this.releaseHangs();
    await closed;
  }

  private async serve(request: IncomingMessage, response: ServerResponse, bytes: string): Promise<void> {
    const method = request.method ?? 'GET';
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    const body = parsed(bytes);
    if (path.startsWith(controlPrefix)) {
      write(response, await this.parts.control(method, path.slice(controlPrefix.length), body), 'control');
      return;
    }
    const headers = plainHeaders(request);
    const record: ApiRequest = {
      method,
      path,
      headers,
      body,
      at: this.parts.clock.now(),
      status: null,
      done: false,
    };
    if (!this.parts.api.light) this.requests.push(record);
    this.served += 1;
    const call: ApiCall = { requestId: requestId(this.served), method, path, headers, bytes, body };
    const fault = this.parts.faults.take(record);
    const answer = fault ? await this.faulty(fault, call, record, response) : await this.work(call, record);
    if (!answer) return;
    record.status = answer.status;
    write(response, answer, call.requestId);
  }

  private async work(call: ApiCall, record: ApiRequest): Promise<Answer> {
    const answer = await this.parts.api.perform(call);
    record.done = answer.status < 300;
    return answer;
  }

  /** Plays one fault; undefined when no answer is to go out. */
  private async faulty(
    fault: Fault,
    call: ApiCall,
    record: ApiRequest,
    response: ServerResponse,
  ): Promise<Answer | undefined> {
    switch (fault.kind) {
      case 'drop-before':
        response.destroy();
        return undefined;
      case 'accept-then-drop':
        await this.work(call, record);
        response.destroy();
        return undefined;
      case 'cut-body':
        cutShort(response, await this.work(call, record), call.requestId);
        return undefined;
      case 'hang':
        return this.around(fault.when ?? 'before', () => this.hang(), call, record);
      case 'slow':
        return this.around(fault.when ?? 'after', () => this.pause(fault.ms), call, record);
      case 'status': {
        if (fault.when === 'after') await this.work(call, record);
        const usual = refusal(fault.status);
        return fault.body === undefined ? usual : { ...usual, body: Buffer.from(fault.body) };
      }
    }
  }

  private async around(
    when: 'before' | 'after',
    wait: () => Promise<void>,
    call: ApiCall,
    record: ApiRequest,
  ): Promise<Answer> {
    if (when === 'before') await wait();
    const answer = await this.work(call, record);
    if (when === 'after') await wait();
    return answer;
  }

  private hang(): Promise<void> {
    return new Promise((resolve) => {
      const release = () => {
        this.hanging.delete(release);
        resolve();
      };
      this.hanging.add(release);
    });
  }

  private pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.parts.clock.after(ms, resolve);
    });
  }
}

async function readAll(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    request.on('error', reject);
  });
}

function parsed(bytes: string): unknown {
  if (bytes === '') return undefined;
  try {
    return JSON.parse(bytes);
  } catch {
    return undefined;
  }
}

function plainHeaders(request: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return headers;
}

/** Shaped as a UUID, as LINE's are; counted, as they are made by the thousand under load. */
function requestId(count: number): string {
  return `00000000-0000-4000-8000-${count.toString(16).padStart(12, '0')}`;
}

function headOf(answer: Answer, bytes: Buffer | string, id: string): Record<string, string> {
  return {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(bytes)),
    'x-line-request-id': id,
    ...answer.headers,
  };
}

function write(response: ServerResponse, answer: Answer, id: string): void {
  const bytes = Buffer.isBuffer(answer.body) ? answer.body : JSON.stringify(answer.body);
  response.writeHead(answer.status, headOf(answer, bytes, id));
  response.end(bytes);
}

function cutShort(response: ServerResponse, answer: Answer, id: string): void {
  const bytes = Buffer.from(Buffer.isBuffer(answer.body) ? answer.body : JSON.stringify(answer.body));
  response.writeHead(answer.status, headOf(answer, bytes, id));
  response.write(bytes.subarray(0, Math.ceil(bytes.length / 2)), () => response.destroy());
}
