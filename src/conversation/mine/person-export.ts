import { z } from 'zod';
import { type KeptSeat, keptSeats } from '../../booking';
import type { Choice, ConversationState, FlowEvent, FlowSet, Language, Message } from '../../flow';
import {
  type Letter,
  type LetterDraft,
  type Letters,
  type RegisteredItems,
  type Registrations,
  Talks,
} from '../../handoff';
import {
  AuditLog,
  type Consent,
  type Consents,
  type KnownPerson,
  type OpenSession,
  type ReminderKind,
  ReminderWishes,
  type RoomLinks,
  type WebSessions,
} from '../../people';
import type { Records, Referral, Referrals, Written } from '../../records';
import type { Tx } from '../../store';
import type { PersonRow } from './person-row';
import { type Remembered, rememberedIn } from './remembered';

/**
 * Everything that is kept about one person: what they may take away. Times are ISO 8601 in UTC. Nothing of others is in
 * it: counsellors are no more than `counsellor`. Keys and keyed hashes are not in it either: they would open doors.
 */
export interface PersonExport {
  readonly format: 'madobe/person/1';
  readonly madeAt: string;
  readonly organisation: string;
  readonly language: Language;
  readonly person: {
    readonly firstHere: string;
    readonly lastHere: string;
    /** `YYYY-MM-DD`: when all of it goes by itself if they do not come again. */
    readonly erasedByItselfOn: string;
    readonly notices: boolean;
  };
  readonly channels: readonly {
    readonly channel: string;
    readonly reachable: boolean;
    /** The channel's own id for them; left out where staff take the export. */
    readonly address?: string;
  }[];
  readonly remembered: readonly Remembered[];
  /** Where they are in the conversation, as it is stored; null when nothing is. */
  readonly state: ConversationState | null;
  /** Oldest first. */
  readonly conversation: readonly SaidThing[];
  /** Newest first. */
  readonly letters: readonly ExportedLetter[];
  readonly letterDraft: LetterDraft | null;
  readonly registered: RegisteredItems;
  /**
   * What staff wrote about them on the sheet (支援記録票). Of notes of assessment it is told how many there are: they are
   * explained by somebody, when asked for. What is written about others they speak of is those others'.
   */
  readonly record: {
    readonly fields: readonly { readonly name: string; readonly value: string; readonly at: string }[];
    /** What staff put right of what was told. */
    readonly facts: readonly { readonly name: string; readonly value: string; readonly at: string }[];
    readonly tags: readonly string[];
    readonly notes: number;
    /** Something is written about somebody they speak of. */
    readonly isOtherThere: boolean;
  };
  /** What they were asked before something of a record was passed on; newest first. */
  readonly referrals: readonly (Pick<
    Referral,
    'to' | 'what' | 'why' | 'words' | 'language' | 'version' | 'state'
  > & {
    readonly askedAt: string;
    readonly answeredAt: string | null;
    readonly withdrawnAt: string | null;
    readonly doneAt: string | null;
  })[];
  /** Talks with peers that are booked, asked for, held, offered or waited for; soonest first. */
  readonly bookings: readonly ExportedSeat[];
  readonly consents: readonly (Omit<Consent, 'givenAt' | 'withdrawnAt'> & {
    readonly givenAt: string;
    readonly withdrawnAt: string | null;
  })[];
  readonly sessions: readonly { readonly openedAt: string; readonly usedAt: string }[];
  /** When it was made; null when there is none. */
  readonly resumeCode: string | null;
  readonly links: readonly { readonly purpose: string; readonly expiresAt: string }[];
  /** Until when it can be used; null when there is none. */
  readonly requestCode: string | null;
  readonly noticesSent: readonly { readonly purpose: string; readonly at: string }[];
  /** What they want to be told of without asking again, and since when. */
  readonly wishes: readonly { readonly kind: ReminderKind; readonly since: string }[];
  /** What is or was due to be said to them unasked, and when. */
  readonly dueMessages: readonly { readonly kind: string; readonly state: string; readonly at: string }[];
  /** Talks with counsellors they asked for, oldest first. Notes between counsellors are not in it. */
  readonly talks: readonly {
    readonly askedAt: string;
    readonly takenAt: string | null;
    readonly overAt: string | null;
    /** What staff were told of what they had told; in Japanese. */
    readonly summary: string;
  }[];
  /** When the desk rang because they might have been in danger, and when somebody had seen it. */
  readonly alarms: readonly { readonly at: string; readonly seenAt: string | null }[];
  /** What they said that has not been answered yet, or could not be. */
  readonly waiting: readonly { readonly at: string; readonly channel: string; readonly event: FlowEvent }[];
  /** What we said that has not arrived, or could not. */
  readonly undelivered: readonly {
    readonly at: string;
    readonly channel: string;
    readonly messages: readonly Message[];
  }[];
  /** What staff did about this record: what and when. */
  readonly done: readonly { readonly action: string; readonly at: string }[];
}

