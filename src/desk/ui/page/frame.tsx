import {
  IconCalendar,
  IconChartBar,
  IconClipboardList,
  IconFileDownload,
  IconLogout,
  IconMail,
  IconMailOff,
  IconMessages,
  IconSettings,
  IconTemplate,
  IconUser,
  IconUsers,
} from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { type ComponentType, type ReactNode, useEffect, useRef } from 'react';
import type { Role } from '../../api';
import type { Route } from '../model/routes';
import { AccountPage } from './account-page';
import { AlarmBar } from './alarm-bar';
import { AuditPage } from './audit-page';
import { BookingDayPage } from './booking-day-page';
import { CalendarPage } from './calendar-page';
import { DeadLettersPage } from './dead-letters-page';
import { useDesk, useMe } from './desk-context';
import { iconUrl } from './icon-url';
import { LetterPage } from './letter-page';
import { LettersPage } from './letters-page';
import { LineState } from './line-state';
import { LinkTo } from './link-to';
import { QueuePage } from './queue-page';
import { RequestsPage } from './requests-page';
import { RingButton } from './ring-button';
import { SettingsPage } from './settings-page';
import { SnippetsPage } from './snippets-page';
import { StaffPage } from './staff-page';
import { StatisticsPage } from './statistics-page';
import { Still } from './still';
import { TalkPage } from './talk-page';
import { useAct } from './use-act';
import { useLive } from './use-live';
import { useQueue } from './use-queue';
import { useRings } from './use-rings';

interface Part {
  readonly to: Route & {
    readonly page:
      | 'queue'
      | 'letters'
      | 'bookings'
      | 'statistics'
      | 'snippets'
      | 'staff'
      | 'settings'
      | 'dead-letters'
      | 'requests'
      | 'audit'
      | 'account';
  };
  readonly icon: ComponentType<{ size?: number; stroke?: number; 'aria-hidden'?: boolean }>;
  /** Who has it. The server decides; this only leaves away what would be refused. */
  readonly roles: readonly Role[];
}

const everybody: readonly Role[] = ['counsellor', 'supervisor', 'peer', 'administrator'];
const talkers: readonly Role[] = ['counsellor', 'supervisor'];

const leaders: readonly Role[] = ['supervisor'];
const keepers: readonly Role[] = ['supervisor', 'administrator'];

const parts: readonly Part[] = [
  { to: { page: 'queue' }, icon: IconMessages, roles: talkers },
  { to: { page: 'letters' }, icon: IconMail, roles: talkers },
  { to: { page: 'bookings', month: null }, icon: IconCalendar, roles: everybody },
  { to: { page: 'statistics' }, icon: IconChartBar, roles: keepers },
  { to: { page: 'snippets' }, icon: IconTemplate, roles: keepers },
  { to: { page: 'staff' }, icon: IconUsers, roles: keepers },
  { to: { page: 'settings' }, icon: IconSettings, roles: keepers },
  { to: { page: 'dead-letters' }, icon: IconMailOff, roles: keepers },
  { to: { page: 'requests' }, icon: IconFileDownload, roles: leaders },
  { to: { page: 'audit' }, icon: IconClipboardList, roles: keepers },
  { to: { page: 'account' }, icon: IconUser, roles: everybody },
];

/** The desk itself: the way to its parts, what presses, and the part that the address names. */
export function Frame() {
  const me = useMe();
  const isLive = useLive();
  return talkers.includes(me.role) ? <TalkersFrame isLive={isLive} /> : <PlainFrame isLive={isLive} />;
}

/** For who talks with people: with the queue, its alarms and its sounds. */
function TalkersFrame({ isLive }: { readonly isLive: boolean }) {
  const queue = useQueue();
  const rings = useRings(queue.data);
  return (
    <PlainFrame
      isLive={isLive}
      lettersDue={(queue.data?.letters.dueToday ?? 0) + (queue.data?.letters.late ?? 0)}
      waiting={queue.data?.waitingInAll ?? 0}
      ringButton={<RingButton rings={rings} />}
    />
  );
}

