import { keptSeats } from '../../booking';
import { calendarDay, fillPattern } from '../../calendar';
import { type FlowSet, type Language, parseState } from '../../flow';
import type { Letters, Registrations } from '../../handoff';
import {
  type ConsentKind,
  type Consents,
  DailyCounts,
  type KnownPerson,
  type RoomLinks,
  type WebSessions,
} from '../../people';
import type { Records, Referral, Referrals } from '../../records';
import type { Tx } from '../../store';
import { type Change, type ChangeWords, changes, type MineWordBook, readMineWords } from './mine-words';
import { collectExport, type PersonExport } from './person-export';
import { personRow } from './person-row';
import { type RegisteredLine, registeredLines } from './registered-lines';
import { type Remembered, rememberedIn } from './remembered';

const DAY_MS = 24 * 60 * 60_000;

/** A consent that stands. */
export interface StandingConsent {
  /** `referral`: that something of their record is passed on. */
  readonly kind: ConsentKind | 'referral';
  readonly name: string;
  /** What was agreed to, as it stood there then. */
  readonly words: string;
  readonly version: string;
  /** Milliseconds since the epoch. */
  readonly givenAt: number;
}

/** What is kept about a person, as they are told of it. */
export interface Held {
  /** When they first came. Milliseconds since the epoch. */
  readonly since: number;
  /** The day on which all of it goes by itself if they do not come again, `YYYY-MM-DD` in the organisation's zone. */
  readonly until: string;
  readonly remembered: readonly Remembered[];
  /** How much was said, both ways. */
  readonly messages: number;
  readonly letters: { readonly sent: number; readonly isDraftThere: boolean };
  readonly registered: readonly RegisteredLine[];
  /** Staff have written a record about them, or about somebody they speak of. */
  readonly hasRecord: boolean;
  /** They are asked whether something of it may be passed on, and have not answered. */
  readonly isAsked: boolean;
  /** Talks with peers that they booked or wait for. */
  readonly bookings: number;
  /** Browsers that have their room open. */
  readonly sessions: number;
  readonly hasResumeCode: boolean;
  /** Whether they are told when something is there. */
  readonly notices: boolean;
  readonly consents: readonly StandingConsent[];
  /** What they can take back or give now. */
  readonly changes: readonly Change[];
}

/** What わたしの情報 is made of. */
export interface MyInformationParts {
  readonly flows: FlowSet;
  readonly letters: Letters;
  readonly registrations: Registrations;
  readonly consents: Consents;
  readonly sessions: WebSessions;
  readonly links: RoomLinks;
  readonly records: Records;
  readonly referrals: Referrals;
}

const REFERRAL_OFF = 'referral-off-';

/**
 * わたしの情報: what is kept about a person, all of it to take away, and every consent to take back. Every method works
 * inside the caller's transaction; whoever changes something holds the person's lock.
 */
export class MyInformation {
  private book: MineWordBook | null = null;
  private readonly counts: DailyCounts;

  constructor(private readonly parts: MyInformationParts) {
    this.counts = new DailyCounts(parts.flows.timeZone);
  }

  /** The words, read when they are first needed: a set of flows without them serves all that does not say them. */
  get words(): MineWordBook {
    this.book ??= readMineWords(this.parts.flows);
    return this.book;
  }

