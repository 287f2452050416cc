import { Router } from 'express';
import { MadobeError } from '../../errors';
import type { ConsentKind, LockedPerson } from '../../people';
import type { Tx } from '../../store';
import {
  type Letter,
  type LetterDraftView,
  type LetterList,
  letterDraftSchema,
  type Registered,
  registeredSchema,
  sendLetterSchema,
} from './api';
import { bodyOf } from './body-of';
import type { Limits } from './rate-limits';
import type { Visitor } from './visitors';
import type { WebChannelParts } from './web-channel-parts';

const uuid = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/** Letters, and what people registered about themselves. */
export function letterRoutes(parts: WebChannelParts, limits: Limits): Router {
  const { store, people, letters, registrations, mine, conversations, visitors, clock } = parts;
  const router = Router();

  /** Writes something of a person's while holding them. */
  const writeFor = <T>({ person }: Visitor, work: (tx: Tx, person: LockedPerson) => Promise<T>): Promise<T> =>
    store.write(async (tx) => {
      const locked = await people.lock(tx, person.id);
      if (!locked) throw new MadobeError('session_missing');
      return work(tx, locked);
    });

  /**
   * Records that a person agreed to the words beside what they are keeping: in the transaction that keeps the first of it,
   * and before.
   */
  const agree = async (tx: Tx, person: LockedPerson, kind: ConsentKind): Promise<void> =>
    mine.agree(tx, person, kind, await conversations.languageOf(tx, person), clock.now());

  router.get('/letters', async (request, response) => {
    const { person } = await visitors.of(request);
    response.json({
      letters: await store.read((tx) => letters.list(tx, person)),
    } satisfies LetterList);
  });

  router.post('/letters', limits.letter, async (request, response) => {
    const { id, body, about, answerIn } = bodyOf(request, sendLetterSchema);
    const visitor = await visitors.of(request);
    const letter = { id, channel: 'web', body, about: about || null, answerIn };
    response.status(201).json(
      (await writeFor(visitor, async (tx, person) => {
        await agree(tx, person, 'letters');
        return letters.send(tx, person, letter, clock.now());
      })) satisfies Letter,
    );
  });

  router.get('/letters/draft', async (request, response) => {
    const { person } = await visitors.of(request);
    response.json(
      await store.read(async (tx): Promise<LetterDraftView> => {
        const draft = await letters.drafts.of(tx, person);
        const { answerIn } = await registrations.of(tx, person);
        return { draft: draft && { ...draft, answerIn: draft.answerIn ?? answerIn } };
      }),
    );
  });

  router.put('/letters/draft', async (request, response) => {
    const draft = bodyOf(request, letterDraftSchema);
    const visitor = await visitors.of(request);
    await writeFor(visitor, async (tx, person) => {
      if (draft.body !== '' || draft.about !== '') await agree(tx, person, 'letters');
      await letters.drafts.save(tx, person, draft, clock.now());
    });
    response.status(204).end();
  });

  router.get('/letters/:id', async (request, response) => {
    const { id } = request.params;
    const visitor = await visitors.of(request);
    const letter = uuid.test(id)
      ? await writeFor(visitor, (tx, person) => letters.read(tx, person, id, clock.now()))
      : null;
    if (!letter) throw new MadobeError('not_found');
    response.json(letter satisfies Letter);
  });

  router.get('/registered', async (request, response) => {
    const { person } = await visitors.of(request);
    response.json((await store.read((tx) => registrations.of(tx, person))) satisfies Registered);
  });

  router.put('/registered', async (request, response) => {
    const items = bodyOf(request, registeredSchema);
    const visitor = await visitors.of(request);
    await writeFor(visitor, async (tx, person) => {
      const { answerIn: _, ...told } = items;
      // Taking everything out again takes back, too, that anything is kept.
      if (Object.values(told).every((item) => item === null)) {
        await mine.change(
          tx,
          person,
          'registered-off',
          await conversations.languageOf(tx, person),
          clock.now(),
        );
      } else await agree(tx, person, 'registered');
      await registrations.save(tx, person, items, clock.now());
    });
    response.status(204).end();
  });

  return router;
}
