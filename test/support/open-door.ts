import { createSecretKey, randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import {
  type Config,
  type ContentLocation,
  loadContent,
  loadMeaning,
  type RunningMadobe,
  readConversations,
  roles,
  type Surroundings,
  startMadobe,
} from '../../src/app';
import { type Clock, systemClock } from '../../src/clock';
import { silentLog } from '../../src/log';
import type { Dialect } from '../../src/store';
import { createMigratedDatabase, type TestDatabase } from './databases';
import { LineDouble, type LineDoubleOptions } from './line-double';

const channelSecret = '0123456789abcdef0123456789abcdef';
const accessToken = 'test-channel-access-token';

/** The whole service in this process, with LINE's double at its door. */
export interface OpenDoor {
  readonly line: LineDouble;
  readonly madobe: RunningMadobe;
  readonly database: TestDatabase;
  readonly config: Config;
  /** `http://127.0.0.1:…` */
  readonly origin: string;
  /** Stops the service and starts it again on the same data, as after a deployment. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export interface OpenDoorOptions extends Surroundings {
  readonly clock?: Clock;
  readonly line?: Partial<LineDoubleOptions>;
  readonly config?: Partial<Config>;
}

/**
 * How long LINE's double waits for a webhook, in real milliseconds. A busy machine may stop for as long as LINE waits;
 * how soon a webhook is answered is what the bench measures, and what happens when it is late is tested on its own.
 */
const patientMs = 20_000;

/** The shipped conversations, read once for all doors of a test file: that takes longer than all else at a start. */
let shipped: ReturnType<typeof readConversations> | null = null;

function readOnce(config: ContentLocation): ReturnType<typeof readConversations> {
  const isShipped =
    config.flowsDirectory === resolve('flows') &&
    config.localesDirectory === resolve('locales') &&
    config.timeZone === 'Asia/Tokyo';
  if (!isShipped) return readConversations(config);
  // That they are sound is proved by the tests of the checker, once.
  shipped ??= {
    content: loadContent(config, { isSound: true }),
    meaning: loadMeaning(config.flowsDirectory),
  };
  return shipped;
}

/** Opens the door on an empty database. Close it in the same test, or in `afterEach`. */
export async function openDoor(dialect: Dialect, options: OpenDoorOptions = {}): Promise<OpenDoor> {
  const clock = options.clock ?? systemClock;
  const database = await createMigratedDatabase(dialect);
  const line = await LineDouble.start({
    clock,
    channelSecret,
    accessToken,
    webhookDeadlineMs: patientMs,
    ...options.line,
  });
  const config: Config = {
    port: 0,
    host: '127.0.0.1',
    dataDirectory: database.dataDir,
    databaseUrl: database.location.dialect === 'postgres' ? database.location.url : null,
    roles,
    masterKey: createSecretKey(randomBytes(32)),
    previousMasterKey: null,
    baseUrl: null,
    embedOrigins: [],
    trustedProxies: [],
    line: {
      channelSecret,
      channelAccessToken: accessToken,
      apiOrigin: line.origin,
      dataApiOrigin: line.origin,
    },
    alarm: { mail: null, webhookUrl: null },
    timeZone: 'Asia/Tokyo',
    logLevel: 'silent',
    metricsToken: null,
    flowsDirectory: resolve('flows'),
    localesDirectory: resolve('locales'),
    webDirectory: resolve('dist', 'web'),
    deskDirectory: resolve('dist', 'desk-page'),
    ...options.config,
  };
  const surroundings: Surroundings = {
    clock,
    log: options.log ?? silentLog,
    random: options.random ?? (() => 0),
    ...(options.tell ? { tell: options.tell } : {}),
    read: options.read ?? readOnce,
  };
  const begin = async () => {
    const madobe = await startMadobe(config, surroundings);
    await line.setWebhookUrl(`http://127.0.0.1:${madobe.port}/line/webhook`);
    return madobe;
  };
  let madobe = await begin();
  return {
    line,
    database,
    config,
    get madobe() {
      return madobe;
    },
    get origin() {
      return `http://127.0.0.1:${madobe.port}`;
    },
    async restart() {
      await madobe.stop();
      madobe = await begin();
    },
    async close() {
      await madobe.stop();
      await line.stop();
      await database.remove();
    },
  };
}