/** Something that was said, either way. */
export interface SaidThing {
  readonly at: string;
  readonly channel: string;
  readonly from: 'person' | 'madobe' | 'counsellor';
  /** What they did; left out for what was said to them, and for what was taken back. */
  readonly event?: FlowEvent;
  /** What was written on the button, where a button was tapped. */
  readonly label?: string;
  /** What was said to them. */
  readonly messages?: readonly Message[];
  /** The buttons under it. */
  readonly choices?: readonly string[];
}

export interface ExportedLetter extends Omit<Letter, 'sentAt' | 'answeredAt' | 'readAt' | 'answer'> {
  readonly sentAt: string;
  readonly answeredAt: string | null;
  readonly readAt: string | null;
  readonly answer: { readonly body: string; readonly at: string } | null;
}

export interface ExportedSeat extends Omit<KeptSeat, 'slot' | 'since'> {
  readonly startsAt: string;
  readonly endsAt: string;
  readonly peers: KeptSeat['slot']['peers'];
  readonly since: string;
}

interface Sources {
  readonly flows: FlowSet;
  readonly letters: Letters;
  readonly registrations: Registrations;
  readonly consents: Consents;
  readonly sessions: WebSessions;
  readonly links: RoomLinks;
  readonly records: Records;
  readonly referrals: Referrals;
  readonly language: Language;
  readonly withAddresses: boolean;
  readonly now: number;
  readonly row: PersonRow;
  readonly until: string;
  readonly state: ConversationState | null;
}

/** Gathers everything that is kept about a person, in the caller's transaction. */
export async function collectExport(tx: Tx, person: KnownPerson, from: Sources): Promise<PersonExport> {
  const { flows, letters, registrations, consents, sessions, links, language, now, row } = from;
  const summaries = await letters.list(tx, person);
  const whole: ExportedLetter[] = [];
  for (const { id } of summaries) {
    const letter = await letters.find(tx, person, id);
    if (letter) whole.push(exportedLetter(letter));
  }
  return {
    format: 'madobe/person/1',
    madeAt: iso(now),
    organisation: flows.organisation.name[language],
    language,
    person: {
      firstHere: iso(row.createdAt),
      lastHere: iso(row.lastSeenAt),
      erasedByItselfOn: from.until,
      notices: row.notices,
    },
    channels: await channelsOf(tx, person, from.withAddresses),
    remembered: rememberedIn(from.state, flows, language),
    state: from.state,
    conversation: await saidBy(tx, person),
    letters: whole,
    letterDraft: await letters.drafts.of(tx, person),
    registered: await registrations.of(tx, person),
    record: await recordOf(tx, person, from.records),
    referrals: (await from.referrals.list(tx, person)).map(exportedReferral),
    bookings: (await keptSeats(tx, person)).map(exportedSeat),
    consents: (await consents.list(tx, person)).map((consent) => ({
      ...consent,
      givenAt: iso(consent.givenAt),
      withdrawnAt: isoOrNull(consent.withdrawnAt),
    })),
    sessions: (await sessions.list(tx, person.id, now)).map(exportedSession),
    resumeCode: await momentIn(tx, 'SELECT made_at AS at FROM resume_code WHERE person_id = $1', person.id),
    links: (await links.list(tx, person.id, now)).map(({ purpose, expiresAt }) => ({
      purpose,
      expiresAt: iso(expiresAt),
    })),
    requestCode: await momentIn(
      tx,
      'SELECT expires_at AS at FROM request_code WHERE person_id = $1',
      person.id,
    ),
    noticesSent: await noticesTo(tx, person.id),
    wishes: (await new ReminderWishes().of(tx, person.id)).map(({ kind, since }) => ({
      kind,
      since: iso(since),
    })),
    dueMessages: await dueTo(tx, person.id),
    talks: await talksOf(tx, person),
    alarms: await alarmsOf(tx, person.id),
    waiting: await waitingFrom(tx, person),
    undelivered: await undeliveredTo(tx, person),
    done: (await new AuditLog().about(tx, person.id)).map(({ action, at }) => ({ action, at: iso(at) })),
  };
}

