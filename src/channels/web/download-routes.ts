import express, { type Response, Router } from 'express';
import { inHtml, type MineWords } from '../../conversation';
import type { Language } from '../../flow';
import { securityHeaders } from '../../http';
import type { Tx } from '../../store';
import { pageOf, sendPage } from './mine-routes';
import { rateLimits } from './rate-limits';
import type { WebChannelParts } from './web-channel-parts';

const tokenPattern = /^[A-Za-z0-9_-]{43}$/;
/** A form with a token and nothing else. */
const FORM_MAX_BYTES = 256;
const STYLE =
  'body{margin:15vh auto 0;max-width:26rem;padding:0 1.2rem;font:1rem/1.8 "Hiragino Sans","Yu Gothic","Noto Sans JP",system-ui,sans-serif;color:#26313a;background:#fbf9f4}h1{font-size:1.3rem}p{white-space:pre-wrap}button{font:inherit;padding:.7rem 1.6rem;border:0;border-radius:999px;background:#1f5f78;color:#fff}';

/**
 * Where a one-time link to a person's own file leads: a page with one button, so that previews of links use nothing up,
 * and behind the button the file. The link itself is what allows it; no cookie is read or given, so that the file can be
 * fetched on a device that is to know nothing afterwards. Works without a script.
 */
export function downloadRoutes(parts: WebChannelParts): Router {
  const { store, people, clock, conversations, flows } = parts;
  const isSecure = parts.setting.baseUrl?.startsWith('https:') ?? false;
  const limits = rateLimits(parts.cookie, parts.clock);
  const router = Router();
  router.use('/download', limits.way, ...securityHeaders({ isSecure, framedBy: [], sharable: false }));

  router.get('/download/:token', async (request, response) => {
    const { token } = request.params;
    const found = await store.read(async (tx) => {
      const personId = tokenPattern.test(token)
        ? await parts.links.peekDownload(tx, token, clock.now())
        : null;
      return personId && languageOf(tx, personId);
    });
    show(response, found || null, found ? token : null);
  });

  router.post(
    '/download',
    express.urlencoded({ extended: false, limit: FORM_MAX_BYTES, parameterLimit: 1 }),
    async (request, response) => {
      const given: unknown = (request.body as { readonly token?: unknown } | undefined)?.token;
      const token = typeof given === 'string' && tokenPattern.test(given) ? given : null;
      const page =
        token === null
          ? null
          : await store.write(async (tx) => {
              const personId = await parts.links.redeemDownload(tx, token, clock.now());
              const person = personId && (await people.open(tx, personId));
              return person ? pageOf(parts, tx, person) : null;
            });
      if (page === null) show(response, null, null);
      else sendPage(response, page, 'inline');
    },
  );

  const languageOf = async (tx: Tx, personId: string): Promise<Language | null> => {
    const person = await people.open(tx, personId);
    return person && conversations.languageOf(tx, person);
  };

  /** The page before the file; without a token, that the link is over. */
  const show = (response: Response, language: Language | null, token: string | null): void => {
    const spoken = language ?? flows.organisation.defaultLanguage;
    response.set({
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
      'cache-control': 'no-store',
    });
    response.status(token === null ? 403 : 200).type('text/html');
    response.send(doorPage(parts.mine.words[spoken], spoken, token));
  };

  return router;
}

function doorPage({ download }: MineWords, language: Language, token: string | null): string {
  const body =
    token === null
      ? `<p>${inHtml(download.over)}</p>`
      : `<p>${inHtml(download.text)}</p><form method="post" action="/download"><input type="hidden" name="token" value="${inHtml(token)}"><button>${inHtml(download.open)}</button></form>`;
  return [
    '<!doctype html>',
    `<html lang="${language === 'en' ? 'en' : 'ja'}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">',
    `<title>${inHtml(download.title)}</title><style>${STYLE}</style></head>`,
    `<body><h1>${inHtml(download.title)}</h1>${body}</body></html>`,
    '',
  ].join('\n');
}