  /**
   * What is kept now, said in a language.
   *
   * @param quiet it is said where a counsellor's words may not stay
   */
  async look(tx: Tx, person: KnownPerson, language: Language, now: number, quiet = false): Promise<Held> {
    const { flows, letters, registrations, consents, sessions, records, referrals } = this.parts;
    const row = await personRow(tx, person.id);
    const standing = (await consents.list(tx, person)).filter(({ withdrawnAt }) => withdrawnAt === null);
    const asked = await referrals.list(tx, person);
    const given = asked.filter(({ state }) => state === 'given');
    const draft = await letters.drafts.of(tx, person);
    const sent = await letters.list(tx, person);
    const registered = registeredLines(await registrations.of(tx, person), flows, language);
    const held = {
      since: row.createdAt,
      until: this.goesOn(row.lastSeenAt),
      remembered: rememberedIn(await this.stateOf(tx, person), flows, language),
      messages: await countMessages(tx, person.id),
      letters: { sent: sent.length, isDraftThere: draft !== null },
      registered,
      hasRecord:
        (await records.isThere(tx, person.id, 'writer')) || (await records.isThere(tx, person.id, 'other')),
      isAsked: asked.some(({ state }) => state === 'asked'),
      bookings: (await keptSeats(tx, person)).length,
      sessions: (await sessions.list(tx, person.id, now)).length,
      hasResumeCode: await hasResumeCode(tx, person.id),
      notices: row.notices,
      consents: await this.standing(tx, person, language, quiet),
    };
    const agreed = (kind: ConsentKind) => standing.some((each) => each.kind === kind);
    const possible: Readonly<Record<(typeof changes)[number], boolean>> = {
      'letters-off': agreed('letters') || sent.length > 0 || draft !== null,
      'registered-off': agreed('registered') || registered.length > 0,
      'notices-off': row.notices,
      'notices-on': !row.notices,
    };
    return {
      ...held,
      changes: [
        ...changes.filter((change) => possible[change]),
        ...given.map(({ id }): Change => `${REFERRAL_OFF}${id}`),
      ],
    };
  }

  /** What a person agrees to at present, that something of their record is passed on too. */
  async standing(
    tx: Tx,
    person: KnownPerson,
    language: Language,
    quiet = false,
  ): Promise<readonly StandingConsent[]> {
    const { consents, referrals } = this.parts;
    const given = (await consents.list(tx, person)).filter(({ withdrawnAt }) => withdrawnAt === null);
    const passed = (await referrals.list(tx, person)).filter(({ state }) => state === 'given');
    return [
      ...given.map(({ kind, words, version, givenAt }) => {
        const name = this.words[language].names[kind];
        return { kind, name, words, version, givenAt };
      }),
      ...passed.map((referral) => this.standingReferral(referral, language, quiet)),
    ];
  }

  /** What a change is called, does and answers; null when it is none, or none any more. */
  async changeWords(
    tx: Tx,
    person: KnownPerson,
    change: string,
    language: Language,
    quiet = false,
  ): Promise<ChangeWords | null> {
    const { changes: words, referral: asked } = this.words[language];
    const plain = changes.find((each) => each === change);
    if (plain) return words[plain];
    const referral = await this.referralOf(tx, person, change);
    if (referral?.state !== 'given') return null;
    const { label, effect, done } = words['referral-off'];
    const to = quiet ? asked.elsewhere : referral.to;
    const fill = (pattern: string) => fillPattern(pattern, { to });
    return { label: fill(label), effect: fill(effect), done: fill(done) };
  }

  /** What a person is asked before something of their record is passed on, in their language. */
  referralQuestion(
    language: Language,
    asked: { readonly to: string; readonly what: string; readonly why: string },
  ): string {
    return fillPattern(this.words[language].referral.question, { ...asked });
  }

  /** Everything that is kept about a person. */
  async exportOf(
    tx: Tx,
    person: KnownPerson,
    as: {
      readonly language: Language;
      /** Whether the ids that channels have for them are in it: for the person themselves, never for staff. */
      readonly withAddresses: boolean;
    },
    now: number,
  ): Promise<PersonExport> {
    const row = await personRow(tx, person.id);
    return collectExport(tx, person, {
      ...this.parts,
      ...as,
      now,
      row,
      until: this.goesOn(row.lastSeenAt),
      state: await this.stateOf(tx, person),
    });
  }

  /** The language a person speaks with us; the default when they have not said. */
  async languageOf(tx: Tx, person: KnownPerson): Promise<Language> {
    return (await this.stateOf(tx, person))?.language ?? this.parts.flows.organisation.defaultLanguage;
  }

