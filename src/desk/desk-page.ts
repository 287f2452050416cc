import { type RequestHandler, Router } from 'express';
import { errorTable, MadobeError } from '../errors';
import { onlyBy, type PageFiles, securityHeaders } from '../http';

/** What somebody reads where the desk's page should be and was not built. */
export interface NotBuiltWords {
  readonly title: string;
  readonly text: string;
}

/** Below this folder every name holds a hash of what is in the file: a name that is not there is an old one. */
const HASHED = 'assets/';

/**
 * The desk's page at `/desk` and below: what is a file is sent as it is, every other address is the page's own. It
 * loads nothing from elsewhere and runs nothing that stands inside it.
 */
export function deskPage(
  files: PageFiles,
  setting: { readonly baseUrl: string | null; readonly notBuilt: readonly NotBuiltWords[] },
): Router {
  const router = Router();
  const isSecure = setting.baseUrl?.startsWith('https:') ?? false;
  const headers = securityHeaders({ isSecure, framedBy: [], sharable: false });
  const show: RequestHandler = async (request, response) => {
    const name = request.path.replace(/^\/desk\/?/, '');
    if (files.has(name)) return files.send(name, request, response);
    if (name.startsWith(HASHED)) throw new MadobeError('not_found');
    if (files.isBuilt) return files.sendShell(request, response);
    response.status(errorTable.desk_page_not_built.status);
    if (request.accepts(['json', 'html']) !== 'html') {
      response.json({ error: 'desk_page_not_built' });
      return;
    }
    response.set('cache-control', 'no-store').type('html').send(notBuiltPage(setting.notBuilt));
  };
  for (const address of ['/desk', '/desk/{*path}']) {
    router.get(address, ...headers, show);
    router.all(address, onlyBy('GET'));
  }
  return router;
}

function notBuiltPage(words: readonly NotBuiltWords[]): string {
  const [first] = words;
  const parts = words.map(({ title, text }) => `<h1>${inHtml(title)}</h1><p>${inHtml(text)}</p>`);
  return `<!doctype html><html lang="ja"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${inHtml(first?.title ?? '')}</title></head><body>${parts.join('')}</body></html>`;
}

function inHtml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
