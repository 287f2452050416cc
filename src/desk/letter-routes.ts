import { calendarDay } from '../calendar';
import { MadobeError } from '../errors';
import type { WaitingLetter } from '../handoff';
import type { KnownPerson } from '../people';
import type { Tx } from '../store';
import { answerLetterSchema, draftSchema, type Letter, type LetterList, type LetterSummary } from './api';
import { talkers } from './desk-parts';
import { type DeskRoute, pathPart, route } from './desk-route';
import { staffOf } from './guard';
import { channelOf, idOf, type LetterName, nameFrom } from './letter-name';
import { channelKind } from './people-at-desk';
import { letterCounts } from './queue-routes';
import type { TalkRouteParts } from './talk-routes';

/** Letters on the page: the most pressing. */
const SHOWN = 100;

/** Reading letters and answering them. Answers go where the organisation's rule and their writer's wish allow. */
export function letterRoutes(parts: TalkRouteParts): readonly DeskRoute[] {
  const { store, letters, people, voice, drafts, audit, openings, atDesk, flows, clock } = parts;
  const today = () => calendarDay(clock.now(), flows.timeZone);
  return [
    route('GET', '/letters', talkers, null, async ({ response }) => {
      const view = await store.read(async (tx): Promise<LetterList> => {
        const waiting = await letters.waiting(tx, SHOWN);
        const begun = await drafts.begunOf(tx, waiting);
        const seen = await atDesk.all(
          tx,
          waiting.map(({ personId }) => personId),
        );
        const summaries: LetterSummary[] = [];
        for (const letter of waiting) {
          const writer = seen.get(letter.personId);
          const whole = writer && (await letters.find(tx, writer.person, letter.id));
          if (!whole) continue;
          summaries.push({
            ...writer.name,
            ...summaryOf(letter, today()),
            about: whole.about,
            begun: begun.has(`${letter.personId}/${letter.id}`),
          });
        }
        return { ...(await letterCounts(tx, today())), letters: summaries };
      });
      response.json(view);
    }),

    route('GET', '/letters/:id', talkers, null, async ({ request, response }) => {
      const name = nameFrom(pathPart(request));
      const view = await store.write(async (tx): Promise<Letter> => {
        const writer = await atDesk.one(tx, name.personId);
        const letter = writer && (await letters.find(tx, writer.person, name.id));
        const channel = await channelOf(tx, name);
        if (!letter || channel === null) throw new MadobeError('not_found');
        const draft = await drafts.of(tx, writer.person, { letter: name.id });
        await openings.note(tx, staffOf(response).id, 'letter.open', name.personId, clock.now());
        const { sentAt, dueOn, about, body, answer } = letter;
        return {
          ...writer.name,
          ...summaryOf({ ...name, channel, sentAt, dueOn }, today()),
          about,
          begun: draft !== '',
          body,
          facts: writer.facts,
          draft,
          answer,
        };
      });
      response.json(view);
    }),

    route('PUT', '/letters/:id/draft', talkers, draftSchema, async ({ body, request, response }) => {
      const name = nameFrom(pathPart(request));
      await store.write(async (tx) => {
        const person = await writerOf(tx, name);
        const letter = await letters.find(tx, person, name.id);
        if (!letter) throw new MadobeError('not_found');
        if (letter.answer !== null) throw new MadobeError('desk_letter_answered');
        await drafts.save(tx, person, { letter: name.id }, body.text, clock.now());
      });
      response.status(204).end();
    }),

    route('POST', '/letters/:id/answer', talkers, answerLetterSchema, async ({ body, request, response }) => {
      const name = nameFrom(pathPart(request));
      const { id: staff } = staffOf(response);
      await store.write(async (tx) => {
        const person = await writerOf(tx, name);
        if (!(await letters.find(tx, person, name.id))) throw new MadobeError('not_found');
        const spoken = await voice.answerLetter(
          tx,
          person.id,
          name.id,
          { body: body.body, staff },
          clock.now(),
        );
        if (!spoken) throw new MadobeError('desk_letter_answered');
        await drafts.remove(tx, person.id, { letter: name.id });
        await audit.note(tx, staff, 'letter.answer', person.id, clock.now());
      });
      response.status(204).end();
    }),
  ];

  async function writerOf(tx: Tx, { personId }: LetterName): Promise<KnownPerson> {
    const person = await people.lock(tx, personId);
    if (!person) throw new MadobeError('not_found');
    return person;
  }
}

function summaryOf(letter: WaitingLetter, today: string) {
  const { sentAt, dueOn, channel } = letter;
  const due = dueOn < today ? ('late' as const) : dueOn === today ? ('today' as const) : ('later' as const);
  return { id: idOf(letter), channel: channelKind(channel), sentAt, dueOn, due };
}
