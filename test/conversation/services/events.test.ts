import fc from 'fast-check';
import { addDays } from '../../../src/calendar';
import type { Catalogue } from '../../../src/conversation/services';
import { languages } from '../../../src/flow';
import { asking, factsWith, idsOf, invented, listOf } from './asking';
import { expectToKeepTo } from './expect-to-keep-to';
import { shippedFacts, shippedPureServices } from './shipped';

type Scheduled = Catalogue['events']['schedule'][number];

const shipped = shippedFacts().catalogue;

function event(given: Partial<Scheduled> = {}): Scheduled {
  return {
    kinds: ['seminar', 'individual-weekend'],
    date: '2027-05-30',
    venue: 'hachioji',
    closesOn: '2027-05-27',
    spans: null,
    seats: 'open',
    link: null,
    ...invented,
    ...given,
  };
}

const withSchedule = (...schedule: Scheduled[]) =>
  asking(factsWith({ events: { ...shipped.events, schedule } }));

describe('the shipped schedule', () => {
  test('is empty, because all dates of the source are past', () => {
    expect(shipped.events.schedule).toEqual([]);
    expect(asking()('events-upcoming').outcome).toBe('none');
    expect(asking()('individual-dates').outcome).toBe('none');
  });

  test('still says what is generally true, and what to have at hand', () => {
    const { values } = asking()('individual-dates');
    expect(values).toMatchObject({ applyPhone: '0120-529-528', applyMail: 'hkks-seminar@sneta.jp' });
    expect(values.items?.split('\n')).toHaveLength(6);
    const seminar = asking()('events-upcoming').values;
    expect(seminar.items?.split('\n')).toHaveLength(5);
    expect(seminar).toMatchObject({ seminarPerYear: '12', seminarSeats: '15', touringMinutes: '45' });
  });
});

describe('the dates of the year 2022, had they stayed in the file', () => {
  const old = withSchedule(
    event({ kinds: ['individual-weekday'], date: '2022-10-25', venue: 'adachi', closesOn: '2022-10-21' }),
    event({ date: '2022-09-11', closesOn: '2022-09-08' }),
  );

  test.each(['events-upcoming', 'individual-dates'])('are offered by %s in no language', (service) => {
    for (const language of languages) expect(old(service, { language }).outcome).toBe('none');
  });

  test('are gone when an old button is tapped', () => {
    const eventDate = 'seminar-2022-09-11-hachioji';
    const tapped = old('event-details', { held: { eventDate } });
    expect(tapped.outcome).toBe('gone');
    expect(tapped.values).toMatchObject({ eventDate: '', items: '', applyPhone: '0120-529-528' });
  });
});

