import { type Clock, systemClock } from '../clock';
import { MadobeError } from '../errors';
import { AuditLog, PersonDirectory, type Receipt } from '../people';
import { openStore, storeExists } from '../store';
import type { Config } from './config';
import { contentProblems, loadContent } from './content';
import {
  type ExportedPerson,
  eraseOnRequest,
  exportOnRequest,
  type OnRequestParts,
  type PersonRequest,
} from './on-request';
import { openRoom } from './open-handoff';
import { openVault, storeLocation } from './open-vault';

export type { ExportedPerson, PersonRequest } from './on-request';

/** Exports what is kept about the person with this number, and notes it. Null when the number is nobody's. */
export function exportPersonOnRequest(
  config: Config,
  request: PersonRequest,
  clock: Clock = systemClock,
): Promise<ExportedPerson | null> {
  return within(config, clock, (parts) => exportOnRequest(parts, request));
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
  return within(config, clock, (parts) => eraseOnRequest(parts, request));
}

/** The day on the receipt with this number, or null when there is none (any more). Says nothing of whom. */
export function findReceiptOnRequest(config: Config, number: string): Promise<string | null> {
  return within(config, systemClock, ({ store, room }) => store.read((tx) => room.receipts.find(tx, number)));
}

/** Opens the configured store beside a server that may be running, for one piece of work. Null without a database. */
async function within<Result>(
  config: Config,
  clock: Clock,
  work: (parts: OnRequestParts) => Promise<Result | null>,
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
    return await work({
      store,
      people: new PersonDirectory(vault),
      room,
      flows,
      audit: new AuditLog(),
      clock,
    });
  } finally {
    await store.close();
  }
}
