import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { openBooking } from '../../src/app/open-booking';
import { openSettings } from '../../src/app/open-settings';
import type { ConversationPage } from '../../src/channels/web/api';
import { loadFacts } from '../../src/conversation/services';
import type { AuditPage, OrganisationSettings, Queue, StaleFacts, Statistics } from '../../src/desk/api';
import { loadFlows } from '../../src/flow';
import { Letters } from '../../src/handoff';
import { PersonDirectory } from '../../src/people';
import { nextAllowed } from '../../src/reminders';
import { onBothDatabases } from '../support/databases';
import { RecordedLog } from '../support/recorded-log';
import { waitFor } from '../support/wait-for';
import { type DeskScene, openDeskScene, type Seat, type Visitor } from './desk-scene';

const facts = loadFacts({ flowsDir: resolve('flows'), localesDir: resolve('locales') });
const loaded = loadFlows({ flows: resolve('flows'), locales: resolve('locales') });

onBothDatabases((dialect) => {
  let scene: DeskScene;
  let lead: Seat;
  let seat: Seat;
  beforeAll(async () => {
    scene = await openDeskScene(dialect);
    lead = await scene.seat('さくら', 'supervisor');
    seat = await scene.seat('みずき');
    await seat.page.post('/api/desk/duty', { on: true, cap: 3 });
  });
  afterEach(() => scene.closePages());
  afterAll(() => scene.close());

  test('numbers for people in danger that nobody has verified for half a year are named to those who look after them', async () => {
    const { status, body } = await lead.page.get<StaleFacts>('/api/desk/facts/stale');
    expect(status).toBe(200);
    expect(body.facts.map(({ name }) => name)).toContain('警察');
    for (const { days } of body.facts) expect(days).toBeGreaterThan(180);
    expect(body.facts.map(({ days }) => days)).toEqual(
      body.facts.map(({ days }) => days).toSorted((one, other) => other - one),
    );
    expect((await seat.page.get('/api/desk/facts/stale')).status).toBe(403);
  });

  const put = (body: object) => lead.page.put<OrganisationSettings>('/api/desk/settings', body);
  const get = async () => (await lead.page.get<OrganisationSettings>('/api/desk/settings')).body;
  /** Says something in the chat; what the buttons under the answer carry. */
  const offered = async ({ page }: Visitor, text: string): Promise<readonly string[]> => {
    const before = (await page.history()).entries.at(-1)?.id ?? 0;
    await page.say(text);
    let last: ConversationPage['entries'][number] | undefined;
    await waitFor('an answer', async () => {
      last = (await page.history()).entries.at(-1);
      return last !== undefined && last.id > before + 1 && last.from === 'madobe';
    });
    return last?.what.kind === 'said' ? last.what.choices.map(({ data }) => data) : [];
  };

  test('a closure that is entered now changes what 「人と話したい」 is answered with in the next turn', async () => {
    const visitor = await scene.visitor();
    expect(await offered(visitor, '人と話したい')).toContain('person/offer/join');
    const closed = await put({ closures: [{ date: '2026-11-20', reason: '研修のため' }] });
    expect(closed.status).toBe(200);
    expect(await offered(visitor, '人と話したい')).not.toContain('person/offer/join');
    await put({ closures: null });
    expect(await offered(visitor, '人と話したい')).toContain('person/offer/join');
    await put({ mostWaiting: 1 });
    await scene.ask(await scene.visitor());
    expect(await offered(visitor, '人と話したい')).not.toContain('person/offer/join');
    await put({ mostWaiting: null });
  });

  test('what is set wins over the file, null goes back to it, and what is left out stays', async () => {
    const { ofFile } = await get();
    await put({ letterAnswerDays: 5, closedOnHolidays: false });
    const { body } = await put({ quietHours: 'none', letterAnswerDays: null });
    expect(body).toMatchObject({
      ofFile,
      inForce: { ...ofFile, closedOnHolidays: false, quietHours: 'none' },
      overruled: [
        { name: 'closedOnHolidays', at: scene.clock.now(), by: 'さくら' },
        { name: 'quietHours', by: 'さくら' },
      ],
      timeZone: 'Asia/Tokyo',
    });
    expect(await get()).toEqual(body);
    await put({ quietHours: null, closedOnHolidays: null });
    expect(await get()).toMatchObject({ inForce: ofFile, overruled: [] });
    const { body: audit } = await lead.page.get<AuditPage>('/api/desk/audit');
    expect(audit.entries.map(({ actor, action }) => `${actor} ${action}`)).toContain(
      'さくら setting.quietHours',
    );
    expect(JSON.stringify(audit)).not.toContain('none');
  });

  test('a malformed setting is refused with its field, and nothing of the request is kept', async () => {
    const refused = [
      [{ letterAnswerDays: 0 }, 'letterAnswerDays'],
      [{ talkHours: {} }, 'talkHours'],
      [{ talkHours: { mon: [{ from: '18:00', to: '10:00' }] } }, 'talkHours.mon.0'],
      [{ closures: [{ date: '2026-02-30', reason: '' }] }, 'closures.0.date'],
      [
        {
          closures: [
            { date: '2026-12-01', reason: '' },
            { date: '2026-12-01', reason: '' },
          ],
        },
        'closures',
      ],
      [{ lastTakenMinutes: 5, quietHours: { from: '9:00', to: '21:00' } }, 'quietHours'],
      [{ quietHours: { from: '09:00', to: '09:00' } }, 'quietHours'],
    ] as const;
    for (const [body, field] of refused) {
      expect(await put(body)).toMatchObject({
        status: 400,
        body: { error: 'desk_malformed', field: expect.stringMatching(new RegExp(`^${field}`)) },
      });
    }
    expect((await get()).overruled).toEqual([]);
  });

  test('a process that was there before follows, and reminders, letters and bookings go by it', async () => {
    if (!loaded.ok) throw new Error('The shipped flows cannot be read.');
    const { flows } = loaded;
    const { elsewhere, vault, clock } = scene;
    const peer = { ...facts.catalogue.peer, times: [{ from: '13:00', to: '14:00' }] };
    const parts = { flows, facts: { ...facts, catalogue: { ...facts.catalogue, peer } } };
    const other = await openSettings({ ...parts, store: elsewhere, log: new RecordedLog() });
    const { organisation } = other.flows;
    const booking = openBooking({ ...parts, ...other, vault, timeZone: 'Asia/Tokyo' });
    const letters = new Letters({ answers: organisation.letters, talk: 'private' });
    const { notices } = organisation;
    const night = Date.parse('2026-11-24T23:00:00+09:00');
    const book = () =>
      elsewhere.write(async (tx) => {
        const person = await new PersonDirectory(vault).create(tx, 'web', randomUUID(), clock.now());
        const [slot] = await booking.free(tx, {}, clock.now());
        return booking.confirm(tx, person.id, slot?.id ?? '', { way: 'phone' }, clock.now());
      });
    await elsewhere.write((tx) => booking.materialise(tx, clock.now()));
    expect(letters.dueOn(clock.now())).toBe('2026-11-26');
    expect(nextAllowed(night, notices.quiet, 'Asia/Tokyo')).toBeGreaterThan(night);
    expect(await book()).toMatchObject({ status: 'booked' });

    await put({
      closures: [{ date: '2026-11-25', reason: '' }],
      closedOnHolidays: false,
      letterAnswerDays: 4,
      quietHours: { from: '01:00', to: '05:00' },
      bookingsConfirmedByStaff: true,
    });
    if (dialect === 'postgres') await waitFor('the other process to follow', other.confirmedByStaff);
    else await other.settings.read();
    // 23 November is a holiday, and counted now; the 25th is closed.
    expect(letters.dueOn(clock.now())).toBe('2026-11-27');
    expect(nextAllowed(night, notices.quiet, 'Asia/Tokyo')).toBe(night);
    expect(await book()).toMatchObject({ status: 'asked' });
    expect(organisation.handoff.hours.closedDays).toEqual(['2026-11-25']);
    await other.settings.stop();
    await put({
      closures: null,
      closedOnHolidays: null,
      letterAnswerDays: null,
      quietHours: null,
      bookingsConfirmedByStaff: null,
    });
  });

  test('statistics come as numbers and as a file, and show nothing of a few people', async () => {
    await scene.visitor();
    const get = <Body>(query: string) => lead.page.get<Body>(`/api/desk/${query}`);
    const { status, body } = await get<Statistics>('statistics?from=2026-10&to=2026-11');
    expect(status).toBe(200);
    expect(body.months).toEqual(['2026-10', '2026-11']);
    const values = body.series.flatMap(({ rows }) => rows.flatMap(({ values: each }) => each));
    expect(values.filter((value) => value !== null && value < 5)).toEqual([]);
    expect(body.series.every(({ rows }) => rows.every((row) => row.values[0] === null))).toBe(true);
    const file = await get<string>('statistics.csv?from=2026-09&to=2026-10&language=en');
    expect(file.headers.get('content-type')).toContain('text/csv');
    expect(file.headers.get('content-disposition')).toContain('madobe-2026-09-2026-10.csv');
    const [head = '', ...lines] = file.body.trimEnd().split('\r\n');
    expect(head).toMatch(/^\u{feff}?Month,People who were here all,/u);
    for (const [index, month] of ['2026-09', '2026-10'].entries()) {
      expect(lines[index]).toMatch(new RegExp(`^${month}(,under 5 or hidden)+$`));
    }
    expect((await get<string>('statistics.csv?from=2026-11&to=2026-11')).body).toContain(
      '来てくださった方 本人',
    );
    for (const [query, field] of [
      ['', 'from'],
      ['from=2026-13&to=2026-12', 'from'],
      ['from=2026-11', 'to'],
      ['from=2026-11&to=2026-10', 'to'],
      ['from=2020-01&to=2026-10', 'to'],
    ] as const) {
      expect(await get(`statistics?${query}`)).toMatchObject({ status: 400, body: { field } });
    }
    expect((await seat.page.get('/api/desk/statistics?from=2026-11&to=2026-11')).status).toBe(403);
  });

  test('after a talk with somebody in danger a rest is suggested to whoever had it, until they have seen it', async () => {
    const colleague = await scene.seat('はると');
    const rests = async ({ page }: Seat) => (await page.get<Queue>('/api/desk/queue')).body.rest;
    const held = async (risk: 'none' | 'high' | 'urgent') => {
      const id = await scene.ask(await scene.visitor(), risk);
      await scene.elsewhere.write((tx) => scene.talks.assign(tx, id, seat.id, scene.clock.now()));
      return id;
    };
    const seen = () => seat.page.post('/api/desk/rest/seen', {});
    await seat.page.post(`/api/desk/talks/${await held('none')}/close`, {});
    expect(await rests(seat)).toBe(false);
    for (const way of ['close', 'give-back'] as const) {
      await seat.page.post(`/api/desk/talks/${await held('high')}/${way}`, {});
      expect(await rests(seat)).toBe(true);
      expect((await seen()).status).toBe(204);
      expect(await rests(seat)).toBe(false);
    }
    const urgent = await held('urgent');
    await seat.page.post(`/api/desk/talks/${urgent}/hand-over`, {
      to: colleague.id,
      summary: 'お願いします',
    });
    expect([await rests(seat), await rests(colleague)]).toEqual([true, false]);
    // What nobody looked at belongs to another day in the end.
    await scene.elsewhere.write((tx) =>
      tx.run('UPDATE staff_rest SET since = $1', scene.clock.now() - 8 * 60 * 60_000),
    );
    expect(await rests(seat)).toBe(false);
  });

  test('everybody at the desk hears that settings changed, and what cannot be read any more is passed over', async () => {
    const keeper = await scene.seat('かえで', 'administrator');
    const line = await scene.live(keeper);
    await put({ lastTakenMinutes: 45 });
    await line.waitFor('settings', () => true);
    await scene.elsewhere.write((tx) =>
      tx.run(`UPDATE organisation_setting SET value = '"soon"' WHERE name = 'lastTakenMinutes'`),
    );
    const { inForce, ofFile } = await get();
    expect(inForce).toEqual(ofFile);
    await put({ lastTakenMinutes: null });
  });
});
