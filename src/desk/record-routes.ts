import type { Request, Response } from 'express';
import { referralChoices } from '../conversation';
import { MadobeError } from '../errors';
import { type Entry, fits, readable, type Subject, subjects } from '../records';
import {
  type AssessmentNote,
  emptySchema,
  type RecordSheet,
  type Referral,
  type ReferralWords,
  recordFactsSchema,
  recordFieldsSchema,
  recordNoteSchema,
  recordTagsSchema,
  referralSchema,
} from './api';
import { talkers } from './desk-parts';
import { type DeskRoute, pathPart, route } from './desk-route';
import { staffOf } from './guard';
import { Malformed } from './malformed';
import { type RecordPath, RecordPlaces, recordPaths } from './record-places';
import { noteView, referralView, sheetView } from './record-views';
import type { TalkRouteParts } from './talk-routes';
import { namesOf } from './talk-views';

/** Reading and writing records (支援記録票), and asking whether something of them may be passed on. */
export function recordRoutes(parts: TalkRouteParts): readonly DeskRoute[] {
  const places = new RecordPlaces(parts);
  return recordPaths.flatMap((path) => [
    ...sheetRoutes(parts, places, path),
    ...referralRoutes(parts, places, path),
  ]);
}

function sheetRoutes(parts: TalkRouteParts, places: RecordPlaces, path: RecordPath): readonly DeskRoute[] {
  const { store, records, recordTemplate: template, atDesk, audit, openings, clock } = parts;
  const author = (response: Response) => ({ staff: staffOf(response).id, now: clock.now() });
  const done = (response: Response) => void response.status(204).end();
  return [
    route('GET', `${path}/record`, talkers, null, async ({ request, response }) => {
      const { staff, now } = author(response);
      const view = await store.write(async (tx): Promise<RecordSheet> => {
        const place = await places.read(tx, path, pathPart(request), response);
        const seen = await atDesk.one(tx, place.person.id);
        if (!seen) throw new MadobeError('not_found');
        await openings.note(tx, staff, 'record.open', place.person.id, now);
        return sheetView(tx, parts, place, seen);
      });
      response.json(view);
    }),

    route(
      'PUT',
      `${path}/record/:subject/fields`,
      talkers,
      recordFieldsSchema,
      async ({ body, request, response }) => {
        const subject = subjectOf(request);
        const by = author(response);
        await store.write(async (tx) => {
          const { person } = await places.write(tx, path, pathPart(request), response);
          const kept = await records.of(tx, person, subject);
          const entries = new Map<string, Entry | null>();
          for (const [id, value] of Object.entries(body.fields)) {
            const field = template.fields.find(
              (each) => each.id === id && (each.only ?? subject) === subject,
            );
            const isEmptied = value === null || value === '';
            if (!field && !kept.fields.has(id)) throw new Malformed(`fields.${id}`);
            const stays = kept.fields.get(id)?.value === value;
            if (!stays && !fits(field, value)) throw new Malformed(`fields.${id}`);
            if (stays) continue;
            entries.set(
              id,
              isEmptied || !field ? null : { label: field.label, value, shown: readable(field, value) },
            );
          }
          await records.setFields(tx, person, subject, entries, by);
          await openings.note(tx, by.staff, 'record.change', person.id, by.now);
        });
        done(response);
      },
    ),

    route(
      'PUT',
      `${path}/record/:subject/facts`,
      talkers,
      recordFactsSchema,
      async ({ body, request, response }) => {
        const subject = subjectOf(request);
        const by = author(response);
        await store.write(async (tx) => {
          const { person } = await places.write(tx, path, pathPart(request), response);
          const told = subject === 'writer' ? ((await atDesk.one(tx, person.id))?.told ?? []) : [];
          const entries = new Map<string, Entry | null>();
          for (const [id, value] of Object.entries(body.facts)) {
            const fact = told.find((each) => each.id === id);
            if (!fact) throw new Malformed(`facts.${id}`);
            const isLeft = value === null || value === '';
            entries.set(id, isLeft ? null : { label: fact.name, value, shown: value });
          }
          await records.setFacts(tx, person, subject, entries, by);
          await openings.note(tx, by.staff, 'record.change', person.id, by.now);
        });
        done(response);
      },
    ),

    route(
      'PUT',
      `${path}/record/:subject/tags`,
      talkers,
      recordTagsSchema,
      async ({ body, request, response }) => {
        const subject = subjectOf(request);
        const by = author(response);
        await store.write(async (tx) => {
          const { person } = await places.write(tx, path, pathPart(request), response);
          await records.setTags(tx, person, subject, body.tags, by);
          await openings.note(tx, by.staff, 'record.change', person.id, by.now);
        });
        done(response);
      },
    ),

    route(
      'POST',
      `${path}/record/:subject/notes`,
      talkers,
      recordNoteSchema,
      async ({ body, request, response }) => {
        const subject = subjectOf(request);
        const by = author(response);
        const view = await store.write(async (tx): Promise<AssessmentNote> => {
          const { person } = await places.write(tx, path, pathPart(request), response);
          const corrects = body.corrects === undefined ? null : Number(body.corrects);
          if (corrects !== null && !Number.isSafeInteger(corrects)) throw new Malformed('corrects');
          const kept = await records.addNote(tx, person, subject, { text: body.text, corrects }, by);
          if (!kept) throw new Malformed('corrects');
          await audit.note(tx, by.staff, 'record.note', person.id, by.now);
          return noteView(kept, namesOf(await parts.colleagues(tx)));
        });
        response.status(201).json(view);
      },
    ),
  ];
}

