import { resolve } from 'node:path';
import { sync, type VEvent } from 'node-ical';
import { Booking } from '../../src/booking';
import { loadFacts } from '../../src/conversation/services';
import type { BookedSlot, BookingCalendar, BookingChange } from '../../src/desk/api';
import { onBothDatabases } from '../support/databases';
import { waitFor } from '../support/wait-for';
import { type DeskScene, openDeskScene, type Seat, type Visitor } from './desk-scene';

const { catalogue } = loadFacts({ flowsDir: resolve('flows'), localesDir: resolve('locales') });
/** Days that can be booked: the clock stands at noon on 20 November 2026. */
const DAY = '2027-01-14';
const LATER = '2027-01-15';

const minuteOf = (at: number) => Math.floor(at / 60_000) % 60;

onBothDatabases((dialect) => {
  let scene: DeskScene;
  let booking: Booking;
  let counsellor: Seat;
  let peer: Seat;
  let other: Seat;
  let keeper: Seat;
  beforeAll(async () => {
    scene = await openDeskScene(dialect, { baseUrl: null });
    booking = new Booking({ rules: { ...catalogue.peer, timeZone: 'Asia/Tokyo' }, vault: scene.vault });
    counsellor = await scene.seat('山', 'counsellor');
    peer = await scene.seat('海', 'peer');
    other = await scene.seat('空', 'peer');
    keeper = await scene.seat('川', 'administrator');
  });
  afterEach(async () => {
    scene.closePages();
    await scene.elsewhere.write(async (tx) => {
      for (const table of ['booking_slot', 'due_message']) await tx.run(`DELETE FROM ${table}`);
    });
  });
  afterAll(() => scene.close());

  const calendar = async (by: Seat, from = DAY, to = DAY): Promise<BookingCalendar> => {
    const { status, body } = await by.page.get<BookingCalendar>(`/api/desk/bookings?from=${from}&to=${to}`);
    if (status !== 200) throw new Error(`The calendar was answered with ${status}.`);
    return body;
  };
  const post = (path: string, body: object = {}, by = counsellor) =>
    by.page.ask<BookingChange>('POST', `/api/desk/bookings/${path}`, JSON.stringify(body));
  const slotsOn = async (day = DAY, by = counsellor): Promise<readonly BookedSlot[]> =>
    (await calendar(by, day, day)).days.flatMap(({ slots }) => slots);
  /** A slot that staff add, with two seats. */
  const slot = async (day = DAY, from = '13:00', to = '14:00'): Promise<BookedSlot> => {
    const { status } = await post('slots', { day, from, to, peers: 'family', seats: 2 });
    const found = (await slotsOn(day)).find((each) => each.from === from);
    if (status !== 201 || !found) throw new Error(`Adding a slot was answered with ${status}.`);
    return found;
  };
  const book = (visitor: Visitor, { id }: BookedSlot, way: 'online' | 'phone' = 'online') =>
    scene.elsewhere.write((tx) => booking.confirm(tx, visitor.id, id, { way }, scene.clock.now()));
  const due = async () =>
    (
      await scene.elsewhere.read((tx) =>
        tx.all<{ kind: string; person: string }>('SELECT kind, person_id AS person FROM due_message'),
      )
    ).map(({ kind, person }) => `${kind} ${person}`);
  const actions = async () =>
    (
      await scene.elsewhere.read((tx) =>
        tx.all<{ action: string }>(`SELECT action FROM audit WHERE action LIKE 'booking.%' ORDER BY id`),
      )
    ).map(({ action }) => action);

  test('the calendar shows each slot with who is booked, in which way, and what to know of them', async () => {
    const added = await slot();
    const [one, two] = [await scene.visitor(), await scene.visitor()];
    const booked = await book(one, added, 'phone');
    await scene.elsewhere.write((tx) => booking.hold(tx, two.id, added.id, scene.clock.now()));
    const id = typeof booked === 'string' ? '' : booked.id;
    expect(
      (await counsellor.page.ask('PUT', `/api/desk/bookings/${id}/note`, '{"note":"静かな話し方で"}')).status,
    ).toBe(204);
    expect((await post(`slots/${added.id}/who`, { who: [peer.id] })).status).toBe(204);
    const [shown] = await slotsOn();
    expect(shown).toMatchObject({
      state: 'open',
      seats: 2,
      taken: 2,
      waiting: 0,
      who: [{ id: peer.id, name: '海' }],
      bookings: [
        {
          state: 'booked',
          way: 'phone',
          channel: 'web',
          language: 'ja',
          note: '静かな話し方で',
          meeting: null,
        },
        { state: 'held', nickname: null, language: null, channel: null, way: null, note: '' },
      ],
    });
    expect(JSON.stringify(await calendar(counsellor))).not.toContain(one.id);
    expect(await actions()).toEqual(
      expect.arrayContaining(['booking.slot-add', 'booking.note', 'booking.slot-who']),
    );
  });

  test('a peer sees the slots they are set for and nothing else; an administrator sees nobody', async () => {
    const [mine, theirs] = [await slot(), await slot(LATER)];
    const visitor = await scene.visitor();
    await book(visitor, mine);
    await book(visitor, theirs);
    await post(`slots/${mine.id}/who`, { who: [peer.id] });
    await post(`slots/${theirs.id}/who`, { who: [other.id] });
    const seen = await calendar(peer, '2027-01-01', '2027-02-28');
    expect(seen.days.map(({ day }) => day)).toEqual([DAY]);
    expect(seen.days.flatMap(({ slots }) => slots.flatMap(({ bookings }) => bookings))).toHaveLength(1);
    expect(seen.peers).toEqual([]);
    const all = await calendar(keeper, DAY, LATER);
    expect(all.days.flatMap(({ slots }) => slots.map(({ taken, bookings }) => [taken, bookings]))).toEqual([
      [1, []],
      [1, []],
    ]);
    expect(all.peers.map(({ name }) => name)).toEqual(expect.arrayContaining(['海', '空']));
    for (const path of [`slots/${mine.id}/close`, `slots/${mine.id}/who`, `days/${DAY}/close`]) {
      expect((await post(path, {}, peer)).status).toBe(403);
    }
  });

  test('only peers who still work here can be set for a slot', async () => {
    const added = await slot();
    for (const who of [[counsellor.id], ['nobody']]) {
      expect(await post(`slots/${added.id}/who`, { who })).toMatchObject({
        status: 400,
        body: { error: 'desk_malformed', field: 'who' },
      });
    }
  });

  test('closing a slot tells everybody it affects, in the same moment, and says how many; again it tells nobody', async () => {
    const added = await slot();
    const [one, two, three] = [await scene.visitor(), await scene.visitor(), await scene.visitor()];
    for (const visitor of [one, two]) await book(visitor, added);
    await scene.elsewhere.write((tx) => booking.waitlist.wait(tx, three.id, added.id, scene.clock.now()));
    expect(await post(`slots/${added.id}/close`)).toMatchObject({ status: 200, body: { told: 3 } });
    expect((await due()).sort()).toEqual(
      [`called-off ${one.id}`, `called-off ${two.id}`, `wait-ended ${three.id}`].sort(),
    );
    expect(await post(`slots/${added.id}/close`)).toMatchObject({ status: 200, body: { told: 0 } });
    expect(await due()).toHaveLength(3);
    expect(await slotsOn()).toMatchObject([{ state: 'closed', taken: 0, waiting: 0, bookings: [] }]);
    expect((await post(`slots/${added.id}/open`)).status).toBe(200);
    expect(await slotsOn()).toMatchObject([{ state: 'open', taken: 0 }]);
  });

  test('moving a slot keeps who is in it and tells them; a day is moved and closed as a whole', async () => {
    const [early] = [await slot(), await slot(DAY, '14:30', '15:30')];
    const visitor = await scene.visitor();
    await book(visitor, early);
    const to = { day: DAY, from: '10:00', to: '11:00' };
    expect(await post(`slots/${early.id}/move`, to)).toMatchObject({ status: 200, body: { told: 1 } });
    expect(await slotsOn()).toMatchObject([
      { id: early.id, from: '10:00', taken: 1 },
      { from: '14:30', taken: 0 },
    ]);
    expect(await post(`days/${DAY}/move`, { to: '2027-01-21' })).toMatchObject({
      status: 200,
      body: { told: 1 },
    });
    expect(await slotsOn()).toEqual([]);
    expect(await slotsOn('2027-01-21')).toHaveLength(2);
    expect(await post('days/2027-01-21/close')).toMatchObject({ status: 200, body: { told: 1 } });
    expect((await slotsOn('2027-01-21')).map(({ state }) => state)).toEqual(['closed', 'closed']);
    expect((await post('days/2027-01-21/keep')).status).toBe(200);
    expect((await slotsOn('2027-01-21')).map(({ state }) => state)).toEqual(['open', 'open']);
  });

  test('what is over, is not there or makes no sense is refused, and nobody is told', async () => {
    const added = await slot();
    const yesterday = { day: '2026-11-19', from: '10:00', to: '11:00' };
    const backwards = { day: DAY, from: '12:00', to: '11:00' };
    const refusals = [
      [await post('slots', { ...yesterday, peers: 'family', seats: 1 }), 400, 'day'],
      [await post('slots', { ...backwards, peers: 'family', seats: 1 }), 400, 'to'],
      [await post(`slots/${added.id}/move`, yesterday), 400, 'day'],
      [await post(`days/${DAY}/move`, { to: '2026-11-19' }), 400, 'to'],
      [await post(`slots/${added.id}/meeting`, { link: 'http://meet.example.org' }), 400, 'link'],
      [await counsellor.page.get('/api/desk/bookings?from=2027-01-01&to=2027-03-04'), 400, 'to'],
      [await counsellor.page.get('/api/desk/bookings?from=2027-02-30&to=2027-03-04'), 400, 'from'],
      [await post('days', { day: DAY, peers: 'family' }), 409, undefined],
      [await post('days/2027-01-13/close'), 404, undefined],
      [await post('slots/zzzzzzzzz/close'), 404, undefined],
    ] as const;
    for (const [{ status, body }, code, field] of refusals) {
      expect([status, (body as { field?: string }).field]).toEqual([code, field]);
    }
    const soon = await slot(
      '2026-11-20',
      `12:${String(1 + minuteOf(scene.clock.now())).padStart(2, '0')}`,
      '13:00',
    );
    scene.clock.advance(3 * 60_000);
    const begun = await post(`slots/${soon.id}/close`);
    expect(begun).toMatchObject({ status: 409, body: { error: 'desk_booking_over' } });
    expect(await due()).toEqual([]);
  });

  test('what was asked for is accepted once or refused, and either is told; what was cancelled is not there', async () => {
    const added = await slot();
    const asking = new Booking({
      vault: scene.vault,
      rules: {
        ...catalogue.peer,
        timeZone: 'Asia/Tokyo',
        booking: { ...catalogue.peer.booking, confirmation: 'by-staff' },
      },
    });
    const [one, two] = [await scene.visitor(), await scene.visitor()];
    const ask = async ({ id }: Visitor) => {
      const way = { way: 'online' } as const;
      const asked = await scene.elsewhere.write((tx) =>
        asking.confirm(tx, id, added.id, way, scene.clock.now()),
      );
      return typeof asked === 'string' ? asked : asked.id;
    };
    const [first, second] = [await ask(one), await ask(two)];
    expect((await slotsOn())[0]?.bookings.map(({ state }) => state)).toEqual(['asked', 'asked']);
    expect(await post(`${first}/accept`)).toMatchObject({ status: 200, body: { told: 1 } });
    expect(await post(`${first}/accept`)).toMatchObject({ status: 200, body: { told: 0 } });
    expect(await post(`${second}/refuse`)).toMatchObject({ status: 200, body: { told: 1 } });
    expect((await post(`${second}/refuse`)).status).toBe(404);
    expect((await due()).sort()).toEqual([`called-off ${two.id}`, `settled ${one.id}`].sort());
    expect((await slotsOn())[0]?.bookings.map(({ state }) => state)).toEqual(['booked']);
  });

  test('an address for the online meeting is shown to staff, and to whoever booked when its time comes', async () => {
    const added = await slot();
    await book(await scene.visitor(), added);
    const link = 'https://meet.example.org/room-1';
    expect((await post(`slots/${added.id}/meeting`, { link })).status).toBe(204);
    expect(await slotsOn()).toMatchObject([{ meeting: link, bookings: [{ meeting: link }] }]);
    expect((await post(`slots/${added.id}/meeting`, { link: null })).status).toBe(204);
    expect(await slotsOn()).toMatchObject([{ meeting: null, bookings: [{ meeting: null }] }]);
  });

  test('a holiday on which a rule falls is shown as undecided, and holidays have their names', async () => {
    const days = (await calendar(counsellor, '2027-09-01', '2027-09-30')).days;
    expect(days.filter(({ undecided }) => undecided).map(({ day }) => day)).toEqual(['2027-09-23']);
    expect(days.map(({ holiday }) => holiday)).toEqual(['敬老の日', '秋分の日']);
  });

  test('pages hear live that bookings changed, peers’ and administrators’ pages too', async () => {
    const lines = [await scene.live(counsellor), await scene.live(peer), await scene.live(keeper)];
    const added = await slot();
    await Promise.all(lines.map((line) => line.waitFor('bookings', () => true)));
    const before = lines[1]?.of('bookings').length ?? 0;
    expect((await post(`slots/${added.id}/close`)).status).toBe(200);
    await waitFor('a peer to hear of the closing', () => (lines[1]?.of('bookings').length ?? 0) > before);
  });

  test('who booked finds the file for their calendar at its secret address, until they cancel', async () => {
    const added = await slot();
    const visitor = await scene.visitor();
    const booked = await book(visitor, added);
    if (typeof booked === 'string') throw new Error(booked);
    const address = `${scene.door.origin}/calendar/${booking.calendarToken(booked)}.ics`;
    const response = await fetch(address);
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'text/calendar; charset=utf-8',
    ]);
    expect(response.headers.get('cache-control')).toBe('no-store');
    const file = await response.text();
    const [event] = Object.values(sync.parseICS(file)).filter(
      (each): each is VEvent => each.type === 'VEVENT',
    );
    expect(event?.summary).toBe('予定');
    expect(event?.start.getTime()).toBe(Date.parse(`${DAY}T13:00:00+09:00`));
    expect(file).not.toMatch(/DESCRIPTION|LOCATION|URL/);
    expect((await fetch(address, { method: 'POST' })).status).toBe(405);
    await scene.elsewhere.write((tx) => booking.cancel(tx, visitor.id, added.id, scene.clock.now()));
    expect((await fetch(address)).status).toBe(404);
  });

  describe('a calendar that subscribes', () => {
    const make = async (by: Seat) => {
      const { status, body } = await by.page.ask<{ address: string }>(
        'POST',
        '/api/desk/bookings/feed',
        '{}',
      );
      expect(status).toBe(201);
      return body.address;
    };
    const events = async (address: string) => {
      const response = await fetch(address);
      const text = await response.text();
      const found = Object.values(sync.parseICS(text)).filter(
        (each): each is VEvent => each.type === 'VEVENT',
      );
      return { status: response.status, type: response.headers.get('content-type'), text, found };
    };

    test('gets all slots without a session, a peer’s their own, and nobody’s name', async () => {
      const [mine, theirs] = [await slot(), await slot(LATER)];
      const visitor = await scene.visitor();
      await book(visitor, mine);
      await post(`slots/${mine.id}/who`, { who: [peer.id] });
      const all = await events(await make(counsellor));
      expect(all.type).toBe('text/calendar; charset=utf-8');
      expect(all.found.map(({ uid }) => uid).sort()).toEqual([`slot-${mine.id}`, `slot-${theirs.id}`].sort());
      expect(all.found.map(({ summary }) => summary)).toContain('ピア（家族） 1/2');
      expect(all.text).not.toContain(visitor.id);
      const own = await events(await make(peer));
      expect(own.found.map(({ uid }) => uid)).toEqual([`slot-${mine.id}`]);
    });

    test('finds nothing at an address that was ended, made anew, of somebody who left, or never was', async () => {
      const leaving = await scene.seat('雲', 'peer');
      const [first, theirs] = [await make(counsellor), await make(leaving)];
      const second = await make(counsellor);
      expect((await events(first)).status).toBe(404);
      expect((await events(second)).status).toBe(200);
      expect((await counsellor.page.get('/api/desk/bookings/feed')).body).toEqual({ has: true });
      expect((await counsellor.page.ask('DELETE', '/api/desk/bookings/feed')).status).toBe(204);
      expect((await counsellor.page.get('/api/desk/bookings/feed')).body).toEqual({ has: false });
      expect((await events(second)).status).toBe(404);
      const left = JSON.stringify({ name: '雲', role: 'peer', active: false });
      expect((await keeper.page.ask('PUT', `/api/desk/staff/${leaving.id}`, left)).status).toBeLessThan(300);
      expect((await events(theirs)).status).toBe(404);
      expect((await events(`${scene.door.origin}/desk/calendar/x.ics`)).status).toBe(404);
    });

    test('is slowed down when it comes too often', async () => {
      const address = `${scene.door.origin}/desk/calendar/${'x'.repeat(43)}.ics`;
      let status = 404;
      for (let tries = 0; tries < 130 && status === 404; tries += 1) status = (await events(address)).status;
      expect(status).toBe(429);
      scene.clock.advance(16 * 60_000);
      expect((await events(address)).status).toBe(404);
    });
  });
});
