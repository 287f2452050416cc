import type { Booking } from '../booking';
import {
  type Choice,
  type ConversationState,
  type FlowEvent,
  type FlowSet,
  forgetSource,
  type Language,
  type Message,
  type Position,
  parseState,
  type Services,
} from '../flow';
import { forgetQuotes } from '../handoff';
import {
  DailyCounts,
  erasePerson,
  type KnownPerson,
  type LockedPerson,
  type PersonDirectory,
  ReminderWishes,
} from '../people';
import type { SqlValue, Tx } from '../store';
import { answerLiveServices, type TurnScope } from './answer-live-services';
import { keepsQuiet, tellOfDanger } from './beside-counsellor';
import { type Meaning, screenEvent, understandOnce } from './meaning';
import { eraseConversation } from './mine';
import type { Room } from './room';
import type { TalkDesk } from './talk-desk';
import { talkSummary } from './talk-summary';
import { withWaitingWord } from './word-beside';

/** The move, named in `flows/moves.yaml`, by which Madobe goes on after a talk with a counsellor. */
const AFTER_TALK = 'after-talk';

/** Something a person did, as the turn needs it. */
export interface Heard {
  readonly channel: string;
  readonly event: FlowEvent;
  /** Keyed hash of the channel's message id, or null where there is none. */
  readonly channelRef: string | null;
  /** The inbox event's id: ties what is said to what was heard. */
  readonly turn: number;
  /** Milliseconds since the epoch. */
  readonly happenedAt: number;
}

/** What Madobe says in one turn. Choices belong to the last message. */
export interface Said {
  readonly language: Language;
  readonly messages: readonly Message[];
  readonly choices: readonly Choice[];
}

/** How a turn ended. */
export interface TurnEnd {
  /** Null when nothing is to be said: the second half of a double tap, a message that was taken back. */
  readonly said: Said | null;
  /** The person was erased in this turn: what is said must not be kept. */
  readonly erased: boolean;
  /** What was said before was erased in this turn: deleted words are still on the disk until it is purged. */
  readonly cleared?: true;
  /** Every step of a flow that the turn took, in order: names only. */
  readonly steps: readonly Position[];
  /** A fault of the flow or of screening, for which the person got an apology, or null. A code, free of content. */
  readonly fault: string | null;
}

/**
 * One conversation turn at a time, inside the caller's transaction. Taking a turn, going on after a counsellor and taking a
 * message back stand together: they write the same state and the same rows, and must agree on them.
 */
export class Conversations {
  private readonly counts: DailyCounts;
  private readonly wishes = new ReminderWishes();

  constructor(
    private readonly parts: {
      readonly flows: FlowSet;
      readonly services: Services<TurnScope>;
      readonly people: PersonDirectory;
      readonly meaning: Meaning;
      /** The private room on the web; left out, services say that it cannot be reached. */
      readonly room?: Room;
      /** Left out, services say that nothing can be booked here. */
      readonly booking?: Booking;
      /** Left out, no counsellor can be reached here. */
      readonly talks?: TalkDesk;
    },
  ) {
    this.counts = new DailyCounts(parts.flows.timeZone);
  }

