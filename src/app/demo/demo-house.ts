import { Booking } from '../../booking';
import type { Clock } from '../../clock';
import { Conversations, type Room } from '../../conversation';
import type { FlowSet, Language } from '../../flow';
import { CounsellorVoice } from '../../handoff';
import { AuditLog, DailyCounts, PersonDirectory, WebSessions } from '../../people';
import { openStaff, type Staff } from '../../staff';
import type { Store, Vault } from '../../store';
import type { Content, LoadedMeaning } from '../content';
import { noticeWords } from '../notice-words';
import { openBooking } from '../open-booking';
import { type Hall, openHall } from '../open-desk';
import { openRoom } from '../open-handoff';
import type { DemoGuestParts } from './demo-guest';

/** The rooms in which the demo's people and staff act. */
export interface DemoHouse extends DemoGuestParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly flows: FlowSet;
  readonly room: Room;
  readonly hall: Hall;
  readonly booking: Booking;
  readonly voice: CounsellorVoice<Language>;
  readonly staff: Staff;
  readonly audit: AuditLog;
  readonly counts: DailyCounts;
}

/** Puts the rooms together as the server does, but for one thing: nothing is sent to anybody outside. */
export function openDemoHouse(parts: {
  readonly store: Store;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly content: NonNullable<Content['ready']>;
  readonly meaning: NonNullable<LoadedMeaning['ready']>;
}): DemoHouse {
  const { store, vault, clock, content, meaning } = parts;
  const { flows, services, facts } = content;
  const people = new PersonDirectory(vault);
  const room = openRoom({ flows, vault, baseUrl: null });
  const booking = openBooking({ facts, vault, timeZone: flows.timeZone });
  const hall = openHall(flows);
  const conversations = new Conversations({ flows, services, people, meaning, room, booking, talks: hall });
  const audit = new AuditLog();
  let turn = 0;
  return {
    store,
    clock,
    flows,
    people,
    room,
    hall,
    booking,
    conversations,
    audit,
    counts: new DailyCounts(flows.timeZone),
    staff: openStaff({ store, vault, clock, audit, issuer: flows.organisation.name.ja }),
    voice: new CounsellorVoice<Language>({
      ...room,
      words: noticeWords(flows),
      people,
      sessions: new WebSessions(vault, flows.organisation.retention),
      languageOf: (tx, person) => conversations.languageOf(tx, person),
      send: async () => undefined,
    }),
    nextTurn: () => {
      turn -= 1;
      return turn;
    },
  };
}
