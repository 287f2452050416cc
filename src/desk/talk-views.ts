import type { Talk as KeptTalk, Duty as StaffDuty, Talks } from '../handoff';
import type { Tx } from '../store';
import type { Duty, StaffName, TalkSummary } from './api';
import type { Colleague } from './desk-parts';
import { channelKind, type PeopleAtDesk, type PersonAtDesk } from './people-at-desk';

/** Names of the staff by id. */
export type StaffNames = ReadonlyMap<string, StaffName>;

export function namesOf(colleagues: readonly Colleague[]): StaffNames {
  return new Map(colleagues.map(({ id, name }) => [id, { id, name }]));
}

/** Somebody by their id; an account that is no more has no name. */
export function nameOf(names: StaffNames, id: string): StaffName {
  return names.get(id) ?? { id, name: '' };
}

export function dutyView({ on, onBreak, cap, held }: StaffDuty): Duty {
  return { on, onBreak, cap, held };
}

/** A talk as a list shows it. */
export function summaryOf(
  talk: KeptTalk,
  seen: PersonAtDesk,
  as: { readonly talks: Talks; readonly names: StaffNames; readonly watching: boolean },
): TalkSummary {
  const lastAt = Math.max(talk.lastInAt ?? 0, talk.lastOutAt ?? 0);
  return {
    ...seen.name,
    id: talk.id,
    channel: channelKind(talk.channel),
    state: talk.state,
    risk: talk.risk,
    summary: as.talks.summaryOf(seen.person, talk),
    since: talk.askedAt,
    with: talk.staff === null || talk.state === 'waiting' ? null : nameOf(as.names, talk.staff),
    unanswered: talk.unanswered,
    lastAt: lastAt === 0 ? null : lastAt,
    snoozedUntil: talk.snoozedUntil,
    watching: as.watching,
  };
}

/** Many talks at once, in their order, with a handful of statements; without those whose person is no more. */
export async function summariesOf(
  tx: Tx,
  people: PeopleAtDesk,
  talks: readonly KeptTalk[],
  as: { readonly talks: Talks; readonly names: StaffNames; readonly watching: (id: string) => boolean },
): Promise<readonly TalkSummary[]> {
  const seen = await people.all(
    tx,
    talks.map(({ personId }) => personId),
  );
  return talks.flatMap((talk) => {
    const person = seen.get(talk.personId);
    return person ? [summaryOf(talk, person, { ...as, watching: as.watching(talk.id) })] : [];
  });
}
