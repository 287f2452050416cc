import type { SealingKey, Tx } from '../store';
import { placeFor, type TalkRule } from './answer-place';
import type { KeyedPerson } from './keyed-person';
import type { LetterAnswer, Letters } from './letters';
import type { Registrations } from './registered-items';

/** What the room shows first when a notice's link is opened. */
export type NoticePurpose = 'conversation' | 'letters';

/** What is said to a person on a channel, as the outbox takes it. */
export interface Outgoing<Language extends string> {
  readonly person: KeyedPerson;
  readonly channel: string;
  readonly said: {
    readonly language: Language;
    readonly messages: readonly OutgoingMessage[];
    readonly choices: readonly { readonly data: string; readonly label: string }[];
  };
  /** Nobody asked for it just now: somebody who said "やめる" does not get it. */
  readonly unprompted: boolean;
}

/** The messages of `flow` that are used here. */
export type OutgoingMessage =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'card';
      readonly title: string;
      readonly body: string;
      readonly buttons: readonly { readonly kind: 'link'; readonly label: string; readonly url: string }[];
    };

/** The words of a notice, from `locales/<language>/notices.yaml`. Neutral: they may stand on a lock screen. */
export interface NoticeWords {
  readonly title: string;
  /** Under the title where there is a link. */
  readonly withLink: string;
  /** Under the title where there is none: how to open the room. */
  readonly withoutLink: string;
  readonly openLink: string;
  /** On the button under it, which works when the link does not any more. */
  readonly openAgain: string;
}

/** What this room asks of those around it. */
export interface CounsellorVoiceParts<Language extends string> {
  readonly rule: TalkRule;
  /** Where people reach this server, without a slash at the end; null when nobody has said. */
  readonly baseUrl: string | null;
  readonly letters: Letters;
  readonly registrations: Registrations;
  readonly words: (language: Language) => NoticeWords;
  readonly people: {
    open(tx: Tx, id: string): Promise<{ readonly id: string; readonly key: SealingKey } | null>;
    addressOf(tx: Tx, person: KeyedPerson, channel: string): Promise<string | null>;
    acceptsNotices(tx: Tx, personId: string): Promise<boolean>;
  };
  readonly links: {
    make(tx: Tx, personId: string, purpose: NoticePurpose, now: number, lifeMs: number): Promise<string>;
  };
  readonly sessions: { lastUsed(tx: Tx, personId: string): Promise<number | null> };
  readonly languageOf: (tx: Tx, person: KeyedPerson) => Promise<Language>;
  /** Puts something into the outbox; it goes out after the transaction is committed. */
  readonly send: (tx: Tx, outgoing: Outgoing<Language>, now: number) => Promise<void>;
}

type Words = Pick<Outgoing<string>['said'], 'messages' | 'choices'>;

/** What became of a counsellor's words. */
export interface Spoken {
  /** Where the words are: said in LINE, or kept for the room alone. */
  readonly place: 'room' | 'line';
  /** Whether LINE now carries a notice that something is there. */
  readonly noticed: boolean;
}

const LINE = 'line';
const WEB = 'web';
const MESSAGE = 'message.content';
const MINUTE_MS = 60_000;
/** Somebody who used the room so lately reads it there; a notice would only ring their phone. */
const STILL_THERE_MS = 2 * MINUTE_MS;
/** A notice stands for so long, and so does its link; then another may be sent. */
const NOTICE_MS = 24 * 60 * MINUTE_MS;
/** The moves by which the person looks again, also when the link is over. */
const MOVES = { conversation: 'move/room', letters: 'move/letter' } as const;

/**
 * What a counsellor says to a person, and where it may go. Under `private` (by the organisation's rule or the person's
 * own wish) the words are kept for the room alone: LINE gets a neutral notice with a one-time link, never a word of what
 * was said. Under `line` they are said in LINE.
 *
 * Every method works inside the caller's transaction; who calls holds the person's lock.
 */
export class CounsellorVoice<Language extends string> {
  constructor(private readonly parts: CounsellorVoiceParts<Language>) {}

  /**
   * Says something to a person. Null when they were erased. Words for somebody who left LINE are kept for the room.
   *
   * @param words.staff the counsellor, by an opaque name of at most 64 characters
   */
  async say(
    tx: Tx,
    personId: string,
    words: { readonly text: string; readonly staff: string },
    now: number,
  ): Promise<Spoken | null> {
    const person = await this.parts.people.open(tx, personId);
    if (!person) return null;
    const said = { messages: [{ kind: 'text' as const, text: words.text }], choices: [] };
    return this.speak(tx, person, said, { staff: words.staff, unprompted: false }, now);
  }

  /**
   * Asks a person something in a counsellor's name, with buttons: where the words go is decided as for {@link say}. Null
   * when nothing can reach them: they were erased, or they would read it in LINE, want no notices and have no open talk.
   *
   * @param question.inTalk they have an open talk, so they wait for a counsellor's words
   */
  async ask(
    tx: Tx,
    personId: string,
    question: {
      readonly text: string;
      readonly choices: readonly { readonly data: string; readonly label: string }[];
      readonly staff: string;
      readonly inTalk: boolean;
    },
    now: number,
  ): Promise<Spoken | null> {
    const { text, choices, staff, inTalk } = question;
    const person = await this.parts.people.open(tx, personId);
    if (!person || !(await this.canAsk(tx, person, inTalk))) return null;
    const said = { messages: [{ kind: 'text' as const, text }], choices };
    return this.speak(tx, person, said, { staff, unprompted: !inTalk }, now);
  }

