import type { Clock } from '../clock';
import { exportPage, type PersonExport, type Room, registeredLines } from '../conversation';
import type { FlowSet } from '../flow';
import {
  type AuditLog,
  DailyCounts,
  erasePerson,
  type LockedPerson,
  type PersonDirectory,
  type Receipt,
} from '../people';
import type { Store, Tx } from '../store';

/** What somebody of the staff does for a person who asked for it. */
export interface PersonRequest {
  /** The number that the person told: their request number (お申し出番号) or resume number (利用者番号), as it was typed. */
  readonly number: string;
  /** Who does it: stands in the audit. At most 64 characters. */
  readonly actor: string;
}

/** Everything that is kept about a person, as data and as a page to read. */
export interface ExportedPerson {
  readonly data: PersonExport;
  readonly page: string;
}

/** What exporting and erasing need. */
export interface OnRequestParts {
  readonly store: Store;
  readonly people: PersonDirectory;
  readonly room: Pick<Room, 'mine' | 'registrations' | 'receipts' | 'requestCodes'>;
  readonly flows: FlowSet;
  readonly audit: AuditLog;
  readonly clock: Clock;
}

/** Exports what is kept about the person with this number, and notes it. Null when the number is nobody's. */
export function exportOnRequest(
  parts: OnRequestParts,
  request: PersonRequest,
): Promise<ExportedPerson | null> {
  const { store, room, flows, audit, clock } = parts;
  return store.write(async (tx) => {
    const person = await personWith(tx, parts, request);
    if (!person) return null;
    await audit.note(tx, request.actor, 'person.export', person.id, clock.now());
    const language = await room.mine.languageOf(tx, person);
    // LINE's id of a person is for nobody's eyes but theirs.
    const data = await room.mine.exportOf(tx, person, { language, withAddresses: false }, clock.now());
    const registered = registeredLines(await room.registrations.of(tx, person), flows, language);
    const words = room.mine.words[language];
    return { data, page: exportPage(data, { words, registered, timeZone: flows.timeZone }) };
  });
}

/**
 * Erases the person with this number as if they had done it themselves, and notes that it was done. Their receipt, to
 * be told to them; null when the number is nobody's.
 */
export async function eraseOnRequest(parts: OnRequestParts, request: PersonRequest): Promise<Receipt | null> {
  const { store, people, room, flows, audit, clock } = parts;
  const counts = new DailyCounts(flows.timeZone);
  const receipt = await store.write(async (tx) => {
    const person = await personWith(tx, parts, request);
    if (!person) return null;
    const now = clock.now();
    const made = await room.receipts.make(tx, now);
    await audit.note(tx, request.actor, 'person.erase', person.id, now);
    tx.notify('ended', `${person.id}/${made.number}/${made.on}`);
    await erasePerson(tx, people, person.id, { counts, by: 'staff', now });
    return made;
  });
  if (receipt) await store.purge();
  return receipt;
}

async function personWith(
  tx: Tx,
  { room, people, clock }: OnRequestParts,
  { number }: PersonRequest,
): Promise<LockedPerson | null> {
  const id = await room.requestCodes.whose(tx, number, clock.now());
  return id === null ? null : people.lock(tx, id);
}
