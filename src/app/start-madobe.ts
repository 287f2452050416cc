import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import cron from 'node-cron';
import { LineClient, LineSender, lineWebhook } from '../channels/line';
import { type Clock, systemClock } from '../clock';
import { Conversations } from '../conversation';
import { Delivery } from '../delivery';
import { MadobeError } from '../errors';
import { createLog, describeFault, type Log } from '../log';
import { applyRetention, PersonDirectory } from '../people';
import { lockDataDirectory, openStore } from '../store';
import type { Config, LineConfig } from './config';
import { contentProblems, loadContent } from './content';
import { deliveryWords } from './delivery-words';
import { createHttpApp } from './http-app';
import { openVault, storeLocation } from './open-vault';

/** A server that takes requests. */
export interface RunningMadobe {
  /** The port it listens on. */
  readonly port: number;
  /**
   * Takes no new request, finishes the turns and calls in hand, lets go of everything. What was accepted and not
   * finished stays durable for the next start.
   */
  stop(): Promise<void>;
}

/** What tests replace. */
export interface Surroundings {
  readonly clock?: Clock;
  readonly log?: Log;
  readonly random?: () => number;
}

/** A request that takes longer than this to arrive is not LINE's. Milliseconds. */
const REQUEST_TIMEOUT_MS = 15_000;
const HEADERS_TIMEOUT_MS = 10_000;
/** Between two webhooks LINE may reuse a connection. Milliseconds. */
const KEEP_ALIVE_MS = 65_000;
/** An accepted webhook is answered in milliseconds; what is still open then waits for the other side. */
const CLOSE_WITHIN_MS = 2_000;
/** When the day's forgetting is done, in the organisation's zone. */
const RETENTION_TIME = '30 3 * * *';

/**
 * Puts the parts together and starts serving. When it resolves, the port is open, migrations are done, and what an
 * earlier process left unfinished has been taken up. Rejects with a `MadobeError` that says what an operator can do;
 * nothing is left open then.
 */
export async function startMadobe(config: Config, surroundings: Surroundings = {}): Promise<RunningMadobe> {
  const clock = surroundings.clock ?? systemClock;
  const log = surroundings.log ?? createLog(config.logLevel);
  const undo: (() => Promise<void> | void)[] = [];
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const content = loadContent(config);
    const problems = contentProblems(content);
    for (const problem of problems) log.error('content.problem', { problem });
    if (content.ready === null || problems.length > 0) throw new MadobeError('content_faulty');
    const vault = openVault(config);
    if (config.databaseUrl === null) {
      const lock = lockDataDirectory(config.dataDirectory);
      undo.push(() => lock.release());
    }
    const store = await openStore(storeLocation(config), vault, clock);
    undo.push(() => store.close());

    const people = new PersonDirectory(vault);
    const { flows, services } = content.ready;
    const conversations = new Conversations({ flows, services, people });
    const forget = cron.schedule(
      RETENTION_TIME,
      async () => {
        const days = flows.organisation.retention.conversationDays;
        await applyRetention(store, people, clock, days)
          .then((erased) => log.info('retention.done', { erased }))
          .catch((fault) => log.error('retention.failed', describeFault(fault)));
      },
      { timezone: config.timeZone, name: 'retention', noOverlap: true },
    );
    undo.push(() => forget.destroy());

    const openLine = async (line: LineConfig) => {
      const client = new LineClient({ origin: line.apiOrigin, accessToken: line.channelAccessToken, log });
      undo.push(() => client.close());
      const delivery = new Delivery({
        store,
        vault,
        people,
        conversations,
        sender: new LineSender(client),
        words: deliveryWords(flows),
        clock,
        log,
        random: surroundings.random ?? Math.random,
      });
      undo.push(() => delivery.stop());
      await delivery.start();
      return lineWebhook({
        channelSecret: line.channelSecret,
        accept: (events) => delivery.accept(events),
        log,
      });
    };
    const routers = config.line ? [await openLine(config.line)] : [];

    const app = createHttpApp({ routers, isReady: () => store.isReachable(), log });
    const server = createServer(
      {
        requestTimeout: REQUEST_TIMEOUT_MS,
        headersTimeout: HEADERS_TIMEOUT_MS,
        keepAliveTimeout: KEEP_ALIVE_MS,
      },
      app,
    );
    const port = await listen(server, config.port, config.host);
    undo.push(() => close(server));
    log.info('madobe.listening', { port, store: store.dialect, line: config.line ? 'on' : 'off' });
    if (!config.line) {
      log.info('line.off', {
        advice: 'To connect LINE, set LINE_CHANNEL_SECRET and LINE_CHANNEL_ACCESS_TOKEN, then start again.',
      });
    }
    return { port, stop };
  } catch (fault) {
    await stop();
    throw fault;
  }
}

function listen(server: Server, port: number, host: string | null): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => reject(new MadobeError('port_unavailable', { cause })));
    server.listen({ port, ...(host === null ? {} : { host }) }, () =>
      resolve((server.address() as AddressInfo).port),
    );
  });
}

/**
 * Requests in hand are answered; idle connections are ended so that LINE opens its next one elsewhere. Whoever has not
 * finished sending a request by then is cut off, and nothing of it was taken.
 */
function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const cutOff = setTimeout(() => server.closeAllConnections(), CLOSE_WITHIN_MS);
    server.close(() => {
      clearTimeout(cutOff);
      resolve();
    });
    server.closeIdleConnections();
  });
}