  /** Whether what is asked of a person reaches them. In the room it stands until they come. */
  async canAsk(tx: Tx, person: KeyedPerson, inTalk: boolean): Promise<boolean> {
    if (inTalk || (await this.placeOf(tx, person)) === 'room') return true;
    return this.parts.people.acceptsNotices(tx, person.id);
  }

  /** Where a person would read a counsellor's words now. */
  async placeOf(tx: Tx, person: KeyedPerson): Promise<Spoken['place']> {
    const { people, registrations, rule } = this.parts;
    if ((await people.addressOf(tx, person, LINE)) === null) return 'room';
    return placeFor(rule, (await registrations.of(tx, person)).answerIn);
  }

  /**
   * Answers a letter and gives notice of it. Null when nobody wrote such a letter, or it has been answered. The answer
   * itself goes nowhere: its writer opens it, in the room or, where the rule and their wish allow it, in LINE.
   */
  async answerLetter(
    tx: Tx,
    personId: string,
    letterId: string,
    answer: LetterAnswer,
    now: number,
  ): Promise<Spoken | null> {
    const { people, letters, rule } = this.parts;
    const person = await people.open(tx, personId);
    if (!person || !(await letters.answer(tx, person, letterId, answer, now))) return null;
    const letter = await letters.find(tx, person, letterId);
    if (!letter) return null;
    const onLine = (await people.addressOf(tx, person, LINE)) !== null;
    const place = onLine ? placeFor(rule, letter.answerIn) : 'room';
    return { place, noticed: onLine && (await this.notice(tx, person, 'letters', now)) };
  }

  /** Keeps words and sends them, or notice of them, to where they may go. */
  private async speak(
    tx: Tx,
    person: KeyedPerson,
    said: Words,
    { staff, unprompted }: { readonly staff: string; readonly unprompted: boolean },
    now: number,
  ): Promise<Spoken> {
    const { people, languageOf, send } = this.parts;
    const place = await this.placeOf(tx, person);
    await this.keep(tx, person, place === 'line' ? LINE : WEB, said, staff, now);
    if (place === 'room') {
      const onLine = (await people.addressOf(tx, person, LINE)) !== null;
      return { place, noticed: onLine && (await this.notice(tx, person, 'conversation', now)) };
    }
    const language = await languageOf(tx, person);
    await send(tx, { person, channel: LINE, said: { language, ...said }, unprompted }, now);
    return { place, noticed: false };
  }

  /** Tells a person on LINE that something is there. False when they do not want it, know it, or are looking. */
  private async notice(tx: Tx, person: KeyedPerson, purpose: NoticePurpose, now: number): Promise<boolean> {
    const { people, sessions } = this.parts;
    if (!(await people.acceptsNotices(tx, person.id))) return false;
    const seenAt = (await sessions.lastUsed(tx, person.id)) ?? Number.NEGATIVE_INFINITY;
    if (purpose === 'conversation' && now - seenAt < STILL_THERE_MS) return false;
    const [told] = await tx.all<{ sentAt: number }>(
      'SELECT sent_at AS "sentAt" FROM room_notice WHERE person_id = $1 AND purpose = $2',
      person.id,
      purpose,
    );
    if (told && told.sentAt >= seenAt && now - told.sentAt < NOTICE_MS) return false;
    await tx.run(
      `INSERT INTO room_notice (person_id, purpose, sent_at) VALUES ($1, $2, $3)
       ON CONFLICT (person_id, purpose) DO UPDATE SET sent_at = excluded.sent_at`,
      person.id,
      purpose,
      now,
    );
    await this.ring(tx, person, purpose, now);
    return true;
  }

  private async ring(tx: Tx, person: KeyedPerson, purpose: NoticePurpose, now: number): Promise<void> {
    const { baseUrl, links, languageOf, send } = this.parts;
    const language = await languageOf(tx, person);
    const words = this.parts.words(language);
    const message: OutgoingMessage =
      baseUrl === null
        ? { kind: 'text', text: `${words.title}\n${words.withoutLink}` }
        : {
            kind: 'card',
            title: words.title,
            body: words.withLink,
            buttons: [
              {
                kind: 'link',
                label: words.openLink,
                url: roomUrl(baseUrl, await links.make(tx, person.id, purpose, now, NOTICE_MS)),
              },
            ],
          };
    const choices = [{ data: MOVES[purpose], label: words.openAgain }];
    const said = { language, messages: [message], choices };
    await send(tx, { person, channel: LINE, said, unprompted: true }, now);
  }

  private async keep(
    tx: Tx,
    person: KeyedPerson,
    channel: string,
    said: Words,
    staff: string,
    now: number,
  ): Promise<void> {
    await tx.run(
      `INSERT INTO message (person_id, channel, direction, content, staff, happened_at)
       VALUES ($1, $2, 'out', $3, $4, $5)`,
      person.id,
      channel,
      person.key.seal(MESSAGE, JSON.stringify(said)),
      staff,
      now,
    );
    tx.notify('said', person.id);
  }
}

/** Where a one-time link leads. */
export function roomUrl(baseUrl: string, token: string): string {
  return `${baseUrl}/room/${token}`;
}