describe('an event', () => {
  const ask = withSchedule(event());

  test('is offered until 17:00 in Tokyo on its closing day, and not a moment longer', () => {
    expect(idsOf(ask('events-upcoming', { now: '2027-05-27T16:59:59.999+09:00' }), 'events')).toEqual([
      'seminar-2027-05-30-hachioji',
      'individual-weekend-2027-05-30-hachioji',
    ]);
    expect(ask('events-upcoming', { now: '2027-05-27T17:00:00+09:00' }).outcome).toBe('none');
    // The same moment, as a machine in London writes it.
    expect(ask('events-upcoming', { now: '2027-05-27T08:00:00Z' }).outcome).toBe('none');
  });

  test('is told with its day, times, place and deadline', () => {
    const [seminar] = listOf(ask('events-upcoming', { now: '2027-05-20T12:00:00+09:00' }), 'events');
    expect(seminar?.values).toEqual({
      label: '5月30日 家族セミナー',
      title: '家族セミナー',
      date: '5月30日（日）',
      times: '午後1時〜午後3時',
      place: '八王子',
      closes: '5月27日（木）午後5時',
      phoneUntil: '',
      note: '',
      link: '',
    });
  });

  test('whose closing day is a day off is told with the last moment to phone', () => {
    // Monday 20 September 2027 is 敬老の日; the phone closes on Friday.
    const holiday = withSchedule(event({ date: '2027-09-25', closesOn: '2027-09-20' }));
    const [seminar] = listOf(holiday('events-upcoming', { now: '2027-09-10T12:00:00+09:00' }), 'events');
    expect(seminar?.values).toMatchObject({
      closes: '9月20日（月）午後5時',
      phoneUntil: '9月17日（金）午後5時',
      note: '',
    });
    const [late] = listOf(holiday('events-upcoming', { now: '2027-09-18T12:00:00+09:00' }), 'events');
    expect(late?.values.phoneUntil).toBe('');
    expect(late?.values.note).toContain('メール');
  });

  test('over the end of the year keeps its deadline', () => {
    const newYear = withSchedule(event({ date: '2027-01-09', closesOn: '2027-01-05' }));
    const [seminar] = listOf(newYear('events-upcoming', { now: '2026-12-31T12:00:00+09:00' }), 'events');
    expect(seminar?.values).toMatchObject({
      date: '1月9日（土）',
      closes: '1月5日（火）午後5時',
      phoneUntil: '',
    });
  });

  test('on 29 February is on 29 February', () => {
    const leap = withSchedule(event({ date: '2028-02-29', closesOn: '2028-02-28' }));
    const [seminar] = listOf(leap('events-upcoming', { now: '2028-02-01T12:00:00+09:00' }), 'events');
    expect(seminar?.values.date).toBe('2月29日（火）');
  });

  test('that is full is not offered; one whose room is full is offered online', () => {
    const full = withSchedule(
      event({ seats: 'full' }),
      event({ seats: 'online', date: '2027-06-06', closesOn: null }),
    );
    const offered = listOf(full('events-upcoming', { facts: { eventKind: 'seminar' } }), 'events');
    expect(offered.map(({ id }) => id)).toEqual(['seminar-2027-06-06-hachioji']);
    expect(offered[0]?.values.note).toContain('オンライン');
  });

  test('that nobody needs to apply for is offered until it begins', () => {
    const open = withSchedule(
      event({ kinds: ['joint'], closesOn: null, spans: [{ from: '13:00', to: '16:00' }] }),
    );
    expect(open('events-upcoming', { now: '2027-05-30T12:59:00+09:00' }).outcome).toBe('events');
    expect(open('events-upcoming', { now: '2027-05-30T13:00:00+09:00' }).outcome).toBe('none');
  });

  test('without a time is offered until its day is over, and nothing about it is invented', () => {
    const vague = withSchedule(event({ kinds: ['touring'], closesOn: null, venue: null }));
    const [touring] = listOf(vague('events-upcoming', { now: '2027-05-30T23:59:00+09:00' }), 'events');
    expect(touring?.values.place).toBe('会場は、決まりしだいお知らせします');
    expect(touring?.values.times).toBe('時間は、決まりしだいお知らせします');
    expect(vague('events-upcoming', { now: '2027-05-31T00:00:00+09:00' }).outcome).toBe('none');
  });

  test('can be looked at by its kind', () => {
    const chosen = ask('events-upcoming', { facts: { eventKind: 'individual' } });
    expect(idsOf(chosen, 'events')).toEqual(['individual-weekend-2027-05-30-hachioji']);
    expect(ask('events-upcoming', { facts: { eventKind: 'joint' } }).outcome).toBe('none');
  });

  test('chosen from the list is described with the items of its own application', () => {
    const details = (eventDate: string) => ask('event-details', { held: { eventDate } });
    const seminar = details('seminar-2027-05-30-hachioji');
    expect(seminar.outcome).toBe('seminar');
    expect(seminar.values.items?.split('\n')).toHaveLength(5);
    const individual = details('individual-weekend-2027-05-30-hachioji');
    expect(individual.outcome).toBe('individual');
    expect(individual.values.items?.split('\n')).toHaveLength(6);
  });
});

test('dates stand in order, eight at a time, and the rest is one tap away', () => {
  const many = withSchedule(
    ...Array.from({ length: 11 }, (_, week) =>
      event({
        kinds: ['individual-weekday'],
        date: addDays('2027-06-29', -7 * week),
        closesOn: '2027-04-01',
      }),
    ),
  );
  const first = many('individual-dates');
  expect(listOf(first, 'dates')).toHaveLength(8);
  expect(idsOf(first, 'dates')).toEqual([...idsOf(first, 'dates')].sort());
  expect(listOf(first, 'more')).toEqual([
    { id: 'page-2', values: { label: 'つづき（あと3件）', rest: '3' } },
  ]);
  expect(listOf(many('individual-dates', { held: { page: 'page-2' } }), 'dates')).toHaveLength(3);
});

