import { Router } from 'express';
import { type HeaderOptions, onlyBy, type PageFiles, securityHeaders } from '../../http';
import type { WebSetting } from './web-channel-parts';

/** Addresses of the page, which looks at its own address and shows what belongs there. */
const pageAddresses = [
  '/',
  '/letters',
  '/letters/new',
  '/letters/:id',
  '/registered',
  '/device',
  '/kept',
  '/resume',
  '/room/:token',
];

/** Areas whose unknown addresses are answered to programs, not to people. */
const otherAreas = /^\/(api|line|desk|healthz|readyz|metrics)(\/|$)/;

/**
 * The page, its files, and what other sites put into theirs. Looking at a one-time link uses nothing up: link previews
 * do that before the person does.
 */
export function pageRoutes(files: PageFiles, setting: WebSetting): Router {
  const router = Router();
  const isSecure = setting.baseUrl?.startsWith('https:') ?? false;
  const headers = (options: Partial<HeaderOptions> = {}) =>
    securityHeaders({ isSecure, framedBy: [], sharable: false, ...options });

  const looks = onlyBy('GET');
  for (const address of pageAddresses) {
    router.get(address, ...headers(), (request, response) => files.sendShell(request, response));
    router.all(address, looks);
  }
  // Without an origin that may frame the chat there is nothing to frame, and no script to do it with.
  if (setting.embedOrigins.length > 0) {
    const shared = { sharable: true, framedBy: setting.embedOrigins };
    router.get('/embed', ...headers(shared), (request, response) => files.sendShell(request, response));
    router.get('/embed.js', ...headers(shared), (request, response) =>
      files.send('embed.js', request, response),
    );
    router.all(['/embed', '/embed.js'], looks);
  }
  /** The button's script is shown only where it may be used. */
  const isShown = (name: string) => name !== 'embed.js' && files.has(name);
  router.get('/{*name}', ...headers(), async (request, response, next) => {
    const name = request.path.slice(1);
    if (isShown(name)) return files.send(name, request, response);
    const asksForPage =
      !otherAreas.test(request.path) && files.isBuilt && request.accepts(['json', 'html']) === 'html';
    if (!asksForPage) return next();
    // The page says kindly that there is nothing here, and shows the way on.
    await files.sendShell(request, response.status(404));
  });
  router.all('/{*name}', (request, response, next) => {
    if (isShown(request.path.slice(1))) looks(request, response, next);
    else next();
  });
  return router;
}
