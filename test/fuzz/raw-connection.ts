import { connect, type Socket } from 'node:net';
import { waitFor } from '../support/wait-for';

/** What came back over a connection, as far as it can be read as HTTP. */
export interface RawAnswer {
  /** Null when there is no status line: the connection ended without a word. */
  readonly status: number | null;
  /** Names in small letters. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Everything, byte for byte. */
  readonly text: string;
}

export interface RawRequest {
  readonly method: string;
  readonly path: string;
  /** As written, in their order, so that names may be odd and come twice. */
  readonly headers: readonly (readonly [string, string])[];
  readonly body?: Buffer;
}

const ANSWER_WITHIN_MS = 20_000;

/** The bytes of a request, whatever is in it. Nothing is escaped or refused here. */
export function bytesOf({ method, path, headers, body }: RawRequest): Buffer {
  const head = [`${method} ${path} HTTP/1.1`, ...headers.map(([name, value]) => `${name}: ${value}`), '', ''];
  return Buffer.concat([Buffer.from(head.join('\r\n'), 'latin1'), body ?? Buffer.alloc(0)]);
}

/** Sends bytes over a connection of their own, and reads until the server ends it or begins a stream of events. */
export function exchange(port: number, bytes: Uint8Array): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect(port, '127.0.0.1');
    const tooLong = setTimeout(() => {
      socket.destroy();
      reject(new Error('No answer came in time, and the connection was not ended.'));
    }, ANSWER_WITHIN_MS);
    socket.on('data', (data: Buffer) => {
      text += data.toString('latin1');
      if (/\r\ncontent-type: text\/event-stream.*\r\n\r\n/is.test(text)) socket.destroy();
    });
    // A refusal may come, and the connection end, while the rest is still being sent.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearTimeout(tooLong);
      resolve(readAnswer(text));
    });
    socket.write(bytes);
  });
}

/** A connection that is left open. Close it. */
export class OpenConnection {
  private text = '';
  private over = false;

  private constructor(private readonly socket: Socket) {
    socket.on('data', (data: Buffer) => {
      this.text += data.toString('latin1');
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.over = true;
    });
  }

  static async to(port: number): Promise<OpenConnection> {
    const socket = connect(port, '127.0.0.1');
    const connection = new OpenConnection(socket);
    await new Promise((resolve) => {
      socket.once('connect', resolve);
      socket.once('close', resolve);
    });
    return connection;
  }

  send(bytes: string | Uint8Array): void {
    if (!this.over) this.socket.write(bytes);
  }

  get isOver(): boolean {
    return this.over;
  }

  /** The statuses of what came, in their order. */
  get answers(): readonly number[] {
    return [...this.text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));
  }

  async answered(count: number): Promise<void> {
    await waitFor(`${count} answers`, () => this.answers.length >= count);
  }

  /** Waits until the server ends it. */
  async end(): Promise<void> {
    await waitFor('the connection to end', () => this.over);
  }

  /** Waits until what was sent has left. */
  async drained(): Promise<void> {
    await waitFor('the bytes to leave', () => this.over || !this.socket.writableNeedDrain);
  }

  /** Takes nothing of what comes from now on. */
  pause(): void {
    this.socket.pause();
  }

  close(): void {
    this.socket.destroy();
  }
}

function readAnswer(text: string): RawAnswer {
  const rest = text.replace(/^(HTTP\/1\.1 1\d\d [^\r]*\r\n\r\n)+/, '');
  const [head = '', ...body] = rest.split('\r\n\r\n');
  const [first = '', ...lines] = head.split('\r\n');
  const headers = Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
  const status = /^HTTP\/1\.1 (\d{3}) /.exec(first)?.[1];
  return {
    status: status === undefined ? null : Number(status),
    headers,
    // Behind it may stand the answer to what was sent after the request.
    body: body.join('\r\n\r\n').slice(0, Number(headers['content-length'] ?? Number.POSITIVE_INFINITY)),
    text,
  };
}
