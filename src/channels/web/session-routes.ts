import { randomUUID } from 'node:crypto';
import { type Request, type Response, Router } from 'express';
import { MadobeError } from '../../errors';
import type { Language } from '../../flow';
import type { KnownPerson } from '../../people';
import type { Tx } from '../../store';
import { openRoomSchema, openSessionSchema, resumeSchema, type SessionView } from './api';
import { bodyOf } from './body-of';
import type { Limits } from './rate-limits';
import type { Visitor } from './visitors';
import type { WebChannelParts } from './web-channel-parts';

/** Opening, leaving and coming back to a conversation. */
export function sessionRoutes(parts: WebChannelParts, limits: Limits): Router {
  const { store, people, sessions, links, codes, conversations, cookie, visitors, clock } = parts;
  const router = Router();

  router.get('/session', async (request, response) => {
    const { person } = await visitors.of(request);
    response.json(await store.read((tx) => viewOf(tx, person)));
  });

  router.post('/session', limits.session, async (request, response) => {
    const { language } = bodyOf(request, openSessionSchema);
    const known = await visitors.find(request);
    if (known) {
      response.json(await store.read((tx) => viewOf(tx, known.person)));
      return;
    }
    const opened = await store.write(async (tx) => {
      const person = await people.createUnknown(tx, 'web', clock.now());
      return { person, token: await sessions.open(tx, person.id, clock.now()) };
    });
    // Before the browser gets its cookie: whoever has one has been greeted. Killed in between, nobody has either.
    await parts.accept([
      {
        channel: 'web',
        eventId: `open-${randomUUID()}`,
        address: opened.person.address,
        happening: {
          kind: 'said',
          event: { kind: 'followed', ...(language === undefined ? {} : { language }) },
          messageId: null,
        },
        happenedAt: clock.now(),
        replyToken: null,
      },
    ]);
    cookie.give(request, response, opened.token);
    const view = await store.read((tx) => viewOf(tx, opened.person));
    response.status(201).json({ ...view, language: language ?? view.language } satisfies SessionView);
  });

  router.delete('/session', async (request, response) => {
    const visitor = await visitors.find(request);
    if (visitor) await store.write((tx) => endSession(tx, visitor));
    cookie.takeBack(request, response);
    response.status(204).end();
  });

  router.post('/resume-code', limits.letter, async (request, response) => {
    const { person } = await visitors.of(request);
    const language = await store.read((tx) => conversations.languageOf(tx, person));
    const code = await codes.make(person.id, parts.resumeWords(language));
    if (!code) throw new MadobeError('session_missing');
    response.status(201).json(code);
  });

  router.post('/resume', limits.way, async (request, response) => {
    const given = bodyOf(request, resumeSchema);
    const personId = await codes.redeem(given);
    const entered = personId && (await store.write((tx) => people.open(tx, personId)));
    if (!entered) throw new MadobeError('resume_refused');
    await enter(request, response, entered);
  });

  router.post('/room', limits.way, async (request, response) => {
    const { token } = bodyOf(request, openRoomSchema);
    const opened = await store.write(async (tx) => {
      const entry = await links.redeem(tx, token, clock.now());
      const person = entry && (await people.open(tx, entry.personId));
      return person && entry && { person, purpose: entry.purpose };
    });
    if (!opened) throw new MadobeError('link_used_up');
    await enter(request, response, opened.person, opened.purpose);
  });

  /** Lets a browser in as this person; whoever it was before is left, and can come back by their own code. */
  const enter = async (
    request: Request,
    response: Response,
    person: KnownPerson,
    opens?: NonNullable<SessionView['opens']>,
  ): Promise<void> => {
    const before = await visitors.find(request);
    const { token, view } = await store.write(async (tx) => {
      if (before) await endSession(tx, before);
      await people.giveAddress(tx, person, 'web');
      return { token: await sessions.open(tx, person.id, clock.now()), view: await viewOf(tx, person) };
    });
    cookie.give(request, response, token);
    response.json({ ...view, ...(opens === undefined ? {} : { opens }) } satisfies SessionView);
  };

  const endSession = async (tx: Tx, { token, person }: Visitor): Promise<void> => {
    await sessions.end(tx, token);
    tx.notify('ended', person.id);
  };

  const viewOf = async (tx: Tx, person: KnownPerson): Promise<SessionView> => {
    const language: Language = await conversations.languageOf(tx, person);
    const waiting = await tx.all(
      `SELECT 1 FROM inbox_event WHERE person_id = $1 AND channel = 'web' AND state = 'pending' LIMIT 1`,
      person.id,
    );
    return {
      language,
      line: (await people.addressOf(tx, person, 'line')) !== null,
      waiting: waiting.length > 0,
    };
  };

  return router;
}