  /**
   * Takes a turn: the event and the stored state go through the flows; the new state, both sides' messages and the
   * effects are written. All of it happens with the caller's transaction or not at all, and taking the same turn
   * again after a crash gives the same.
   *
   * The caller holds the person's lock.
   */
  async takeTurn(tx: Tx, person: LockedPerson, heard: Heard, now: number): Promise<TurnEnd> {
    if (heard.channelRef && (await wasUnsent(tx, heard.channelRef))) {
      await this.keep(tx, person, [incoming(person, heard, null)]);
      return { said: null, erased: false, steps: [], fault: null };
    }
    const { meaning } = this.parts;
    // Before everything that a flow may do, and whatever the state of the conversation.
    const screened = screenEvent(meaning, heard.event);
    const stored = await this.loadState(tx, person);
    const desk = this.parts.talks ?? null;
    const talk = desk && (await desk.talks.openOf(tx, person.id));
    if (desk) await tellOfDanger(tx, desk, person.id, talk, screened.danger, now);
    const { flows } = this.parts;
    const quiet = await keepsQuiet(tx, talk, {
      flows,
      state: stored,
      event: heard.event,
      danger: screened.danger,
    });
    if (talk && (quiet || (talk.state === 'waiting' && heard.event.kind === 'text'))) {
      await desk?.talks.heard(tx, talk.id, now);
    }
    if (quiet) return this.hearInTalk(tx, person, heard, screened.failed, now);
    const result = await answerLiveServices(
      flows,
      stored,
      heard.event,
      {
        now,
        happenedAt: heard.happenedAt,
        source: sourceOf(heard),
        seed: seedOf(person),
        services: this.parts.services,
        danger: screened.danger,
        understand: understandOnce(meaning),
      },
      this.scopeOf(tx, person, heard.channel, now),
    );
    const { language } = result.state;
    const messages =
      desk && talk ? await withWaitingWord(tx, desk, talk, { ...result, language }, now) : result.messages;
    const said = messages.length > 0 ? { language, messages, choices: result.choices } : null;
    const fault = result.fault ?? (screened.failed ? 'screening_failed' : null);
    if (result.effects.some((effect) => effect.kind === 'erase')) {
      await erasePerson(tx, this.parts.people, person.id, { counts: this.counts, by: 'asked', now });
      if (talk) tx.notify('talk', talk.id);
      return { said, erased: true, steps: result.steps, fault };
    }
    const isCleared = result.effects.some((effect) => effect.kind === 'erase-conversation');
    if (isCleared) {
      await eraseConversation(tx, person, this.counts);
      await desk?.talks.forgetWords(tx, person);
    }
    for (const effect of result.effects) {
      if (effect.kind !== 'notices') continue;
      // Opening the door again ends a "やめる"; it agrees to nothing.
      if (heard.event.kind === 'followed') {
        await this.parts.people.setNotices(tx, person.id, effect.allowed);
      } else await this.chooseNotices(tx, person, effect.allowed, result.state, now);
    }
    await this.saveState(tx, person, JSON.stringify(result.state), now);
    await this.keep(tx, person, [
      // Of the turn that erases the conversation, only that it was done is kept, to be read where that is read.
      ...(isCleared ? [] : [incoming(person, heard, JSON.stringify(heard.event))]),
      ...(said ? [outgoing(person, heard.channel, said, heard.turn, now)] : []),
    ]);
    await this.parts.people.touch(tx, person, now);
    return { said, erased: false, ...(isCleared && { cleared: true }), steps: result.steps, fault };
  }

  /**
   * A counsellor gave the person back: Madobe says so and goes on with the menu. Gives what is said, which the caller
   * sends; null when a fault leaves nothing to say. Keeps it and the new state, like a turn.
   *
   * The caller holds the person's lock.
   */
  async goOn(tx: Tx, person: LockedPerson, channel: string, now: number): Promise<Said | null> {
    const { flows, services } = this.parts;
    const stored = await this.loadState(tx, person);
    const data = flows.moves.has(AFTER_TALK) ? `move/${AFTER_TALK}` : 'move/menu';
    const result = await answerLiveServices(
      flows,
      stored,
      { kind: 'chosen', data },
      { now, happenedAt: now, source: AFTER_TALK, seed: seedOf(person), services },
      this.scopeOf(tx, person, channel, now),
    );
    if (result.messages.length === 0) return null;
    const said: Said = {
      language: result.state.language,
      messages: result.messages,
      choices: result.choices,
    };
    await this.saveState(tx, person, JSON.stringify({ ...result.state, lastTap: null }), now);
    await this.keepSaid(tx, person, channel, said, now);
    return said;
  }