async function channelsOf(
  tx: Tx,
  person: KnownPerson,
  withAddresses: boolean,
): Promise<PersonExport['channels']> {
  const rows = await tx.all<{ channel: string; address: Uint8Array; reachable: number | boolean }>(
    'SELECT channel, address, reachable FROM channel_identity WHERE person_id = $1 ORDER BY channel',
    person.id,
  );
  return rows.map(({ channel, address, reachable }) => ({
    channel,
    reachable: Boolean(reachable),
    ...(withAddresses && { address: person.key.open('channel_identity.address', address) }),
  }));
}

interface Said {
  readonly messages: readonly Message[];
  readonly choices: readonly Choice[];
}

async function saidBy(tx: Tx, person: KnownPerson): Promise<readonly SaidThing[]> {
  const rows = await tx.all<{
    channel: string;
    direction: 'in' | 'out';
    content: Uint8Array | null;
    staff: string | null;
    at: number;
  }>(
    `SELECT channel, direction, content, staff, happened_at AS at FROM message WHERE person_id = $1 ORDER BY id`,
    person.id,
  );
  const labels = new Map<string, string>();
  return rows.map(({ channel, direction, content, staff, at }): SaidThing => {
    const from = direction === 'in' ? 'person' : staff === null ? 'madobe' : 'counsellor';
    const thing = { at: iso(at), channel, from } as const;
    if (content === null) return thing;
    const text = person.key.open('message.content', content);
    if (direction === 'out') {
      const { messages, choices } = JSON.parse(text) as Said;
      for (const { data, label } of choices) labels.set(data, label);
      return { ...thing, messages, choices: choices.map(({ label }) => label) };
    }
    const event = JSON.parse(text) as FlowEvent;
    const label = event.kind === 'chosen' ? labels.get(event.data) : undefined;
    return { ...thing, event, ...(label !== undefined && { label }) };
  });
}

function exportedLetter(letter: Letter): ExportedLetter {
  return {
    ...letter,
    sentAt: iso(letter.sentAt),
    answeredAt: isoOrNull(letter.answeredAt),
    readAt: isoOrNull(letter.readAt),
    answer: letter.answer && { body: letter.answer.body, at: iso(letter.answer.at) },
  };
}

async function recordOf(tx: Tx, person: KnownPerson, records: Records): Promise<PersonExport['record']> {
  const { fields, facts, tags } = await records.of(tx, person, 'writer');
  const written = (entries: ReadonlyMap<string, Written>) =>
    [...entries.values()].map(({ label, shown, at }) => ({ name: label, value: shown, at: iso(at) }));
  return {
    fields: written(fields),
    facts: written(facts),
    tags,
    notes: await records.countNotes(tx, person.id, 'writer'),
    isOtherThere: await records.isThere(tx, person.id, 'other'),
  };
}

function exportedReferral(referral: Referral): PersonExport['referrals'][number] {
  const { to, what, why, words, language, version, state } = referral;
  return {
    ...{ to, what, why, words, language, version, state },
    askedAt: iso(referral.askedAt),
    answeredAt: isoOrNull(referral.answeredAt),
    withdrawnAt: isoOrNull(referral.withdrawnAt),
    doneAt: isoOrNull(referral.doneAt),
  };
}

