import { type ConversationState, parseState } from '../../src/flow';
import type { Log, LogFields } from '../../src/log';
import { type Dialect, openStore, Vault } from '../../src/store';
import { FakeClock } from '../support/fake-clock';
import type { ApiRequest, LineDouble } from '../support/line-double';
import { type OpenDoor, type OpenDoorOptions, openDoor } from '../support/open-door';
import { waitFor } from '../support/wait-for';
import { type DatabaseView, viewDatabase } from './database-view';

/** The whole service with LINE's double, a clock that a test moves, its log, and its tables seen from outside. */
export interface Scene {
  readonly door: OpenDoor;
  readonly line: LineDouble;
  readonly clock: FakeClock;
  readonly database: DatabaseView;
  /** Every log line so far, as it would be written. */
  readonly log: readonly string[];
  /** Waits until every accepted event had its turn and every answer has left. */
  settled(): Promise<void>;
  /** Lets time pass, once nothing is under way any more. */
  pass(ms: number): Promise<void>;
  /** Lets time pass in half seconds until something has happened; never while a call to LINE is under way. */
  passUntil(what: string, condition: () => boolean | Promise<boolean>): Promise<void>;
  /** What is kept of the person whose phone this is, opened with the master key; null when nobody is known. */
  stateOf(userId: string): Promise<ConversationState | null>;
  /** The person's id behind a phone, or null. */
  personOf(userId: string): Promise<string | null>;
  close(): Promise<void>;
}

export type SceneOptions = Pick<OpenDoorOptions, 'line' | 'config' | 'read'> & {
  /** ISO 8601 with an offset. */
  readonly at?: string;
};

/** A Friday at noon: the phone line is open. */
const ordinaryTime = '2026-11-20T12:00:00+09:00';

/** Opens the scene on an empty database. Close it in the same test, or in `afterEach`. */
export async function openScene(dialect: Dialect, options: SceneOptions = {}): Promise<Scene> {
  const clock = FakeClock.at(options.at ?? ordinaryTime);
  const log: string[] = [];
  const door = await openDoor(dialect, { ...options, clock, log: recordingLog(log) });
  const database = await viewDatabase(door.database);
  const masterKey = door.config.masterKey;
  if (masterKey === null) throw new Error('The scene opens what is sealed and needs the master key.');
  const vault = new Vault(masterKey.export());
  // Opens the vault too.
  await (await openStore(door.database.location, vault, clock)).close();

  const personOf = async (userId: string) => {
    const index = vault.indexOf('address/line', userId);
    const [row] = await database.rows(
      `SELECT person_id AS id FROM channel_identity WHERE address_index = '${index}'`,
    );
    return typeof row?.id === 'string' ? row.id : null;
  };
  const settled = () =>
    waitFor('every turn taken and every answer sent', async () => {
      const rows = await database.rows(
        `SELECT 1 AS waiting FROM inbox_event WHERE state = 'pending'
         UNION ALL SELECT 1 AS waiting FROM outbox_message WHERE state IN ('pending', 'sending')`,
      );
      return rows.length === 0;
    });
  return {
    door,
    line: door.line,
    clock,
    database,
    log,
    settled,
    async pass(ms) {
      await settled();
      clock.advance(ms);
    },
    passUntil: (what, condition) =>
      waitFor(what, async () => {
        if (await condition()) return true;
        const underWay = await database.rows(`SELECT 1 AS one FROM outbox_message WHERE state = 'sending'`);
        if (underWay.length === 0) clock.advance(500);
        return false;
      }),
    personOf,
    async stateOf(userId) {
      const id = await personOf(userId);
      if (id === null) return null;
      const [row] = await database.rows(
        `SELECT k.wrapped, k.generation, c.state FROM person_key k JOIN conversation c ON c.person_id = k.person_id
          WHERE k.person_id = '${id}'`,
      );
      if (!row) return null;
      const kept = { wrapped: bytesOf(row.wrapped), generation: Number(row.generation) };
      const text = vault.openPersonKey(id, kept).open('conversation.state', bytesOf(row.state));
      return parseState(text, 'ja');
    },
    async close() {
      await database.close();
      await door.close();
    },
  };
}

/** Calls that sent something to somebody, oldest first. */
export function sendsOf(line: LineDouble): readonly ApiRequest[] {
  return line.requests.filter(({ path }) => path.startsWith('/v2/bot/message/') && !path.includes('/quota'));
}

export function pushesOf(line: LineDouble): readonly ApiRequest[] {
  return sendsOf(line).filter(({ path }) => path !== '/v2/bot/message/reply');
}

function recordingLog(lines: string[]): Log {
  const writer = (level: string) => (event: string, fields?: LogFields) => {
    lines.push(JSON.stringify({ level, ...fields, msg: event }));
  };
  return { debug: writer('debug'), info: writer('info'), warn: writer('warn'), error: writer('error') };
}

function bytesOf(value: unknown): Buffer {
  if (!Buffer.isBuffer(value)) throw new Error('A sealed column holds no bytes.');
  return value;
}
