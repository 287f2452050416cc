import type { Booked, Booking } from '../booking';
import { type CalendarWords, describeMoment, fillPattern } from '../calendar';
import type { Said } from '../conversation';
import type { Choice, Language, Message } from '../flow';
import type { Tx } from '../store';
import type { DueMessage } from './due-messages';
import type { ReminderWords } from './reminder-words';
import { readSubject } from './subjects';

/** What reminders are made of. */
export interface ComposeParts {
  readonly booking: Booking;
  readonly words: Readonly<Record<Language, ReminderWords>>;
  readonly calendarWords: Readonly<Record<Language, CalendarWords>>;
  readonly timeZone: string;
  /** The number at which talks by phone are held. */
  readonly phoneNumber: string;
}

type Button = keyof ReminderWords['buttons'];
type At = { readonly now: number; readonly language: Language };

/** The move behind each button. */
const moves: Readonly<Record<Button, string>> = {
  mine: 'move/peer-mine',
  'not-today': 'move/not-today',
  'peer-cancel': 'move/peer-cancel',
  'peer-book': 'move/peer-book',
  events: 'move/events',
  stop: 'move/stop',
};

/**
 * Says what is due, as things are now; null where there is nothing to say any more: the booking was cancelled or changed,
 * the offer is over. Nothing of what it is about stands in the first line.
 */
export class Compose {
  constructor(private readonly parts: ComposeParts) {}

  async said(tx: Tx, due: DueMessage, at: At): Promise<Said | null> {
    switch (due.kind) {
      case 'offer':
        return this.offer(tx, due, at);
      case 'called-off':
      case 'wait-ended':
        return this.text(due.kind, { when: this.when(readSubject(due.subject).at, at) }, at, ['peer-book']);
      case 'moved':
        return this.moved(tx, due, at);
      case 'settled':
      case 'day-before': {
        const booked = await this.standing(tx, due);
        if (!booked) return null;
        return this.text(due.kind, { when: this.when(booked.slot.startsAt, at) }, at, [
          'mine',
          'peer-cancel',
        ]);
      }
      case 'hour-before':
        return this.hourBefore(tx, due, at);
      case 'events':
        return this.text('events', {}, at, ['events', 'stop']);
      case 'still-here':
        return this.text('still-here', {}, at, ['stop']);
    }
  }

  private async offer(tx: Tx, { personId, subject }: DueMessage, at: At): Promise<Said | null> {
    const { id } = readSubject(subject);
    const waiting = await this.parts.booking.waitlist.ofPerson(tx, personId, at.now);
    const offer = waiting.find(({ slot, offeredUntil }) => slot.id === id && offeredUntil !== null);
    if (!offer || offer.offeredUntil === null) return null;
    const values = {
      when: this.when(offer.slot.startsAt, at),
      until: this.when(offer.offeredUntil, at),
    };
    return this.text('offer', values, at, ['mine']);
  }

  private async moved(tx: Tx, { personId, subject }: DueMessage, at: At): Promise<Said | null> {
    const { id } = readSubject(subject);
    const booked = await this.parts.booking.ofPerson(tx, personId, at.now);
    const mine = booked.find(({ slot }) => slot.id === id);
    if (!mine) return null;
    return this.text('moved', { when: this.when(mine.slot.startsAt, at) }, at, ['mine', 'peer-cancel']);
  }

  private async hourBefore(tx: Tx, due: DueMessage, at: At): Promise<Said | null> {
    const { booking, words, phoneNumber } = this.parts;
    const booked = await this.standing(tx, due);
    if (!booked) return null;
    const said = words[at.language];
    const meeting = await booking.meetingOf(tx, booked, at.now);
    const how =
      booked.way === 'phone'
        ? fillPattern(said.byPhone, { number: phoneNumber })
        : typeof meeting === 'object'
          ? said.online
          : said.onlineLater;
    const opening = fillPattern(said['hour-before'], { when: this.when(booked.slot.startsAt, at) });
    const card: readonly Message[] =
      typeof meeting === 'object' && booked.way === 'online'
        ? [
            {
              kind: 'card',
              title: said.wayIn,
              body: said.online,
              buttons: [{ kind: 'link', label: said.enter, url: meeting.link }],
            },
          ]
        : [];
    const text = card.length > 0 ? opening : `${opening}\n${how}`;
    return {
      language: at.language,
      messages: [{ kind: 'text', text: `${said.first}\n\n${text}` }, ...card],
      choices: this.choices(['not-today', 'mine'], at.language),
    };
  }

  /** The booking that a reminder is about, where it still stands at that time. */
  private async standing(tx: Tx, { personId, subject }: DueMessage): Promise<Booked | null> {
    const { id, at } = readSubject(subject);
    const booked = await this.parts.booking.booked(tx, id);
    if (booked?.personId !== personId || booked.status !== 'booked') return null;
    return booked.slot.startsAt === at ? booked : null;
  }

  private text(
    key: 'offer' | 'called-off' | 'wait-ended' | 'moved' | 'settled' | 'day-before' | 'events' | 'still-here',
    values: Readonly<Record<string, string>>,
    { language }: At,
    buttons: readonly Button[],
  ): Said {
    const words = this.parts.words[language];
    const text = `${words.first}\n\n${fillPattern(words[key], values)}`;
    return { language, messages: [{ kind: 'text', text }], choices: this.choices(buttons, language) };
  }

  private choices(buttons: readonly Button[], language: Language): readonly Choice[] {
    return buttons.map((button) => ({
      data: moves[button],
      label: this.parts.words[language].buttons[button],
    }));
  }

  private when(moment: number, { now, language }: At): string {
    const { timeZone, calendarWords } = this.parts;
    return describeMoment(moment, { now, timeZone, words: calendarWords[language] });
  }
}
