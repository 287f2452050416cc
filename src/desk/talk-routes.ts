import { randomUUID } from 'node:crypto';
import type { Response } from 'express';
import { MadobeError } from '../errors';
import type { Language } from '../flow';
import type { Talk as KeptTalk } from '../handoff';
import type { KnownPerson, LockedPerson } from '../people';
import type { Tx } from '../store';
import {
  assignSchema,
  draftSchema,
  type Entries,
  emptySchema,
  handOverSchema,
  type Sent,
  sendMessageSchema,
  slowSchema,
  snoozeSchema,
  type Talk,
  type Whisper,
  whisperSchema,
} from './api';
import { type DeskParts, leaders, talkers } from './desk-parts';
import { type DeskRoute, pathPart, queryNumber, route } from './desk-route';
import { type DeskVoice, type StaffMessage } from './desk-voice';
import type { Drafts } from './drafts';
import { EntryReader } from './entry-reader';
import { staffOf } from './guard';
import { limits } from './limits';
import { Malformed } from './malformed';
import type { OpeningNotes } from './opening-notes';
import type { PeopleAtDesk } from './people-at-desk';
import { RestSuggestions } from './rest-suggestions';
import type { ScheduledMessages } from './scheduled-messages';
import { nameOf, namesOf, type StaffNames, summaryOf } from './talk-views';

const DAY_MS = 24 * 60 * 60_000;
const PAGE = 50;
const PAGE_AT_MOST = 100;

/** What talk routes share with the rest of the desk. */
export interface TalkRouteParts extends DeskParts {
  readonly atDesk: PeopleAtDesk;
  readonly speaker: DeskVoice;
  readonly drafts: Drafts;
  readonly scheduled: ScheduledMessages;
  readonly openings: OpeningNotes;
}

interface OpenTalk<Person extends KnownPerson = KnownPerson> {
  readonly talk: KeptTalk;
  readonly person: Person;
}

