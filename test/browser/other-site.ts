import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A web site of somebody else, on loopback but under another name, so that browsers take it for another site. */
export interface OtherSite {
  readonly origin: string;
  close(): Promise<void>;
}

/** @param pages HTML by path; asked for anew with every request */
export async function openOtherSite(pages: (path: string) => string): Promise<OtherSite> {
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(pages(request.url ?? '/'));
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
