import type { Booking } from '../../booking';
import type { Clock } from '../../clock';
import type { Conversations, MyInformation } from '../../conversation';
import type { InboundEvent } from '../../delivery';
import type { FlowSet, Language } from '../../flow';
import type { Letters, Registrations } from '../../handoff';
import type { Log } from '../../log';
import type { PersonDirectory, ResumeCodes, RoomLinks, WebSessions, WordList } from '../../people';
import type { Store } from '../../store';
import type { SessionCookie } from './session-cookie';
import type { Visitors } from './visitors';

/** How the web chat is reached and shown. */
export interface WebSetting {
  /** The public address, without a slash at the end; null when nobody has said. */
  readonly baseUrl: string | null;
  /** Origins that may frame the chat. None: there is nothing to frame. */
  readonly embedOrigins: readonly string[];
  /** Where the built page is. */
  readonly pageDirectory: string;
  /** Where a voice answers when this server cannot; null when nothing is known. */
  readonly voiceNumber: string | null;
}

/** What the web chat is made of. */
export interface WebChannelSurroundings {
  readonly setting: WebSetting;
  readonly store: Store;
  readonly flows: FlowSet;
  readonly people: PersonDirectory;
  readonly sessions: WebSessions;
  readonly codes: ResumeCodes;
  readonly links: RoomLinks;
  readonly letters: Letters;
  readonly registrations: Registrations;
  readonly mine: MyInformation;
  readonly booking: Booking;
  /** All that stands in somebody's calendar of a booking. */
  readonly calendarTitle: (language: Language) => string;
  readonly conversations: Pick<Conversations, 'languageOf'>;
  /** Takes events: once it resolves they are durable and will be answered, each once. */
  readonly accept: (events: readonly InboundEvent[]) => Promise<void>;
  /** Words of which passphrases are made. */
  readonly resumeWords: (language: Language) => WordList;
  readonly clock: Clock;
  readonly log: Log;
}

/** The same for its routes, with what they share. */
export interface WebChannelParts extends WebChannelSurroundings {
  readonly cookie: SessionCookie;
  readonly visitors: Visitors;
}
