import type { CalendarDate } from '../../api';
import { type CalendarMonth, isDate, isMonth } from './calendar-month';

/** The parts of the desk, each with an address. */
export type Route =
  | { readonly page: 'queue' }
  | { readonly page: 'talk'; readonly id: string }
  | { readonly page: 'letters' }
  | { readonly page: 'letter'; readonly id: string }
  /** Null: the present month. */
  | { readonly page: 'bookings'; readonly month: CalendarMonth | null }
  | { readonly page: 'booking-day'; readonly day: CalendarDate }
  | { readonly page: 'statistics' }
  | { readonly page: 'snippets' }
  | { readonly page: 'staff' }
  | { readonly page: 'settings' }
  | { readonly page: 'dead-letters' }
  | { readonly page: 'requests' }
  | { readonly page: 'audit' }
  | { readonly page: 'account' }
  | { readonly page: 'set-up'; readonly token: string }
  | { readonly page: 'password'; readonly token: string }
  | { readonly page: 'unknown' };

const plain = [
  'letters',
  'statistics',
  'snippets',
  'staff',
  'settings',
  'dead-letters',
  'requests',
  'audit',
  'account',
] as const;

/** The part that a path names. @param path of the whole site, beginning with `/desk` */
export function routeOf(path: string): Route {
  const [, , first = '', second = '', ...rest] = path.replace(/\/$/, '').split('/');
  const argument = decode(second);
  if (rest.length > 0) return { page: 'unknown' };
  if (first === '') return { page: 'queue' };
  if (first === 'bookings' && second === '') return { page: 'bookings', month: null };
  if (argument !== '') {
    if (first === 'talks') return { page: 'talk', id: argument };
    if (first === 'letters') return { page: 'letter', id: argument };
    if (first === 'bookings' && isMonth(argument)) return { page: 'bookings', month: argument };
    if (first === 'bookings' && isDate(argument)) return { page: 'booking-day', day: argument };
    if (first === 'set-up') return { page: 'set-up', token: argument };
    if (first === 'password') return { page: 'password', token: argument };
    return { page: 'unknown' };
  }
  const page = plain.find((each) => each === first);
  return page === undefined ? { page: 'unknown' } : { page };
}

/** The address of a part. */
export function pathOf(route: Route): string {
  switch (route.page) {
    case 'queue':
    case 'unknown':
      return '/desk';
    case 'talk':
      return `/desk/talks/${encodeURIComponent(route.id)}`;
    case 'letter':
      return `/desk/letters/${encodeURIComponent(route.id)}`;
    case 'bookings':
      return route.month === null ? '/desk/bookings' : `/desk/bookings/${route.month}`;
    case 'booking-day':
      return `/desk/bookings/${route.day}`;
    case 'set-up':
    case 'password':
      return `/desk/${route.page}/${encodeURIComponent(route.token)}`;
    default:
      return `/desk/${route.page}`;
  }
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}