function PlainFrame(props: {
  readonly isLive: boolean;
  readonly lettersDue?: number;
  readonly waiting?: number;
  readonly ringButton?: ReactNode;
}) {
  const { api, words, place } = useDesk();
  const me = useMe();
  const client = useQueryClient();
  const main = useRef<HTMLElement>(null);
  const before = useRef<string | null>(null);
  const { page } = place.route;
  const signOut = useAct({
    run: api.signOut,
    after: () => {
      client.clear();
      client.setQueryData(['me'], null);
    },
  });

  useEffect(() => {
    // Whoever goes to another part by keyboard or by ear begins at its heading.
    if (before.current !== null && before.current !== page)
      (main.current?.querySelector('h1') ?? main.current)?.focus();
    before.current = page;
  }, [page]);

  const counts: Partial<Record<Route['page'], number>> = {
    queue: props.waiting ?? 0,
    letters: props.lettersDue ?? 0,
  };
  return (
    <div className="frame">
      <a className="skip" href="#main">
        {words.skip}
      </a>
      <nav className="rail" aria-label={words.nav.label}>
        <img className="rail-icon" src={iconUrl} alt={`Madobe ${words.desk}`} width="32" height="32" />
        <ul>
          {parts
            .filter(({ roles }) => roles.includes(me.role))
            .map(({ to, icon: Icon }) => (
              <li key={to.page}>
                <LinkTo to={to} className="rail-link" isHere={isIn(place.route, to.page)}>
                  <Icon size={22} stroke={1.7} aria-hidden />
                  <span>{words.nav[to.page]}</span>
                  {(counts[to.page] ?? 0) > 0 && <span className="rail-count">{counts[to.page]}</span>}
                </LinkTo>
              </li>
            ))}
        </ul>
        <div className="rail-end">
          {props.ringButton}
          <button type="button" className="rail-link" onClick={() => signOut.mutate()}>
            <IconLogout size={22} stroke={1.7} aria-hidden />
            <span>{words.nav.signOut}</span>
          </button>
        </div>
      </nav>
      <div className="body">
        <LineState isLive={props.isLive} />
        {talkers.includes(me.role) && <AlarmBar />}
        <main ref={main} id="main" tabIndex={-1}>
          <Here />
        </main>
      </div>
    </div>
  );
}

function isIn(route: Route, page: Route['page']): boolean {
  if (page === 'queue') return route.page === 'queue' || route.page === 'talk';
  if (page === 'bookings') return route.page === 'bookings' || route.page === 'booking-day';
  return page === 'letters' ? route.page === 'letters' || route.page === 'letter' : route.page === page;
}

function Here() {
  const { words, place } = useDesk();
  const me = useMe();
  const { route } = place;
  switch (route.page) {
    case 'queue':
      if (me.role === 'peer') return <CalendarPage month={null} />;
      return talkers.includes(me.role) ? <QueuePage /> : <AccountPage />;
    case 'talk':
      return <TalkPage key={route.id} id={route.id} />;
    case 'letters':
      return <LettersPage />;
    case 'letter':
      return <LetterPage key={route.id} id={route.id} />;
    case 'bookings':
      return <CalendarPage month={route.month} />;
    case 'booking-day':
      return <BookingDayPage day={route.day} />;
    case 'statistics':
      return <StatisticsPage />;
    case 'snippets':
      return <SnippetsPage />;
    case 'staff':
      return <StaffPage />;
    case 'settings':
      return <SettingsPage />;
    case 'dead-letters':
      return <DeadLettersPage />;
    case 'requests':
      return <RequestsPage />;
    case 'audit':
      return <AuditPage />;
    case 'account':
      return <AccountPage />;
    default:
      return (
        <Still title={words.unknown.title}>
          <LinkTo to={{ page: 'queue' }}>{words.unknown.back}</LinkTo>
        </Still>
      );
  }
}
