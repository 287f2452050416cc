import { type Clock, systemClock } from '../clock';
import { exportPage, type PersonExport, registeredLines } from '../conversation';
import { MadobeError } from '../errors';
import { AuditLog, DailyCounts, erasePerson, PersonDirectory, type Receipt } from '../people';
import { openStore, type Store, storeExists, type Tx } from '../store';
import type { Config } from './config';
import { contentProblems, loadContent } from './content';
import { openRoom } from './open-handoff';
import { openVault, storeLocation } from './open-vault';

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

/** Exports what is kept about the person with this number, and notes it. Null when the number is nobody's. */
export function exportPersonOnRequest(
  config: Config,
  request: PersonRequest,
  clock: Clock = systemClock,
): Promise<ExportedPerson | null> {
  return within(config, clock, async ({ store, people, room, flows }) => {
    return store.write(async (tx) => {
      const person = await personWith(tx, room, people, request, clock);
      if (!person) return null;
      await new AuditLog().note(tx, request.actor, 'person.export', person.id, clock.now());
      const language = await room.mine.languageOf(tx, person);
      // LINE's id of a person is for nobody's eyes but theirs.
      const data = await room.mine.exportOf(tx, person, { language, withAddresses: false }, clock.now());
      const registered = registeredLines(await room.registrations.of(tx, person), flows, language);
      const page = exportPage(data, {
        words: room.mine.words[language],
        registered,
        timeZone: flows.timeZone,
      });
      return { data, page };
    });
  });
}

/**
 * Erases the person with this number as if they had done it themselves, and notes that it was done. Their receipt, to
 * be told to them; null when the number is nobody's.
 */
export function erasePersonOnRequest(
  config: Config,
  request: PersonRequest,
  clock: Clock = systemClock,
): Promise<Receipt | null> {
  return within(config, clock, async ({ store, people, room, flows }) => {
    const counts = new DailyCounts(flows.timeZone);
    const receipt = await store.write(async (tx) => {
      const person = await personWith(tx, room, people, request, clock);
      if (!person) return null;
      const now = clock.now();
      const made = await room.receipts.make(tx, now);
      await new AuditLog().note(tx, request.actor, 'person.erase', person.id, now);
      tx.notify('ended', `${person.id}/${made.number}/${made.on}`);
      await erasePerson(tx, people, person.id, { counts, by: 'staff', now });
      return made;
    });
    if (receipt) await store.purge();
    return receipt;
  });
}

/** The day on the receipt with this number, or null when there is none (any more). Says nothing of whom. */
export function findReceiptOnRequest(config: Config, number: string): Promise<string | null> {
  return within(config, systemClock, ({ store, room }) => store.read((tx) => room.receipts.find(tx, number)));
}

interface Parts {
  readonly store: Store;
  readonly people: PersonDirectory;
  readonly room: ReturnType<typeof openRoom>;
  readonly flows: Parameters<typeof openRoom>[0]['flows'];
}

/** Opens the configured store beside a server that may be running, for one piece of work. Null without a database. */
async function within<Result>(
  config: Config,
  clock: Clock,
  work: (parts: Parts) => Promise<Result | null>,
): Promise<Result | null> {
  const location = storeLocation(config);
  if (!storeExists(location)) return null;
  const content = loadContent(config);
  if (content.ready === null || contentProblems(content).length > 0) throw new MadobeError('content_faulty');
  const vault = openVault(config);
  const store = await openStore(location, vault, clock);
  try {
    const { flows } = content.ready;
    const room = openRoom({ flows, vault, baseUrl: config.baseUrl });
    return await work({ store, people: new PersonDirectory(vault), room, flows });
  } finally {
    await store.close();
  }
}

async function personWith(
  tx: Tx,
  room: Parts['room'],
  people: PersonDirectory,
  { number }: PersonRequest,
  clock: Clock,
) {
  const id = await room.requestCodes.whose(tx, number, clock.now());
  return id === null ? null : people.lock(tx, id);
}
