import { calendarDay } from '../calendar';
import { MadobeError } from '../errors';
import type { Alarm as KeptAlarm, Talk as KeptTalk } from '../handoff';
import type { StaffMember } from '../staff';
import type { Tx } from '../store';
import {
  type Alarm,
  type Colleagues,
  dutySchema,
  emptySchema,
  type LetterCounts,
  type Load,
  type Queue,
  type Taken,
} from './api';
import { type DeskParts, talkers } from './desk-parts';
import { type DeskRoute, pathPart, route } from './desk-route';
import { staffOf } from './guard';
import { channelKind, type PeopleAtDesk } from './people-at-desk';
import { RestSuggestions } from './rest-suggestions';
import { dutyView, namesOf, type StaffNames, summariesOf } from './talk-views';

/** Rows of each list on the first page: nobody reads further down. */
const SHOWN = 100;

const rests = new RestSuggestions();

/** The first page: who waits, what one has, what rings. */
export function queueRoutes(parts: DeskParts, people: PeopleAtDesk): readonly DeskRoute[] {
  const { store, talks, alarms, audit, clock } = parts;
  return [
    route('GET', '/queue', talkers, null, async ({ response }) => {
      const me = staffOf(response);
      response.json(await store.read((tx) => readQueue(tx, parts, people, me)));
    }),

    route('POST', '/rest/seen', talkers, emptySchema, async ({ response }) => {
      await store.write((tx) => rests.seen(tx, staffOf(response).id));
      response.status(204).end();
    }),

    route('GET', '/colleagues', talkers, null, async ({ response }) => {
      const view = await store.read(async (tx): Promise<Colleagues> => {
        const others = (await parts.colleagues(tx)).filter(
          ({ id, role, active }) => active && talkers.includes(role) && id !== staffOf(response).id,
        );
        const colleagues = [];
        for (const { id, name } of others) {
          colleagues.push({ id, name, duty: dutyView(await talks.duty.of(tx, id)) });
        }
        return { colleagues };
      });
      response.json(view);
    }),

    route('POST', '/duty', talkers, dutySchema, async ({ body, response }) => {
      const { id } = staffOf(response);
      const { on, onBreak, cap } = body;
      const duty = await store.write((tx) =>
        talks.duty.set(tx, id, { on, onBreak, ...(cap !== undefined && { cap }) }, clock.now()),
      );
      response.json(dutyView(duty));
    }),

    route('POST', '/next', talkers, emptySchema, async ({ response }) => {
      const { id } = staffOf(response);
      const talk = await store.write(async (tx) => {
        const next = await talks.takeNext(tx, id, clock.now());
        if (next) await audit.note(tx, id, 'talk.take', next.personId, clock.now());
        return next;
      });
      if (talk) response.json({ talkId: talk.id } satisfies Taken);
      else response.status(204).end();
    }),

    route('POST', '/alarms/:id/acknowledge', talkers, emptySchema, async ({ request, response }) => {
      const alarmId = pathPart(request);
      const { id } = staffOf(response);
      await store.write(async (tx) => {
        const alarm = await alarms.find(tx, alarmId);
        if (!alarm) throw new MadobeError('not_found');
        // A colleague was quicker: it is seen, which is all that was wanted.
        if (await alarms.acknowledge(tx, alarmId, id, clock.now())) {
          await audit.note(tx, id, 'alarm.acknowledge', alarm.personId, clock.now());
        }
      });
      response.status(204).end();
    }),
  ];
}

/** Letters that wait, by their day. Reads an index of those that wait and nothing else. */
export async function letterCounts(tx: Tx, today: string): Promise<LetterCounts> {
  const [row] = await tx.all<LetterCounts>(
    `SELECT CAST(COUNT(*) AS integer) AS waiting,
        CAST(COALESCE(SUM(CASE WHEN due_on = $1 THEN 1 ELSE 0 END), 0) AS integer) AS "dueToday",
        CAST(COALESCE(SUM(CASE WHEN due_on < $1 THEN 1 ELSE 0 END), 0) AS integer) AS late
       FROM letter WHERE answered_at IS NULL`,
    today,
  );
  return row ?? { waiting: 0, dueToday: 0, late: 0 };
}