  /** Records that a person agreed to the words as they stand today. */
  async agree(
    tx: Tx,
    person: KnownPerson,
    kind: ConsentKind,
    language: Language,
    now: number,
  ): Promise<void> {
    const words = this.words[language].consents[kind];
    await this.parts.consents.give(tx, person, kind, { language, words }, now);
  }

  /** Turns notices on or off, and records that it was agreed to or taken back. */
  async setNotices(
    tx: Tx,
    person: KnownPerson,
    allowed: boolean,
    language: Language,
    now: number,
  ): Promise<void> {
    await tx.run('UPDATE person SET notices_allowed = $2 WHERE id = $1', person.id, allowed);
    if (allowed) await this.agree(tx, person, 'notices', language, now);
    else {
      await this.parts.consents.withdraw(tx, person.id, 'notices', now);
      await tx.run('DELETE FROM reminder_wish WHERE person_id = $1', person.id);
    }
  }

  /** Makes a change: takes a consent back, and with it what was kept under it. Making it again changes nothing. */
  async change(tx: Tx, person: KnownPerson, change: Change, language: Language, now: number): Promise<void> {
    const referral = await this.referralOf(tx, person, change);
    if (referral) {
      await this.parts.referrals.refuse(tx, person, referral.id, now);
      return;
    }
    switch (change) {
      case 'letters-off':
        await this.counts.countLetters(tx, { of: person.id });
        await tx.run('DELETE FROM letter WHERE person_id = $1', person.id);
        await tx.run('DELETE FROM letter_draft WHERE person_id = $1', person.id);
        await this.parts.consents.withdraw(tx, person.id, 'letters', now);
        return;
      case 'registered-off':
        await this.parts.registrations.forget(tx, person.id);
        await this.parts.consents.withdraw(tx, person.id, 'registered', now);
        return;
      case 'notices-off':
      case 'notices-on':
        await this.setNotices(tx, person, change === 'notices-on', language, now);
    }
  }

  private standingReferral(referral: Referral, language: Language, quiet: boolean): StandingConsent {
    const { names, referral: words } = this.words[language];
    const { to, what, why, version, answeredAt, askedAt } = referral;
    return {
      kind: 'referral',
      name: fillPattern(names.referral, { to: quiet ? words.elsewhere : to }),
      words: quiet ? '' : fillPattern(words.standing, { to, what, why }),
      version,
      givenAt: answeredAt ?? askedAt,
    };
  }

  private async referralOf(tx: Tx, person: KnownPerson, change: string): Promise<Referral | null> {
    if (!change.startsWith(REFERRAL_OFF)) return null;
    return this.parts.referrals.find(tx, person, change.slice(REFERRAL_OFF.length));
  }

  /** The day on which all of a person goes by itself when they were last here at that moment. */
  private goesOn(lastSeenAt: number): string {
    const { organisation, timeZone } = this.parts.flows;
    return calendarDay(lastSeenAt + organisation.retention.conversationDays * DAY_MS, timeZone);
  }

  private async stateOf(tx: Tx, person: KnownPerson) {
    const [row] = await tx.all<{ state: Uint8Array }>(
      'SELECT state FROM conversation WHERE person_id = $1',
      person.id,
    );
    const { defaultLanguage } = this.parts.flows.organisation;
    return row ? parseState(person.key.open('conversation.state', row.state), defaultLanguage) : null;
  }
}

async function countMessages(tx: Tx, personId: string): Promise<number> {
  const [row] = await tx.all<{ n: number }>(
    'SELECT CAST(COUNT(*) AS integer) AS n FROM message WHERE person_id = $1',
    personId,
  );
  return row?.n ?? 0;
}

async function hasResumeCode(tx: Tx, personId: string): Promise<boolean> {
  return (await tx.all('SELECT 1 FROM resume_code WHERE person_id = $1', personId)).length > 0;
}
