import type { Booked, Confirmation, Peers, Slot, Way } from '../../booking';
import { describeDay, describeMoment, describeSpans, fillPattern } from '../../calendar';
import { type Language, type ListDeclaration, type ListItem, languages } from '../../flow';
import type { TurnScope } from '../answer-live-services';
import { longestDay, longestMoment } from './longest-in-time';
import { longestOf } from './longest-of';
import { LONGEST_LINK } from './room-link';
import type { ServiceFacts } from './service-facts';

/**
 * The most times, and the most bookings of one person, that stand as buttons under a question: with its options and the
 * ways out they are no more than LINE shows.
 */
export const timesAtMost = 6;
export const mineAtMost = 4;

const late = { from: '10:30', to: '23:30' };
const bothPeers = ['family', 'person'] as const;
const bothWays = ['online', 'phone'] as const;

/** How bookings are said, in each language. */
export class BookingWords {
  /** The longest that each of these can be. */
  readonly longest: {
    readonly when: string;
    readonly until: string;
    readonly peers: string;
    readonly way: string;
    readonly mine: string;
    readonly meeting: string;
    readonly how: string;
    readonly line: string;
  };
  readonly times: ListDeclaration;
  readonly ways: ListDeclaration;
  readonly calendarFiles: ListDeclaration;

  constructor(private readonly facts: ServiceFacts) {
    const { calendarWords, factWords } = facts;
    const slot = { day: '', ...late };
    const days = (language: Language) => ({
      whole: longestDay([calendarWords[language]]),
      short: longestDay([calendarWords[language]], 'short'),
    });
    const inEach = (say: (language: Language) => readonly string[]) => longestOf(languages.flatMap(say));
    const when = (language: Language) => this.whenOn(days(language).whole, slot, language);
    const meeting = inEach((language) => {
      const { meeting: said } = factWords[language].booking;
      const link = `https://${'a'.repeat(200)}`;
      const { number } = facts.catalogue.phone;
      return [
        fillPattern(said.link, { link }),
        fillPattern(said.later, { at: longestMoment(calendarWords) }),
        fillPattern(said.phone, { number }),
        said.none,
      ];
    });
    const how = inEach((language) => Object.values(factWords[language].booking.how));
    const way = inEach((language) => bothWays.map((each) => factWords[language].booking.ways[each]));
    const mine = inEach((language) =>
      bothPeers.flatMap((peers) => {
        const { booking, peer } = factWords[language];
        const said = fillPattern(booking.mine, {
          when: when(language),
          peers: peer.peers[peers].title,
          way,
        });
        return [booking.asked, booking.waiting].map((state) => `${said}\n${state}`);
      }),
    );
    const peers = inEach((language) => bothPeers.map((each) => factWords[language].peer.peers[each].title));
    const line = inEach((language) => [
      fillPattern(factWords[language].booking.line, { when: `${when(language)} ${peers}` }),
    ]);
    const label = inEach((language) => [
      fillPattern(factWords[language].booking.choice, { day: days(language).short, time: late.from }),
    ]);
    this.longest = {
      when: inEach((language) => [when(language)]),
      until: longestMoment(calendarWords),
      peers,
      way,
      mine,
      meeting,
      how,
      line,
    };
    this.times = { most: timesAtMost, values: { label } };
    this.calendarFiles = {
      most: mineAtMost,
      values: { when: this.longest.when, calendarLink: LONGEST_LINK },
    };
    this.ways = { most: bothWays.length, values: { label: way } };
  }

  /** 「1月14日（木） 午後1時〜午後2時」 */
  when(slot: Slot, language: Language): string {
    return this.whenOn(describeDay(slot.day, this.facts.calendarWords[language]), slot, language);
  }

  peers(peers: Peers, language: Language): string {
    return this.facts.factWords[language].peer.peers[peers].title;
  }

  way(way: Way, language: Language): string {
    return this.facts.factWords[language].booking.ways[way];
  }

  /** How a booking comes to stand here: at once, or when staff have looked at it. */
  how(confirmation: Confirmation, language: Language): string {
    return this.facts.factWords[language].booking.how[confirmation];
  }

