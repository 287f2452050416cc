import { type Conversations, MyInformation, type Room } from '../conversation';
import type { Delivery } from '../delivery';
import type { FlowSet, Language } from '../flow';
import { CounsellorVoice, Letters, Registrations } from '../handoff';
import {
  Consents,
  ErasureReceipts,
  type PersonDirectory,
  RequestCodes,
  RoomLinks,
  WebSessions,
} from '../people';
import { Records, Referrals } from '../records';
import type { Vault } from '../store';
import { noticeWords } from './notice-words';

/**
 * Puts the private room together by the organisation's rules.
 *
 * @param parts.baseUrl where people reach this server; null when nobody has said
 */
export function openRoom(parts: {
  readonly flows: FlowSet;
  readonly vault: Vault;
  readonly baseUrl: string | null;
}): Room {
  const { flows, vault } = parts;
  const { handoff, letters: answers, retention } = flows.organisation;
  const links = new RoomLinks(vault);
  const letters = new Letters({ answers, talk: handoff.room });
  const registrations = new Registrations(handoff.room);
  const referrals = new Referrals();
  return {
    links,
    letters,
    registrations,
    referrals,
    mine: new MyInformation({
      flows,
      letters,
      registrations,
      links,
      records: new Records(),
      referrals,
      consents: new Consents(),
      sessions: new WebSessions(vault, retention),
    }),
    requestCodes: new RequestCodes(vault),
    receipts: new ErasureReceipts(flows.timeZone),
    rule: handoff.room,
    baseUrl: parts.baseUrl,
  };
}

/** The voice by which counsellors speak to people of that room. */
export function openVoice(parts: {
  readonly flows: FlowSet;
  readonly room: Room;
  readonly people: PersonDirectory;
  readonly sessions: WebSessions;
  readonly conversations: Conversations;
  readonly delivery: Delivery;
}): CounsellorVoice<Language> {
  const { flows, room, people, sessions, conversations, delivery } = parts;
  return new CounsellorVoice<Language>({
    ...room,
    words: noticeWords(flows),
    people,
    sessions,
    languageOf: (tx, person) => conversations.languageOf(tx, person),
    send: (tx, outgoing, now) => delivery.say(tx, outgoing, now),
  });
}