  /** Keeps what is said outside a turn (an apology after a fault, a notice), so that the desk sees it too. */
  async keepSaid(tx: Tx, person: KnownPerson, channel: string, said: Said, now: number): Promise<void> {
    await this.keep(tx, person, [outgoing(person, channel, said, null, now)]);
  }

  /** What is known of a conversation, or null when nothing is: nobody wrote yet, or all of it was erased. */
  async stateOf(tx: Tx, person: KnownPerson): Promise<ConversationState | null> {
    return this.loadState(tx, person);
  }

  /** Begins a conversation with what is known already, from somewhere else: a story, an import. */
  async carryOver(tx: Tx, person: LockedPerson, state: ConversationState, now: number): Promise<void> {
    await this.saveState(tx, person, JSON.stringify(state), now);
  }

  /** The language a person speaks with us; the default when they have not said. */
  async languageOf(tx: Tx, person: KnownPerson): Promise<Language> {
    return (await this.loadState(tx, person))?.language ?? this.parts.flows.organisation.defaultLanguage;
  }

  /**
   * A message was taken back. Its content goes, and with it our answers to it, which may repeat it, and the facts it
   * taught us; a content-free mark stays so that a late redelivery cannot bring it back. Returns the turns it was in.
   */
  async unsend(
    tx: Tx,
    person: KnownPerson | null,
    channelRef: string,
    now: number,
  ): Promise<readonly number[]> {
    await tx.run(
      'INSERT INTO unsent_message (channel_ref, unsent_at) VALUES ($1, $2) ON CONFLICT (channel_ref) DO NOTHING',
      channelRef,
      now,
    );
    if (!person) return [];
    const rows = await tx.all<{ id: number; turn: number | null }>(
      'UPDATE message SET content = NULL WHERE channel_ref = $1 AND person_id = $2 RETURNING id, turn',
      channelRef,
      person.id,
    );
    const turns = rows.flatMap(({ turn }) => (turn === null ? [] : [turn]));
    const gone = new Set(rows.map(({ id }) => id));
    for (const turn of turns) {
      const answers = await tx.all<{ id: number }>(
        'UPDATE message SET content = NULL WHERE person_id = $1 AND turn = $2 RETURNING id',
        person.id,
        turn,
      );
      for (const { id } of answers) gone.add(id);
    }
    for (const id of await forgetQuotes(tx, person.id, [...gone])) gone.add(id);
    for (const id of gone) tx.notify('gone', `${person.id}/${id}`);
    const state = await this.loadState(tx, person);
    if (state) {
      const left = forgetSource(state, channelRef);
      await this.saveState(tx, person, JSON.stringify(left), now);
      await this.parts.talks?.talks.summarise(tx, person, talkSummary(left, this.parts.flows));
    }
    await this.parts.room?.letters.forgetSource(tx, person, channelRef, now);
    return turns;
  }

  /** What is written while a counsellor has the talk: kept, and theirs to answer. */
  private async hearInTalk(
    tx: Tx,
    person: LockedPerson,
    heard: Heard,
    isUnscreened: boolean,
    now: number,
  ): Promise<TurnEnd> {
    // Opening the door again ends a "やめる", also when nothing is said about it.
    if (heard.event.kind === 'followed') await this.parts.people.setNotices(tx, person.id, true);
    await this.keep(tx, person, [incoming(person, heard, JSON.stringify(heard.event))]);
    await this.parts.people.touch(tx, person, now);
    return { said: null, erased: false, steps: [], fault: isUnscreened ? 'screening_failed' : null };
  }

  private scopeOf(tx: Tx, person: LockedPerson, channel: string, now: number): TurnScope {
    const { room, booking, talks, flows, meaning } = this.parts;
    return {
      tx,
      person,
      now,
      channel,
      room: room ?? null,
      booking: booking ?? null,
      wishes: this.wishes,
      talks: talks ?? null,
      flows,
      screen: (text) => meaning.screen(text),
    };
  }