  until(at: number, now: number, language: Language): string {
    const { calendarWords, timeZone } = this.facts;
    return describeMoment(at, { now, timeZone, words: calendarWords[language] });
  }

  /** A line for each slot; with whom, where both standpoints are among them. */
  lines(slots: readonly Slot[], language: Language): string {
    const isMixed = slots.some(({ peers }) => peers !== slots[0]?.peers);
    const { line, noLines } = this.facts.factWords[language].booking;
    if (slots.length === 0) return noLines;
    return slots
      .map((slot) => {
        const when = this.when(slot, language);
        return fillPattern(line, {
          when: isMixed ? `${when} ${this.peers(slot.peers, language)}` : when,
        });
      })
      .join('\n');
  }

  /** Bookings, and what somebody waits for, one after another. */
  all(booked: readonly Booked[], waiting: readonly Slot[], language: Language): string {
    const said = [
      ...booked.map((each) => this.mine(each, language)),
      ...waiting.map((slot) => this.waiting(slot, language)),
    ];
    return said.length === 0 ? this.facts.factWords[language].booking.noLines : said.join('\n\n');
  }

  /** A booking in a few lines. */
  mine({ slot, way, status }: Booked, language: Language): string {
    const { mine, asked } = this.facts.factWords[language].booking;
    const said = fillPattern(mine, {
      when: this.when(slot, language),
      peers: this.peers(slot.peers, language),
      way: this.way(way, language),
    });
    return status === 'asked' ? `${said}\n${asked}` : said;
  }

  /** A place on the waiting list in a line or two. */
  waiting(slot: Slot, language: Language): string {
    return `${this.when(slot, language)}\n${this.facts.factWords[language].booking.waiting}`;
  }

  /** How one gets into a talk. `at` is from when on the address is told. */
  meeting(
    way: Way,
    meeting: { readonly link: string } | 'later' | 'none',
    moment: { readonly startsAt: number; readonly now: number; readonly language: Language },
  ): string {
    const { catalogue, factWords } = this.facts;
    const said = factWords[moment.language].booking.meeting;
    if (way === 'phone') return fillPattern(said.phone, { number: catalogue.phone.number });
    if (typeof meeting === 'object') return fillPattern(said.link, meeting);
    if (meeting === 'none') return said.none;
    const at = moment.startsAt - catalogue.peer.booking.meetingMinutesBefore * 60_000;
    return fillPattern(said.later, { at: this.until(at, moment.now, moment.language) });
  }

  /** Slots as items to choose from. */
  choices(slots: readonly Slot[], language: Language): readonly ListItem[] {
    const { calendarWords, factWords } = this.facts;
    return slots.slice(0, timesAtMost).map((slot) => ({
      id: slot.id,
      values: {
        label: fillPattern(factWords[language].booking.choice, {
          day: describeDay(slot.day, calendarWords[language], 'short'),
          time: slot.from,
        }),
      },
    }));
  }

  /**
   * A calendar file for each booking, at an address of its own: none where nobody has said how this server is reached. In
   * LINE it is opened in the phone's own browser, since LINE's hands no file to the calendar.
   */
  calendarItems(
    booked: readonly Booked[],
    { booking, room, channel }: Pick<TurnScope, 'booking' | 'room' | 'channel'>,
    language: Language,
  ): readonly ListItem[] {
    const baseUrl = room?.baseUrl ?? null;
    if (!booking || baseUrl === null) return [];
    const outside = channel === 'line' ? '?openExternalBrowser=1' : '';
    return booked.slice(0, mineAtMost).map((each) => ({
      id: each.slot.id,
      values: {
        when: this.when(each.slot, language),
        calendarLink: `${baseUrl}/calendar/${booking.calendarToken(each)}.ics${outside}`,
      },
    }));
  }

  /** The two ways of meeting as items to choose from. */
  wayChoices(language: Language): readonly ListItem[] {
    return bothWays.map((way) => ({ id: way, values: { label: this.way(way, language) } }));
  }

  private whenOn(day: string, { from, to }: Pick<Slot, 'from' | 'to'>, language: Language): string {
    const words = this.facts.calendarWords[language];
    return fillPattern(this.facts.factWords[language].booking.when, {
      day,
      span: describeSpans([{ from, to }], words),
    });
  }
}
