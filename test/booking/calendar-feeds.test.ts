import { CalendarFeeds } from '../../src/booking';
import { onBothDatabases } from '../support/databases';
import { BookingRig } from './booking-rig';

onBothDatabases((dialect) => {
  const rig = BookingRig.use(dialect);
  const feeds = new CalendarFeeds(rig.vault);
  const make = (staff: string) => rig.do((tx) => feeds.make(tx, staff));
  const whose = (token: string) => rig.do((tx) => feeds.whose(tx, token));

  test('an address leads to whose it is, and to nobody else', async () => {
    const [one, two] = [await make('staff-1'), await make('staff-2')];
    expect([await whose(one), await whose(two)]).toEqual(['staff-1', 'staff-2']);
    expect(await whose(`${one}x`)).toBeNull();
    expect(await whose('')).toBeNull();
    expect(one).toMatch(/^[\w-]{43}$/);
  });

  test('a new one ends the old one, and one that was ended is worth nothing', async () => {
    const old = await make('staff-1');
    const token = await make('staff-1');
    expect([await whose(old), await whose(token)]).toEqual([null, 'staff-1']);
    expect(await rig.do((tx) => feeds.has(tx, 'staff-1'))).toBe(true);
    await rig.do((tx) => feeds.end(tx, 'staff-1'));
    expect(await whose(token)).toBeNull();
    expect(await rig.do((tx) => feeds.has(tx, 'staff-1'))).toBe(false);
  });

  test('it stands in no table in readable form', async () => {
    const token = await make('staff-1');
    const rows = await rig.do((tx) => tx.all('SELECT * FROM calendar_feed'));
    expect(JSON.stringify(rows)).not.toContain(token);
  });
});