function referralRoutes(parts: TalkRouteParts, places: RecordPlaces, path: RecordPath): readonly DeskRoute[] {
  const { store, referrals, mine, voice, talks, atDesk, audit, clock } = parts;
  const author = (response: Response) => ({ staff: staffOf(response).id, now: clock.now() });
  return [
    route('POST', `${path}/referrals`, talkers, referralSchema, async ({ body, request, response }) => {
      const by = author(response);
      const view = await store.write(async (tx): Promise<Referral> => {
        const { person, talk } = await places.write(tx, path, pathPart(request), response);
        const language = (await atDesk.one(tx, person.id))?.name.language;
        if (language === undefined) throw new MadobeError('not_found');
        const words = mine.referralQuestion(language, body);
        const kept = await referrals.ask(tx, person, { ...body, words, language }, by);
        if (kept === 'waits') throw new MadobeError('desk_referral_asked');
        if (kept === 'many') throw new MadobeError('desk_referral_many');
        const question = {
          text: words,
          choices: referralChoices(kept.id, mine.words[language].referral),
          staff: by.staff,
          inTalk: (await talks.openOf(tx, person.id)) !== null,
        };
        if (!(await voice.ask(tx, person.id, question, by.now)))
          throw new MadobeError('desk_referral_unasked');
        // It is said to them like everything else that a counsellor says.
        if (talk) await talks.answered(tx, talk.id, by.staff, by.now);
        await audit.note(tx, by.staff, 'referral.ask', person.id, by.now);
        return referralView(kept, namesOf(await parts.colleagues(tx)));
      });
      response.status(201).json(view);
    }),

    route('POST', `${path}/referrals/words`, talkers, referralSchema, async ({ body, request, response }) => {
      const view = await store.write(async (tx): Promise<ReferralWords> => {
        const { person } = await places.write(tx, path, pathPart(request), response);
        const language = (await atDesk.one(tx, person.id))?.name.language;
        if (language === undefined) throw new MadobeError('not_found');
        const answers = referralChoices('', mine.words[language].referral).map(({ label }) => label);
        return { words: mine.referralQuestion(language, body), answers };
      });
      response.json(view);
    }),

    ...(['done', 'take-back'] as const).map((way) =>
      route(
        'POST',
        `${path}/referrals/:referral/${way}`,
        talkers,
        emptySchema,
        async ({ request, response }) => {
          const by = author(response);
          const id = pathPart(request, 'referral');
          await store.write(async (tx) => {
            const { person } = await places.write(tx, path, pathPart(request), response);
            if (!(await referrals.find(tx, person, id))) throw new MadobeError('not_found');
            const happened =
              way === 'done'
                ? await referrals.markDone(tx, person.id, id, by)
                : await referrals.takeBack(tx, person.id, id, by.now);
            if (!happened) {
              throw new MadobeError(way === 'done' ? 'desk_referral_not_given' : 'desk_referral_answered');
            }
            await audit.note(tx, by.staff, `referral.${way}`, person.id, by.now);
          });
          response.status(204).end();
        },
      ),
    ),
  ];
}

/** The subject of a path. Throws `not_found` for what is none. */
export function subjectOf(request: Request): Subject {
  const part = pathPart(request, 'subject');
  const subject = subjects.find((each) => each === part);
  if (!subject) throw new MadobeError('not_found');
  return subject;
}