async function readQueue(tx: Tx, parts: DeskParts, people: PeopleAtDesk, me: StaffMember): Promise<Queue> {
  const { talks, flows, clock } = parts;
  const now = clock.now();
  const colleagues = await parts.colleagues(tx);
  const names = namesOf(colleagues);
  const waiting = await talks.waiting(tx, SHOWN);
  const held = await talks.heldBy(tx, me.id);
  const watched = await talks.watchedBy(tx, me.id);
  const watching = new Set(watched.map(({ id }) => id));
  const show = (list: readonly KeptTalk[]) =>
    summariesOf(tx, people, list, { talks, names, watching: (id) => watching.has(id) });
  return {
    waiting: await show(waiting),
    waitingInAll: waiting.length < SHOWN ? waiting.length : await talks.waitingInAll(tx),
    mine: await show([...held, ...watched]),
    team: me.role === 'supervisor' ? await teamOf(tx, parts, people, { me, names }) : [],
    alarms: await alarmsOf(tx, parts, people),
    letters: await letterCounts(tx, calendarDay(now, flows.timeZone)),
    duty: dutyView(await talks.duty.of(tx, me.id)),
    rest: await rests.isDue(tx, me.id, now),
    now,
  };
}

/** Everybody who is on duty or has somebody. */
async function teamOf(
  tx: Tx,
  { talks }: DeskParts,
  people: PeopleAtDesk,
  { me, names }: { readonly me: StaffMember; readonly names: StaffNames },
): Promise<readonly Load[]> {
  const duties = await talks.duty.onDuty(tx);
  const held = await talks.held(tx);
  const summaries = await summariesOf(tx, people, held, { talks, names, watching: () => false });
  const ids = new Set([...duties.map(({ staff }) => staff), ...held.flatMap(({ staff }) => staff ?? [])]);
  ids.delete(me.id);
  const loads: Load[] = [];
  for (const id of ids) {
    const duty = duties.find(({ staff }) => staff === id) ?? (await talks.duty.of(tx, id));
    loads.push({
      id,
      name: names.get(id)?.name ?? '',
      duty: dutyView(duty),
      talks: summaries.filter((talk) => talk.with?.id === id),
    });
  }
  return loads;
}

async function alarmsOf(
  tx: Tx,
  { alarms, talks }: DeskParts,
  people: PeopleAtDesk,
): Promise<readonly Alarm[]> {
  const open = await alarms.open(tx, SHOWN);
  const seen = await people.all(
    tx,
    open.map(({ personId }) => personId),
  );
  const views: Alarm[] = [];
  for (const alarm of open) {
    const person = seen.get(alarm.personId);
    if (!person) continue;
    const talk = await talks.openOf(tx, alarm.personId);
    views.push(
      alarmView(alarm, person.name, { talk, channel: talk?.channel ?? (await lastChannel(tx, alarm)) }),
    );
  }
  return views;
}

function alarmView(
  { id, label, urgent, at, escalatedAt }: KeptAlarm,
  name: Omit<Alarm, 'id' | 'label' | 'urgent' | 'at' | 'escalatedAt' | 'talkId' | 'channel'>,
  { talk, channel }: { readonly talk: KeptTalk | null; readonly channel: string },
): Alarm {
  return {
    ...name,
    channel: channelKind(channel),
    id,
    label,
    urgent,
    at,
    talkId: talk?.id ?? null,
    escalatedAt,
  };
}

async function lastChannel(tx: Tx, { personId }: KeptAlarm): Promise<string> {
  const [row] = await tx.all<{ channel: string }>(
    'SELECT channel FROM message WHERE person_id = $1 ORDER BY id DESC LIMIT 1',
    personId,
  );
  return row?.channel ?? 'web';
}
