import {
  Agent,
  createServer,
  type IncomingMessage,
  request,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A balancer in front of several processes: each request goes to the next of them. One that takes no connection is passed
 * over; what breaks off on the way is answered 502, and nobody knows whether it was taken.
 */
export class RoundRobin {
  /** Requests handed to each process, in the order of the ports. */
  readonly handed: number[];
  /** Requests that broke off on the way. */
  brokenOff = 0;
  private next = 0;
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 256 });
  private readonly server: Server;

  private constructor(private readonly ports: readonly number[]) {
    this.handed = ports.map(() => 0);
    this.server = createServer((from, to) => void this.handOn(from, to));
  }

  static async open(ports: readonly number[]): Promise<RoundRobin> {
    const balancer = new RoundRobin(ports);
    await new Promise<void>((listening) => {
      balancer.server.listen(0, '127.0.0.1', listening);
    });
    return balancer;
  }

  /** `http://127.0.0.1:…` */
  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.agent.destroy();
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }

  private async handOn(from: IncomingMessage, to: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of from) parts.push(part as Buffer);
    const body = Buffer.concat(parts);
    for (const _ of this.ports) {
      this.next = (this.next + 1) % this.ports.length;
      const end = await this.tryOne(this.next, from, body, to);
      if (end === 'answered') return;
      if (end === 'broken-off') break;
    }
    this.brokenOff += 1;
    to.writeHead(502).end();
  }

  private tryOne(
    index: number,
    { method, url, headers }: IncomingMessage,
    body: Buffer,
    to: ServerResponse,
  ): Promise<'answered' | 'not-there' | 'broken-off'> {
    return new Promise((resolve) => {
      const port = this.ports[index];
      const onward = request(
        { host: '127.0.0.1', port, method, path: url, headers, agent: this.agent },
        (answer) => {
          this.handed[index] = (this.handed[index] ?? 0) + 1;
          to.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(to);
          answer.once('error', () => to.destroy());
          resolve('answered');
        },
      );
      onward.once('error', ({ code }: NodeJS.ErrnoException) =>
        resolve(code === 'ECONNREFUSED' ? 'not-there' : 'broken-off'),
      );
      onward.end(body);
    });
  }
}