  /** Turns notices on or off, as was chosen in a flow. With a room, that it was agreed to is recorded. */
  private async chooseNotices(
    tx: Tx,
    person: KnownPerson,
    allowed: boolean,
    { language }: ConversationState,
    now: number,
  ): Promise<void> {
    const { room, people } = this.parts;
    if (room) await room.mine.setNotices(tx, person, allowed, language, now);
    else await people.setNotices(tx, person.id, allowed);
  }

  private async loadState(tx: Tx, person: KnownPerson) {
    const [row] = await tx.all<{ state: Uint8Array }>(
      'SELECT state FROM conversation WHERE person_id = $1',
      person.id,
    );
    return row
      ? parseState(
          person.key.open('conversation.state', row.state),
          this.parts.flows.organisation.defaultLanguage,
        )
      : null;
  }

  private async saveState(tx: Tx, person: KnownPerson, state: string, now: number): Promise<void> {
    await tx.run(
      `INSERT INTO conversation (person_id, state, updated_at) VALUES ($1, $2, $3)
       ON CONFLICT (person_id) DO UPDATE SET state = excluded.state, updated_at = excluded.updated_at`,
      person.id,
      person.key.seal('conversation.state', state),
      now,
    );
  }

  private async keep(tx: Tx, person: KnownPerson, rows: readonly MessageRow[]): Promise<void> {
    if (rows.length === 0) return;
    const values = rows.flatMap((row): SqlValue[] => [
      person.id,
      row.channel,
      row.direction,
      row.content,
      row.channelRef,
      row.turn,
      row.happenedAt,
    ]);
    await tx.run(insertMessages(rows.length), ...values);
    tx.notify('said', person.id);
  }
}

interface MessageRow {
  readonly channel: string;
  readonly direction: 'in' | 'out';
  readonly content: Buffer | null;
  readonly channelRef: string | null;
  readonly turn: number | null;
  readonly happenedAt: number;
}

function incoming(person: KnownPerson, heard: Heard, content: string | null): MessageRow {
  return {
    channel: heard.channel,
    direction: 'in',
    content: content === null ? null : person.key.seal('message.content', content),
    channelRef: heard.channelRef,
    turn: heard.turn,
    happenedAt: heard.happenedAt,
  };
}

/** What was said in one go is one row: it is shown, erased and taken back together. */
function outgoing(
  person: KnownPerson,
  channel: string,
  said: Said,
  turn: number | null,
  now: number,
): MessageRow {
  const { messages, choices } = said;
  return {
    channel,
    direction: 'out',
    content: person.key.seal('message.content', JSON.stringify({ messages, choices })),
    channelRef: null,
    turn,
    happenedAt: now,
  };
}

/** Changes from person to person, never over time. */
function seedOf(person: KnownPerson): number {
  return Number.parseInt(person.id.slice(0, 8), 16);
}

/** What a fact is remembered as coming from: the message, or the turn where there was none (a tap). */
function sourceOf(heard: Heard): string {
  return heard.channelRef ?? `turn/${heard.turn}`;
}

async function wasUnsent(tx: Tx, channelRef: string): Promise<boolean> {
  const rows = await tx.all('SELECT 1 FROM unsent_message WHERE channel_ref = $1', channelRef);
  return rows.length > 0;
}

const inserts = new Map<number, string>();

/** One statement for both sides of a turn; the text is kept, so that it is prepared once per number of rows. */
function insertMessages(count: number): string {
  let statement = inserts.get(count);
  if (!statement) {
    const tuples = Array.from({ length: count }, (_, row) => {
      const first = row * 7 + 1;
      return `(${Array.from({ length: 7 }, (_, column) => `$${first + column}`).join(', ')})`;
    });
    statement = `INSERT INTO message (person_id, channel, direction, content, channel_ref, turn, happened_at) VALUES ${tuples.join(', ')}`;
    inserts.set(count, statement);
  }
  return statement;
}