function exportedSeat({ slot, since, ...seat }: KeptSeat): ExportedSeat {
  const { startsAt, endsAt, peers } = slot;
  return { startsAt: iso(startsAt), endsAt: iso(endsAt), peers, ...seat, since: iso(since) };
}

function exportedSession({ openedAt, usedAt }: OpenSession) {
  return { openedAt: iso(openedAt), usedAt: iso(usedAt) };
}

async function noticesTo(tx: Tx, personId: string): Promise<PersonExport['noticesSent']> {
  const rows = await tx.all<{ purpose: string; at: number }>(
    'SELECT purpose, sent_at AS at FROM room_notice WHERE person_id = $1 ORDER BY sent_at',
    personId,
  );
  return rows.map(({ purpose, at }) => ({ purpose, at: iso(at) }));
}

async function dueTo(tx: Tx, personId: string): Promise<PersonExport['dueMessages']> {
  const rows = await tx.all<{ kind: string; state: string; at: number }>(
    'SELECT kind, state, due_at AS at FROM due_message WHERE person_id = $1 ORDER BY due_at, id',
    personId,
  );
  return rows.map(({ kind, state, at }) => ({ kind, state, at: iso(at) }));
}

async function talksOf(tx: Tx, person: KnownPerson): Promise<PersonExport['talks']> {
  const rows = await new Talks().ofPerson(tx, person);
  return rows.map(({ askedAt, takenAt, overAt, summary }) => ({
    askedAt: iso(askedAt),
    takenAt: isoOrNull(takenAt),
    overAt: isoOrNull(overAt),
    summary,
  }));
}

async function alarmsOf(tx: Tx, personId: string): Promise<PersonExport['alarms']> {
  const rows = await tx.all<{ at: number; seenAt: number | null }>(
    `SELECT raised_at AS at, acknowledged_at AS "seenAt" FROM alarm WHERE person_id = $1 ORDER BY raised_at, id`,
    personId,
  );
  return rows.map(({ at, seenAt }) => ({ at: iso(at), seenAt: isoOrNull(seenAt) }));
}

/** What delivery keeps in the inbox, as far as it is the person's. Reply tokens are not theirs. */
const waitingSchema = z.object({
  happening: z.object({ kind: z.literal('said'), event: z.custom<FlowEvent>() }),
});

async function waitingFrom(tx: Tx, person: KnownPerson): Promise<PersonExport['waiting']> {
  const rows = await tx.all<{ channel: string; payload: Uint8Array; at: number }>(
    `SELECT channel, payload, happened_at AS at FROM inbox_event
      WHERE person_id = $1 AND payload IS NOT NULL ORDER BY id`,
    person.id,
  );
  return rows.flatMap(({ channel, payload, at }) => {
    const read = waitingSchema.safeParse(JSON.parse(person.key.open('inbox_event.payload', payload)));
    return read.success ? [{ at: iso(at), channel, event: read.data.happening.event }] : [];
  });
}

const undeliveredSchema = z.object({ messages: z.array(z.custom<Message>()) });

async function undeliveredTo(tx: Tx, person: KnownPerson): Promise<PersonExport['undelivered']> {
  const rows = await tx.all<{ channel: string; payload: Uint8Array; at: number }>(
    'SELECT channel, payload, created_at AS at FROM outbox_message WHERE person_id = $1 ORDER BY id',
    person.id,
  );
  return rows.flatMap(({ channel, payload, at }) => {
    const read = undeliveredSchema.safeParse(JSON.parse(person.key.open('outbox_message.payload', payload)));
    return read.success ? [{ at: iso(at), channel, messages: read.data.messages }] : [];
  });
}

async function momentIn(tx: Tx, statement: string, personId: string): Promise<string | null> {
  const [row] = await tx.all<{ at: number }>(statement, personId);
  return row ? iso(row.at) : null;
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

function isoOrNull(at: number | null): string | null {
  return at === null ? null : iso(at);
}
