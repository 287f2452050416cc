import cron from 'node-cron';
import { LineClient, LineSender, lineWebhook } from '../channels/line';
import { openWebChannel, WebReadChannel } from '../channels/web';
import { type Clock, systemClock } from '../clock';
import { Conversations } from '../conversation';
import { loadVoiceNumber, staleCrisisFacts } from '../conversation/services';
import { Delivery, type InboundEvent } from '../delivery';
import type { DeskRoute } from '../desk';
import { MadobeError } from '../errors';
import { createLog, describeFault, type Log } from '../log';
import { PrometheusMeter, silentMeter } from '../metrics';
import { applyRetention, PersonDirectory, ResumeCodes, WebSessions } from '../people';
import { lockDataDirectory, openStore } from '../store';
import type { Config, LineConfig, Role } from './config';
import {
  type Content,
  type ContentLocation,
  contentProblems,
  contentWarnings,
  type LoadedMeaning,
  loadContent,
  loadMeaning,
  wasChecked,
} from './content';
import { deliveryWords } from './delivery-words';
import { createHttpApp } from './http-app';
import { HttpServer } from './http-server';
import { metricsRoute } from './metrics-route';
import { openBooking, openReminders } from './open-booking';
import { openHall, openStaffedDesk, setUpLink } from './open-desk';
import { openEscalations } from './open-escalation';
import { openRoom } from './open-handoff';
import { openSettings } from './open-settings';
import { openVault, storeLocation } from './open-vault';
import { openWaitingWords } from './open-waiting-words';
import { openStanding } from './read-standing';
import { resumeWordLists } from './resume-word-lists';
import { startBeat } from './start-beat';
import { forgetUnreadable, tendKeys } from './tend-keys';

/** A server that takes requests. */
export interface RunningMadobe {
  /** The port it listens on. */
  readonly port: number;
  /** Every route of the desk, with who may call it. */
  readonly deskRoutes: readonly DeskRoute[];
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
  /** Reads the conversations. Whoever starts several servers on the same files may have read them before. */
  readonly read?: typeof readConversations;
  /** Where the operator reads what is for them alone and stands in no log: the link to the first account. */
  readonly tell?: (line: string) => void;
}

