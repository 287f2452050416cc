import { type Response, Router } from 'express';
import { exportPage, registeredLines } from '../../conversation';
import { MadobeError } from '../../errors';
import type { KnownPerson } from '../../people';
import type { Tx } from '../../store';
import { changeMineSchema, type Mine } from './api';
import { bodyOf } from './body-of';
import type { Limits } from './rate-limits';
import type { WebChannelParts } from './web-channel-parts';

/** わたしの情報: what is kept about a person, to look at, to take away, and to take back. */
export function mineRoutes(parts: WebChannelParts, limits: Limits): Router {
  const { store, people, mine, conversations, visitors, clock } = parts;
  const router = Router();

  router.get('/mine', async (request, response) => {
    const { person } = await visitors.of(request);
    response.json(
      await store.read(async (tx): Promise<Mine> => {
        const language = await conversations.languageOf(tx, person);
        const { changes, ...held } = await mine.look(tx, person, language, clock.now());
        const offered: Mine['changes'][number][] = [];
        for (const change of changes) {
          const words = await mine.changeWords(tx, person, change, language);
          if (words) offered.push({ change, ...words });
        }
        return { ...held, changes: offered };
      }),
    );
  });

  router.post('/mine/change', limits.letter, async (request, response) => {
    const { change } = bodyOf(request, changeMineSchema);
    const { person } = await visitors.of(request);
    await store.write(async (tx) => {
      const locked = await people.lock(tx, person.id);
      if (!locked) throw new MadobeError('session_missing');
      const language = await conversations.languageOf(tx, locked);
      await mine.change(tx, locked, change, language, clock.now());
    });
    await store.purge();
    response.status(204).end();
  });

  router.get('/mine/page', limits.letter, async (request, response) => {
    const { person } = await visitors.of(request);
    sendPage(response, await store.read((tx) => pageOf(parts, tx, person)), 'attachment');
  });

  router.get('/mine/data', limits.letter, async (request, response) => {
    const { person } = await visitors.of(request);
    const exported = await store.read(async (tx) => {
      const language = await conversations.languageOf(tx, person);
      return mine.exportOf(tx, person, { language, withAddresses: true }, clock.now());
    });
    response.set('content-disposition', 'attachment; filename="madobe.json"');
    response.type('application/json').send(`${JSON.stringify(exported, null, 2)}\n`);
  });

  return router;
}

/** The readable page of everything that is kept about somebody, in their language. */
export async function pageOf(parts: WebChannelParts, tx: Tx, person: KnownPerson): Promise<string> {
  const { mine, registrations, conversations, flows, clock } = parts;
  const language = await conversations.languageOf(tx, person);
  const exported = await mine.exportOf(tx, person, { language, withAddresses: true }, clock.now());
  return exportPage(exported, {
    words: mine.words[language],
    registered: registeredLines(await registrations.of(tx, person), flows, language),
    timeZone: flows.timeZone,
  });
}

/** Sends the page: nothing in it may run or load anything. */
export function sendPage(response: Response, page: string, as: 'attachment' | 'inline'): void {
  response.set({
    'content-security-policy':
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    'content-disposition': `${as}; filename="madobe.html"`,
    'cache-control': 'no-store',
  });
  response.type('text/html').send(page);
}
