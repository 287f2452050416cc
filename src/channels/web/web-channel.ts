import { Router } from 'express';
import { MadobeError } from '../../errors';
import {
  jsonBodies,
  nameBodyFault,
  neverCached,
  onlyBy,
  onlyOwnRequests,
  PageFiles,
  securityHeaders,
} from '../../http';
import { BODY_MAX_BYTES } from './body-of';
import { calendarRoutes } from './calendar-routes';
import { ConversationReader } from './conversation-reader';
import { conversationRoutes } from './conversation-routes';
import { downloadRoutes } from './download-routes';
import { letterRoutes } from './letter-routes';
import { LiveStreams } from './live-streams';
import { mineRoutes } from './mine-routes';
import { pageRoutes } from './page-routes';
import { PageWordBook } from './page-words';
import { rateLimits } from './rate-limits';
import { SessionCookie } from './session-cookie';
import { sessionRoutes } from './session-routes';
import { Visitors } from './visitors';
import type { WebChannelParts, WebChannelSurroundings } from './web-channel-parts';

/** The web chat, ready to be reached. */
export interface WebChannel {
  /** To be the last of all routers: it has a kind answer for every address that nobody else knows. */
  readonly router: Router;
  /** Whether the page was built. The API works without it. */
  readonly hasPage: boolean;
  /** Ends all live connections, so that browsers come back to a server that stays. */
  stop(): void;
}

/** Opens the web chat: its API below `/api`, its page and files, and what other sites may show. */
export function openWebChannel(surroundings: WebChannelSurroundings): WebChannel {
  const { setting, flows } = surroundings;
  const cookie = new SessionCookie(setting.baseUrl);
  const parts: WebChannelParts = {
    ...surroundings,
    cookie,
    visitors: new Visitors({ ...surroundings, cookie }),
  };
  const reader = new ConversationReader();
  const streams = new LiveStreams({ ...surroundings, reader });
  const files = new PageFiles(setting.pageDirectory);
  const router = Router();
  router.use(
    '/api',
    apiRouter(
      parts,
      { reader, streams },
      new PageWordBook(flows, surroundings.mine.words, setting.voiceNumber),
    ),
  );
  router.use(calendarRoutes(parts));
  router.use(downloadRoutes(parts), nameBodyFault);
  router.use(pageRoutes(files, setting));
  return { router, hasPage: files.isBuilt, stop: () => streams.close() };
}

function apiRouter(
  parts: WebChannelParts,
  live: { readonly reader: ConversationReader; readonly streams: LiveStreams },
  words: PageWordBook,
): Router {
  const { baseUrl } = parts.setting;
  const limits = rateLimits(parts.cookie, parts.clock);
  const api = Router();
  const isSecure = baseUrl?.startsWith('https:') ?? false;
  api.use(...securityHeaders({ isSecure, framedBy: [], sharable: false }));
  api.use(neverCached);
  api.use(limits.anything);
  api.use(onlyOwnRequests(baseUrl));
  api.use(...jsonBodies(BODY_MAX_BYTES), nameBodyFault);
  api.get('/words/:language', (request, response) => {
    words.answer(request.params.language, request, response);
  });
  const rooms = [
    sessionRoutes(parts, limits),
    conversationRoutes(parts, limits, live),
    letterRoutes(parts, limits),
    mineRoutes(parts, limits),
  ];
  for (const routes of rooms) api.use(routes);
  const routes = [api, ...rooms].flatMap(({ stack }) => stack.flatMap(({ route }) => route ?? []));
  for (const path of new Set(routes.map((route) => route.path))) {
    const ofPath = routes.filter((route) => route.path === path).flatMap(({ stack }) => stack);
    api.all(path, onlyBy(...new Set(ofPath.map(({ method }) => method.toUpperCase()))));
  }
  api.use(() => {
    throw new MadobeError('not_found');
  });
  return api;
}