/** All that people are met with, read from the files. Nothing of it is changed by a server that runs on it. */
export function readConversations(location: ContentLocation): {
  readonly content: Content;
  readonly meaning: LoadedMeaning;
} {
  return {
    content: loadContent(location, { isSound: wasChecked(location) }),
    meaning: loadMeaning(location.flowsDirectory),
  };
}

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
  const does = (role: Role) => config.roles.includes(role);
  const undo: (() => Promise<void> | void)[] = [];
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const { content, meaning } = (surroundings.read ?? readConversations)(config);
    const problems = [...contentProblems(content), ...meaning.problems];
    for (const problem of problems) log.error('content.problem', { problem });
    if (content.ready === null || meaning.ready === null || problems.length > 0)
      throw new MadobeError('content_faulty');
    for (const warning of contentWarnings(content, clock.now())) log.warn('content.stale', { warning });
    const vault = openVault(config);
    if (config.databaseUrl === null) {
      const lock = lockDataDirectory(config.dataDirectory);
      undo.push(() => lock.release());
    }
    const store = await openStore(storeLocation(config), vault, clock);
    undo.push(() => store.close());
    await tendKeys({ store, vault, log });

    const people = new PersonDirectory(vault);
    const { services, facts } = content.ready;
    const { settings, flows, confirmedByStaff } = await openSettings({ ...content.ready, store, log });
    undo.push(() => settings.stop());
    const room = openRoom({ flows, vault, baseUrl: config.baseUrl });
    const booking = openBooking({ facts, vault, timeZone: flows.timeZone, confirmedByStaff });
    const hall = openHall(flows);
    const conversations = new Conversations({
      flows,
      services,
      people,
      meaning: meaning.ready,
      room,
      booking,
      talks: hall,
    });
    const forget = cron.schedule(
      RETENTION_TIME,
      async () => {
        if (!does('clock') || !(await store.keepsClock())) return;
        const { retention: rule } = flows.organisation;
        await applyRetention({ store, people, clock, rule, timeZone: flows.timeZone })
          .then((forgotten) => log.info('retention.done', { ...forgotten }))
          .catch((fault) => log.error('retention.failed', describeFault(fault)));
        await staff.forgetOver().catch((fault) => log.error('retention.failed', describeFault(fault)));
        await forgetUnreadable(store, log)
          .then(() => tendKeys({ store, vault, log }))
          .catch((fault) => log.error('keys.failed', describeFault(fault)));
      },
      { timezone: config.timeZone, name: 'retention', noOverlap: true },
    );
    undo.push(() => forget.destroy());

    const openLine = (line: LineConfig) => {
      const client = new LineClient({ origin: line.apiOrigin, accessToken: line.channelAccessToken, log });
      undo.push(() => client.close());
      return new LineSender(client);
    };
    const meter = config.metricsToken === null ? null : new PrometheusMeter();
    const delivery = new Delivery({
      store,
      vault,
      people,
      conversations,
      senders: config.line ? [openLine(config.line)] : [],
      readChannels: [new WebReadChannel(store, log)],
      words: deliveryWords(flows),
      meter: meter ?? silentMeter,
      works: does('worker'),
      clock,
      log,
      random: surroundings.random ?? Math.random,
    });
    undo.push(() => delivery.stop());
    const accept = (events: readonly InboundEvent[]) => delivery.accept(events);
    const line = config.line ? [lineWebhook({ channelSecret: config.line.channelSecret, accept, log })] : [];
    const sessions = new WebSessions(vault, flows.organisation.retention);
    const reminders = openReminders({
      flows,
      facts,
      store,
      people,
      booking,
      talks: hall.talks,
      conversations,
      delivery,
      log,
    });
    const { desk, staff } = openStaffedDesk({
      config,
      store,
      vault,
      flows,
      people,
      room,
      sessions,
      conversations,
      delivery,
      hall,
      booking,
      bookingNotices: reminders,
      settings,
      organisations: facts.catalogue.directory.entries.map(({ name }) => name.ja),
      staleFacts: (now) => staleCrisisFacts(facts.catalogue, now),
      clock,
      log,
    });
    undo.push(() => desk.stop());
    const web = openWebChannel({
      setting: {
        baseUrl: config.baseUrl,
        embedOrigins: config.embedOrigins,
        pageDirectory: config.webDirectory,
        voiceNumber: loadVoiceNumber(config.flowsDirectory),
      },
      store,
      flows,
      people,
      sessions: new WebSessions(vault, flows.organisation.retention),
      codes: new ResumeCodes({ store, vault, clock }),
      links: room.links,
      letters: room.letters,
      registrations: room.registrations,
      mine: room.mine,
      booking,
      calendarTitle: (language) => facts.serviceWords[language].booking.calendarTitle,
      conversations,
      accept,
      resumeWords: resumeWordLists(config.flowsDirectory),
      clock,
      log,
    });
    undo.push(() => web.stop());
    await delivery.start();
    if (does('worker')) desk.start();
    const waitingWords = openWaitingWords({ flows, store, people, hall, conversations, delivery });
    const escalations = openEscalations({
      config: config.alarm,
      baseUrl: config.baseUrl,
      flows,
      store,
      alarms: hall.alarms,
      log,
    });
    undo.push(() => escalations.close());
    const beat = (name: string, runDue: (now: number) => Promise<unknown>) => {
      const beating = startBeat(name, runDue, { clock, log });
      undo.push(() => beating.stop());
    };
    if (does('clock')) {
      const alone = (runDue: (now: number) => Promise<unknown>) => async (now: number) => {
        if (await store.keepsClock()) await runDue(now);
      };
      beat(
        'reminders',
        alone((now) => reminders.runDue(now)),
      );
      beat(
        'waiting-words',
        alone((now) => waitingWords.runDue(now)),
      );
      beat(
        'statistics',
        alone(() => desk.count()),
      );
      // Alarms are claimed one by one, so every clock looks: none waits for a process that hangs with the lock in hand.
      beat('alarm.escalation', (now) => escalations.runDue(now));
    }

    const metrics =
      meter && config.metricsToken !== null
        ? [
            metricsRoute({
              token: config.metricsToken,
              meter,
              standing: openStanding({ store, delivery, clock, isClock: does('clock') }),
            }),
          ]
        : [];
    const isSecure = config.baseUrl?.startsWith('https:') ?? false;
    const handler = createHttpApp({
      routers: [...metrics, ...(does('web') ? [...line, desk.router, web.router] : [])],
      trustedProxies: config.trustedProxies,
      isReady: () => store.isReachable(),
      isSecure,
      log,
    });
    const server = new HttpServer({ handler, isSecure, clock, log });
    const port = await server.listen(config.port, config.host);
    undo.push(() => {
      // Live connections have no end of their own; let go of, browsers come back to whoever serves then.
      web.stop();
      desk.letGo();
      return server.close();
    });
    const setUp = await setUpLink(staff, {
      store,
      clock,
      origin: config.baseUrl ?? `http://localhost:${port}`,
    });
    if (setUp !== null) surroundings.tell?.(setUp);
    log.info('madobe.listening', {
      port,
      store: store.dialect,
      roles: config.roles.join(' '),
      line: config.line ? 'on' : 'off',
    });
    if (!config.line) {
      log.info('line.off', {
        advice: 'To connect LINE, set LINE_CHANNEL_SECRET and LINE_CHANNEL_ACCESS_TOKEN, then start again.',
      });
    }
    if (!desk.hasPage) log.warn('desk.no-page', { advice: new MadobeError('desk_page_not_built').message });
    if (config.line && config.baseUrl === null && flows.organisation.handoff.room === 'private') {
      log.warn('room.no-address', {
        advice:
          'People on LINE cannot be given a link into their room. Set MADOBE_BASE_URL to the address they reach this server by.',
      });
    }
    if (!web.hasPage) log.warn('web.no-page', { advice: new MadobeError('page_not_built').message });
    return { port, deskRoutes: desk.routes, stop };
  } catch (fault) {
    await stop();
    throw fault;
  }
}
