import { type DeadLetterName, forecastQuota, type Quota } from '../delivery';
import { MadobeError } from '../errors';
import type { Tx } from '../store';
import { type DeadLetters, emptySchema, type LineQuota } from './api';
import { type DeskParts, keepers, talkers } from './desk-parts';
import { type DeskRoute, pathPart, route } from './desk-route';
import { staffOf } from './guard';

/** What could not be delivered, on the page: the newest. */
const SHOWN = 200;
/** LINE is asked how the month stands at most so often. Milliseconds. */
const FRESH_MS = 60_000;
const LINE = 'line';

/** How the month stands on LINE, and what could not be answered or delivered. */
export function deliveryRoutes(parts: DeskParts): readonly DeskRoute[] {
  const { store, delivery, audit, clock, flows } = parts;
  const quota = quotaReader(parts);

  const act = async (id: string, staff: string, way: 'resend' | 'drop') =>
    store.write(async (tx) => {
      const name = nameFrom(id);
      const letter = await delivery.deadLetters.find(tx, name);
      if (!letter) throw new MadobeError('not_found');
      const isDone =
        way === 'drop'
          ? await delivery.deadLetters.drop(tx, name)
          : await delivery.deadLetters.resend(tx, name, clock.now());
      if (!isDone) throw new MadobeError('desk_cannot_resend');
      await audit.note(tx, staff, `dead-letter.${way}`, letter.personId, clock.now());
    });

  return [
    route('GET', '/line/quota', [...talkers, 'administrator'], null, async ({ response }) => {
      const now = clock.now();
      const { keepForAnswers, keepForReminders } = flows.organisation.notices;
      const held = await store.read(heldOf);
      const month = await quota();
      const known = month ?? { limit: null, used: 0 };
      const { state, forecast, daysLeft } = forecastQuota(known, keepForAnswers + keepForReminders, now);
      response.json(
        (month
          ? { state, ...month, forecast, daysLeft, held }
          : {
              state: delivery.sends(LINE) ? 'unknown' : 'off',
              limit: null,
              used: null,
              forecast: null,
              daysLeft,
              held,
            }) satisfies LineQuota,
      );
    }),

    route('GET', '/dead-letters', keepers, null, async ({ response }) => {
      const mayTalk = talkers.includes(staffOf(response).role);
      const view = await store.read(async (tx): Promise<DeadLetters> => {
        const letters = [];
        for (const letter of await delivery.deadLetters.list(tx, SHOWN)) {
          const { kind, id, channel, since, attempts, problem, personId, canResend } = letter;
          letters.push({
            id: `${kind}-${id}`,
            kind,
            channel,
            since,
            attempts,
            error: problem,
            talkId: mayTalk && personId !== null ? await talkOf(tx, personId) : null,
            canResend,
          });
        }
        return { letters, inAll: await delivery.deadLetters.count(tx) };
      });
      response.json(view);
    }),

    ...(['resend', 'drop'] as const).map((way) =>
      route('POST', `/dead-letters/:id/${way}`, keepers, emptySchema, async ({ request, response }) => {
        await act(pathPart(request), staffOf(response).id, way);
        response.status(204).end();
      }),
    ),
  ];
}

/** Asks LINE how its month stands, not more often than it changes. */
function quotaReader({ delivery, clock }: DeskParts): () => Promise<Quota | null> {
  let last: { readonly at: number; readonly quota: Promise<Quota | null> } | null = null;
  return () => {
    const now = clock.now();
    if (last === null || now - last.at >= FRESH_MS) last = { at: now, quota: delivery.quota(LINE) };
    return last.quota;
  };
}

function nameFrom(id: string): DeadLetterName {
  const [, kind, number] = /^(turn|message)-(\d{1,15})$/.exec(id) ?? [];
  if ((kind !== 'turn' && kind !== 'message') || number === undefined) throw new MadobeError('not_found');
  return { kind, id: Number(number) };
}

async function heldOf(tx: Tx): Promise<number> {
  const [row] = await tx.all<{ n: number }>(
    `SELECT CAST(COUNT(*) AS integer) AS n FROM outbox_message WHERE state = 'held' AND channel = $1`,
    LINE,
  );
  return row?.n ?? 0;
}

async function talkOf(tx: Tx, personId: string): Promise<string | null> {
  const [row] = await tx.all<{ id: string }>(
    'SELECT id FROM talk WHERE person_id = $1 ORDER BY asked_at DESC, id LIMIT 1',
    personId,
  );
  return row?.id ?? null;
}