/** Reading along and talking: every route looks up anew whose talk it is. */
export function talkRoutes(parts: TalkRouteParts): readonly DeskRoute[] {
  const { store, talks, people, clock, audit, drafts, scheduled, speaker, openings } = parts;
  const reader = new EntryReader();
  const rests = new RestSuggestions();

  /** The talk, its person held. Throws `desk_not_yours` unless who asks has it. */
  const mine = async (tx: Tx, id: string, response: Response): Promise<OpenTalk<LockedPerson>> => {
    const talk = await talks.find(tx, id);
    const person = talk && (await people.lock(tx, talk.personId));
    if (!talk || !person) throw new MadobeError('not_found');
    // Looked up again behind the lock: it may have been handed over while this waited.
    const now = await talks.find(tx, id);
    if (now?.state !== 'with' || now.staff !== staffOf(response).id) throw new MadobeError('desk_not_yours');
    return { talk: now, person };
  };
  /** The talk for whoever may read it: who has it or had it last, who watches, supervisors. */
  const readable = async (tx: Tx, id: string, response: Response): Promise<OpenTalk> => {
    const talk = await talks.find(tx, id);
    const person = talk && (await people.open(tx, talk.personId));
    if (!talk || !person) throw new MadobeError('not_found');
    const me = staffOf(response);
    const may =
      me.role === 'supervisor' ||
      talk.staff === me.id ||
      (talk.state !== 'over' && (await talks.watchers(tx, id)).includes(me.id));
    if (!may) throw new MadobeError('desk_not_allowed');
    return { talk, person };
  };
  const done = (response: Response) => void response.status(204).end();
  const must = (happened: boolean) => {
    if (!happened) throw new MadobeError('desk_not_yours');
  };
  /** Somebody who may be given a talk. */
  const taker = async (tx: Tx, id: string) => {
    const found = (await parts.colleagues(tx)).find((each) => each.id === id);
    if (!found?.active || !talkers.includes(found.role)) throw new Malformed('to');
  };
  const languageOf = async (tx: Tx, personId: string): Promise<Language> =>
    (await parts.atDesk.one(tx, personId))?.name.language ?? parts.flows.organisation.defaultLanguage;
  const say = async (
    id: string,
    response: Response,
    write: (tx: Tx, open: OpenTalk) => Promise<StaffMessage>,
  ) =>
    store.write(async (tx): Promise<Sent> => {
      const open = await mine(tx, id, response);
      const { talk, person } = open;
      const message = await write(tx, open);
      const before = await speaker.saidAs(tx, person.id, message.id);
      if (before !== null) return { entry: before, place: null, noticed: false };
      const said = await speaker.say(tx, person, { id, holder: talk.staff ?? '' }, message, clock.now());
      if (!said) throw new MadobeError('desk_not_yours');
      return { entry: said.entry, place: said.place, noticed: said.noticed };
    });

  return [
    route('GET', '/talks/:id', talkers, null, async ({ request, response }) => {
      const id = pathPart(request);
      const me = staffOf(response);
      const view = await store.write(async (tx) => {
        const { talk } = await readable(tx, id, response);
        const names = namesOf(await parts.colleagues(tx));
        const shown = await talkView(tx, parts, talk, { me: me.id, names });
        await openings.note(tx, me.id, 'talk.open', talk.personId, clock.now());
        return shown;
      });
      response.json(view);
    }),

    route('GET', '/talks/:id/entries', talkers, null, async ({ request, response }) => {
      const id = pathPart(request);
      const me = staffOf(response).id;
      const before = queryNumber(request, 'before');
      const after = queryNumber(request, 'after');
      const limit = Math.min(Math.max(queryNumber(request, 'limit') ?? PAGE, 1), PAGE_AT_MOST);
      const { page, talk } = await store.read(async (tx) => {
        const { person, talk } = await readable(tx, id, response);
        const names = namesOf(await parts.colleagues(tx));
        const page: Entries =
          after === null
            ? await reader.before(tx, person, before, limit, names)
            : await reader.after(tx, person, after, limit, names);
        return { page, talk };
      });
      response.json(page);
      // Only who has the talk reads for the person; who looks on, or looks back later, leaves no mark. Nor does a page that
      // keeps itself up to date in the background.
      const newest = request.query.seen === 'no' ? undefined : page.entries.at(-1);
      if (newest && talk.state === 'with' && talk.staff === me) {
        parts.delivery.readMarks.opened(talk.personId, newest.id);
      }
    }),

    route('POST', '/talks/:id/messages', talkers, sendMessageSchema, async ({ body, request, response }) => {
      const id = pathPart(request);
      const { id: staff } = staffOf(response);
      const { text, quotes = null, at } = body;
      const now = clock.now();
      if (at !== undefined && at > now + limits.scheduledDays * DAY_MS) throw new Malformed('at');
      if (at !== undefined && at > now) {
        await store.write(async (tx) => {
          const { person } = await mine(tx, id, response);
          // Said already, and posted again by a page that did not hear so.
          if ((await speaker.saidAs(tx, person.id, body.id)) !== null) return;
          await scheduled.add(tx, person, id, { id: body.id, staff, text, quotes, at });
          await drafts.remove(tx, person.id, { talk: id, staff });
          tx.notify('talk', id);
        });
        response.status(202).json({ entry: null, place: null, noticed: false } satisfies Sent);
        return;
      }
      const sent = await say(id, response, async (tx, { person }) => {
        await drafts.remove(tx, person.id, { talk: id, staff });
        return { id: body.id, staff, text, quotes };
      });
      response.status(201).json(sent);
    }),

    route('DELETE', '/talks/:id/scheduled/:message', talkers, null, async ({ request, response }) => {
      const id = pathPart(request);
      const message = pathPart(request, 'message').toLowerCase();
      await store.write(async (tx) => {
        await mine(tx, id, response);
        if (!(await scheduled.remove(tx, id, message))) throw new MadobeError('not_found');
        tx.notify('talk', id);
      });
      done(response);
    }),

    route('POST', '/talks/:id/typing', talkers, emptySchema, async ({ request, response }) => {
      const id = pathPart(request);
      await store.write(async (tx) => {
        const talk = await talks.find(tx, id);
        if (!talk) throw new MadobeError('not_found');
        must(talk.state === 'with' && talk.staff === staffOf(response).id);
        tx.notify('typing', talk.personId);
      });
      done(response);
    }),

    route('PUT', '/talks/:id/draft', talkers, draftSchema, async ({ body, request, response }) => {
      const id = pathPart(request);
      await store.write(async (tx) => {
        const { person } = await mine(tx, id, response);
        await drafts.save(tx, person, { talk: id, staff: staffOf(response).id }, body.text, clock.now());
      });
      done(response);
    }),

    route('POST', '/talks/:id/slow', talkers, slowSchema, async ({ body, request, response }) => {
      const { id: staff } = staffOf(response);
      const sent = await say(pathPart(request), response, async (tx, { talk }) => {
        const text = parts.slowWords(await languageOf(tx, talk.personId));
        return { id: body.id, staff, text, quotes: null };
      });
      response.status(201).json(sent);
    }),

    route('POST', '/talks/:id/hand-over', talkers, handOverSchema, async ({ body, request, response }) => {
      const id = pathPart(request);
      const { id: from } = staffOf(response);
      await store.write(async (tx) => {
        const { person, talk } = await mine(tx, id, response);
        if (body.to === from) throw new Malformed('to');
        await taker(tx, body.to);
        must(await talks.handOver(tx, person, id, { from, ...body }, clock.now()));
        await drafts.remove(tx, person.id, { talk: id, staff: from });
        await rests.suggest(tx, from, talk, clock.now());
        await audit.note(tx, from, 'talk.hand-over', person.id, clock.now());
      });
      done(response);
    }),

    ...(['give-back', 'close'] as const).map((way) =>
      route('POST', `/talks/:id/${way}`, talkers, emptySchema, async ({ request, response }) => {
        const id = pathPart(request);
        const { id: staff } = staffOf(response);
        await store.write(async (tx) => {
          const { person, talk } = await mine(tx, id, response);
          if (way === 'close') {
            const text = parts.closeWords(await languageOf(tx, person.id));
            const message = { id: randomUUID(), staff, text, quotes: null };
            await speaker.say(tx, person, { id, holder: staff }, message, clock.now());
          }
          const end = way === 'close' ? talks.close : talks.giveBack;
          must(await end.call(talks, tx, id, staff, clock.now()));
          await scheduled.removeOfTalk(tx, id);
          await drafts.removeOfTalk(tx, person.id, id);
          await rests.suggest(tx, staff, talk, clock.now());
          await audit.note(tx, staff, `talk.${way}`, person.id, clock.now());
          if (way === 'give-back') await parts.goOn(tx, person, talk.channel, clock.now());
        });
        done(response);
      }),
    ),

    route('POST', '/talks/:id/snooze', talkers, snoozeSchema, async ({ body, request, response }) => {
      const id = pathPart(request);
      await store.write(async (tx) => {
        await mine(tx, id, response);
        must(await talks.snooze(tx, id, staffOf(response).id, body.until));
      });
      done(response);
    }),

    route('POST', '/talks/:id/assign', leaders, assignSchema, async ({ body, request, response }) => {
      const id = pathPart(request);
      const { id: staff } = staffOf(response);
      await store.write(async (tx) => {
        const talk = await talks.find(tx, id);
        if (!talk) throw new MadobeError('not_found');
        await taker(tx, body.to);
        must(await talks.assign(tx, id, body.to, clock.now()));
        await talks.unwatch(tx, id, body.to);
        await audit.note(tx, staff, 'talk.assign', talk.personId, clock.now());
      });
      done(response);
    }),

    route('POST', '/talks/:id/watch', talkers, emptySchema, async ({ request, response }) => {
      const id = pathPart(request);
      const { id: staff } = staffOf(response);
      await store.write(async (tx) => {
        const talk = await talks.find(tx, id);
        if (!talk) throw new MadobeError('not_found');
        must(await talks.watch(tx, id, staff, clock.now()));
        await openings.note(tx, staff, 'talk.watch', talk.personId, clock.now());
      });
      done(response);
    }),

    route('POST', '/talks/:id/unwatch', talkers, emptySchema, async ({ request, response }) => {
      await store.write((tx) => talks.unwatch(tx, pathPart(request), staffOf(response).id));
      done(response);
    }),

    route('POST', '/talks/:id/whispers', talkers, whisperSchema, async ({ body, request, response }) => {
      const id = pathPart(request);
      const { id: staff } = staffOf(response);
      const view = await store.write(async (tx): Promise<Whisper> => {
        const { person } = await readable(tx, id, response);
        const kept = await talks.whisper(tx, person, id, { staff, text: body.text }, clock.now());
        if (!kept) throw new MadobeError('not_found');
        tx.notify('whisper', id);
        const names = namesOf(await parts.colleagues(tx));
        return { id: String(kept.id), by: nameOf(names, staff), text: kept.text, at: kept.at };
      });
      response.status(201).json(view);
    }),
  ];
}

