import { Router } from 'express';
import { PageFiles } from '../http';
import type { Staff } from '../staff';
import { auditRoutes } from './audit-routes';
import { bookingFeed } from './booking-feed';
import { bookingRoutes } from './booking-routes';
import { deliveryRoutes } from './delivery-routes';
import { deskApi } from './desk-api';
import { deskPage, type NotBuiltWords } from './desk-page';
import type { DeskParts } from './desk-parts';
import type { DeskRoute } from './desk-route';
import { DeskStreams } from './desk-streams';
import { DeskVoice } from './desk-voice';
import { Drafts } from './drafts';
import { eventRoutes } from './event-routes';
import { factRoutes } from './fact-routes';
import { Guard } from './guard';
import { KnownBrowserCookie } from './known-browser-cookie';
import { letterRoutes } from './letter-routes';
import { OpeningNotes } from './opening-notes';
import { PeopleAtDesk } from './people-at-desk';
import { queueRoutes } from './queue-routes';
import { recordExports } from './record-exports';
import { recordRoutes } from './record-routes';
import { requestRoutes } from './request-routes';
import { ScheduledMessages, ScheduledSender } from './scheduled-messages';
import { settingsRoutes } from './settings-routes';
import { signInRoutes } from './sign-in-routes';
import { StaffCookie } from './staff-cookie';
import { staffRoutes } from './staff-routes';
import { statisticsRoutes } from './statistics-routes';
import { StatisticsTally } from './statistics-tally';
import { talkRoutes } from './talk-routes';
import { wordRoutes } from './word-routes';

/** How the desk is reached and shown. */
export interface DeskSetting {
  /** The public address, without a slash at the end; null when nobody has said. */
  readonly baseUrl: string | null;
  /** Where the built page is. */
  readonly pageDirectory: string;
  readonly notBuilt: readonly NotBuiltWords[];
}

/** The desk, ready to be reached. */
export interface Desk {
  /** To stand before the web chat's, which answers for every other address below `/api`. */
  readonly router: Router;
  /** Every route below `/api/desk`, with who may call it. */
  readonly routes: readonly DeskRoute[];
  /** Whether the page was built. The API works without it. */
  readonly hasPage: boolean;
  /** Begins to say what was scheduled. */
  start(): void;
  /** Counts for statistics what happened since it was counted last. To be called from time to time. */
  count(): Promise<void>;
  /** Ends all live connections, so that browsers come back to a server that stays. */
  letGo(): void;
  /** The same, and finishes what is being said. */
  stop(): Promise<void>;
}

/** Puts the desk together: its API at `/api/desk`, its page at `/desk`. */
export function openDesk(
  parts: DeskParts,
  { setting, staff }: { readonly setting: DeskSetting; readonly staff: Staff },
): Desk {
  const { baseUrl } = setting;
  const cookie = new StaffCookie(baseUrl);
  const guard = new Guard({ ...parts, sessions: staff.sessions, cookie });
  const door = { ...parts, staff, cookie, knownBrowser: new KnownBrowserCookie(baseUrl), baseUrl };
  const atDesk = new PeopleAtDesk(parts);
  const speaker = new DeskVoice(parts.voice, parts.talks);
  const scheduled = new ScheduledMessages();
  const sender = new ScheduledSender({ ...parts, voice: speaker, scheduled });
  const streams = new DeskStreams({ ...parts, guard });
  const openings = new OpeningNotes(parts.audit);
  const tally = new StatisticsTally(parts);
  const shared = { ...parts, atDesk, speaker, scheduled, openings, drafts: new Drafts() };
  const routes = [
    ...signInRoutes(door),
    ...staffRoutes(door),
    ...queueRoutes(parts, atDesk),
    ...talkRoutes(shared),
    ...letterRoutes(shared),
    ...recordRoutes(shared),
    ...recordExports(shared),
    ...bookingRoutes({ ...shared, baseUrl }),
    ...wordRoutes(parts),
    ...auditRoutes(parts),
    ...requestRoutes(parts),
    ...factRoutes(parts),
    ...settingsRoutes(parts),
    ...deliveryRoutes(parts),
    ...statisticsRoutes(parts, tally),
    ...eventRoutes(streams),
  ];
  const files = new PageFiles(setting.pageDirectory);
  const router = Router();
  router.use('/api/desk', deskApi(routes, { ...parts, guard, baseUrl }));
  router.use(bookingFeed({ ...parts, timeZone: parts.flows.timeZone }, baseUrl));
  router.use(deskPage(files, setting));
  return {
    router,
    routes,
    hasPage: files.isBuilt,
    start: () => sender.start(),
    count: () => tally.count(),
    letGo: () => streams.close(),
    stop: async () => {
      streams.close();
      await sender.stop();
    },
  };
}
