import { pathOf, type Route, routeOf } from '../../../src/desk/ui/model/routes';

const all: readonly Route[] = [
  { page: 'queue' },
  { page: 'talk', id: 'a/b c' },
  { page: 'letters' },
  { page: 'letter', id: '7' },
  { page: 'bookings', month: null },
  { page: 'bookings', month: '2027-01' },
  { page: 'booking-day', day: '2027-01-14' },
  { page: 'statistics' },
  { page: 'snippets' },
  { page: 'staff' },
  { page: 'audit' },
  { page: 'account' },
  { page: 'set-up', token: 'abc' },
  { page: 'password', token: 'abc' },
];

describe('the addresses of the desk', () => {
  it.each(all)('lead back to $page', (route) => {
    expect(routeOf(pathOf(route))).toEqual(route);
  });

  it.each([
    '/desk/nothing',
    '/desk/bookings/2027-02-29',
    '/desk/bookings/2027-13',
    '/desk/staff/1',
    '/desk/talks/1/2',
    '/desk/talks',
    '/desk/talks/%E0%A4%A',
  ])('%s is none', (path) => {
    expect(routeOf(path)).toEqual({ page: 'unknown' });
  });

  it('begin at /desk, with a stroke behind it or without', () => {
    expect(routeOf('/desk')).toEqual({ page: 'queue' });
    expect(routeOf('/desk/')).toEqual({ page: 'queue' });
  });
});