describe('whatever the schedule and the clock are', () => {
  const start = '2026-11-01';
  const anyEvent = fc
    .record({
      kind: fc.constantFrom('seminar', 'individual-weekday', 'individual-weekend', 'joint', 'touring'),
      day: fc.nat({ max: 800 }),
      closesBefore: fc.option(fc.nat({ max: 20 })),
      venue: fc.constantFrom('adachi', 'hachioji', null),
      seats: fc.constantFrom('open', 'online', 'full'),
    })
    .map(({ kind, day, closesBefore, venue, seats }): Scheduled => {
      const date = addDays(start, day);
      return event({
        kinds: [kind as Scheduled['kinds'][number]],
        date,
        venue,
        seats: seats as Scheduled['seats'],
        closesOn: closesBefore === null ? null : addDays(date, -closesBefore),
      });
    });
  const anySchedule = fc.uniqueArray(anyEvent, {
    maxLength: 12,
    selector: ({ kinds, date, venue }) => `${kinds} ${date} ${venue}`,
  });
  const anyMoment = fc.integer({
    min: Date.parse(`${start}T00:00:00+09:00`),
    max: Date.parse('2029-02-01T00:00:00+09:00'),
  });
  /** Written apart from the code: the closing time, or the end of the day; never a full one. */
  const canBeOffered = ({ date, closesOn, seats }: Scheduled, now: number): boolean =>
    seats !== 'full' &&
    now < Date.parse(`${date}T24:00:00+09:00`) &&
    (closesOn === null || now < Date.parse(`${closesOn}T17:00:00+09:00`));

  test('nothing is offered whose date or deadline has passed', () => {
    fc.assert(
      fc.property(anySchedule, anyMoment, fc.constantFrom(...languages), (schedule, at, language) => {
        const ask = withSchedule(...schedule);
        const now = new Date(at).toISOString();
        const offered = [
          ...listOf(ask('events-upcoming', { now, language }), 'events'),
          ...listOf(ask('individual-dates', { now, language }), 'dates'),
        ];
        for (const { id } of offered) {
          const source = schedule.find(
            ({ kinds, date, venue }) => id === `${kinds[0]}-${date}-${venue ?? 'unsettled'}`,
          );
          if (!source) throw new Error(`${id} is not in the schedule`);
          expect(canBeOffered(source, at)).toBe(true);
          expect(ask('event-details', { now, held: { eventDate: id } }).outcome).not.toBe('gone');
        }
      }),
      { numRuns: 60 },
    );
  });

  test('what has no times of its own and is still to come is offered', () => {
    fc.assert(
      fc.property(anySchedule, anyMoment, (schedule, at) => {
        const untimed = schedule.filter(({ kinds }) => kinds[0] === 'joint' || kinds[0] === 'touring');
        const ask = withSchedule(...untimed);
        const wanted = untimed.filter((each) => canBeOffered(each, at)).length;
        const answer = ask('events-upcoming', { now: new Date(at).toISOString() });
        expect(listOf(answer, 'events')).toHaveLength(Math.min(8, wanted));
      }),
      { numRuns: 60 },
    );
  });

  test('nothing is longer than what was promised before there was a schedule', () => {
    const promised = shippedPureServices();
    fc.assert(
      fc.property(anySchedule, anyMoment, fc.constantFrom(...languages), (schedule, at, language) => {
        const ask = withSchedule(...schedule);
        const now = new Date(at).toISOString();
        const upcoming = ask('events-upcoming', { now, language });
        expectToKeepTo(promised['events-upcoming']?.lists?.events, listOf(upcoming, 'events'));
        const dates = ask('individual-dates', { now, language });
        expectToKeepTo(promised['individual-dates']?.lists?.dates, listOf(dates, 'dates'));
      }),
      { numRuns: 60 },
    );
  });
});
