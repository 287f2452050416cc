import { request as forward, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { selfSigned } from './self-signed';

/**
 * A reverse proxy with TLS before a server on loopback, as installations have one: without it browsers neither keep the
 * cookies of a real installation nor take any into another site's frame. Nothing of an answer is held back.
 */
export class TlsFront {
  private target: number | null = null;

  private constructor(private readonly server: Server) {
    server.on('request', (request: IncomingMessage, response: ServerResponse) =>
      this.pass(request, response),
    );
  }

  static async open(): Promise<TlsFront> {
    const server = createServer(selfSigned());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new TlsFront(server);
  }

  get origin(): string {
    return `https://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Passes everything on to this port; to nobody while it is null, which is a 502. */
  leadTo(port: number | null): void {
    this.target = port;
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
  }

  private pass(request: IncomingMessage, response: ServerResponse): void {
    const { method, url, headers } = request;
    const refuse = () => (response.headersSent ? response.destroy() : response.writeHead(502).end());
    if (this.target === null) return void refuse();
    const onward = forward({ port: this.target, host: '127.0.0.1', method, path: url, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      response.flushHeaders();
      answer.pipe(response);
      answer.on('error', () => response.destroy());
      answer.on('aborted', () => response.destroy());
    });
    onward.on('error', refuse);
    response.on('close', () => onward.destroy());
    request.pipe(onward);
  }
}