async function talkView(
  tx: Tx,
  parts: TalkRouteParts,
  talk: KeptTalk,
  { me, names }: { readonly me: string; readonly names: StaffNames },
): Promise<Talk> {
  const { talks, atDesk, drafts, scheduled, voice } = parts;
  const seen = await atDesk.one(tx, talk.personId);
  if (!seen) throw new MadobeError('not_found');
  const { person, facts } = seen;
  const watchers = await talks.watchers(tx, talk.id);
  return {
    ...summaryOf(talk, seen, { talks, names, watching: watchers.includes(me) }),
    facts,
    handOvers: (await talks.handOvers(tx, person, talk.id)).map(({ from, to, summary, at }) => ({
      from: nameOf(names, from),
      to: nameOf(names, to),
      summary,
      at,
    })),
    watchers: watchers.map((id) => nameOf(names, id)),
    whispers: (await talks.whispers(tx, person, talk.id)).map(({ id, staff, text, at }) => ({
      id: String(id),
      by: nameOf(names, staff),
      text,
      at,
    })),
    draft: await drafts.of(tx, person, { talk: talk.id, staff: me }),
    scheduled: (await scheduled.ofTalk(tx, person, talk.id)).map(({ id, staff, text, quotes, at }) => ({
      id,
      by: nameOf(names, staff),
      text,
      quotes,
      at,
    })),
    place: await voice.placeOf(tx, person),
    isMine: talk.state === 'with' && talk.staff === me,
  };
}
