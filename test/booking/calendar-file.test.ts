import { sync, type VEvent } from 'node-ical';
import { type Booked, calendarFile, type StaffSlot, staffCalendarFeed } from '../../src/booking';

const now = Date.parse('2026-11-21T10:00:00+09:00');
const words = { title: '予定' };

function booked(given: Partial<Booked> = {}): Booked {
  return {
    id: '5a9f1c4e-3a55-4d8e-9d0a-0f6f7f0d1a11',
    personId: 'c0ffee00-0000-4000-8000-000000000000',
    slot: {
      id: 'b2c3d4f5g',
      day: '2026-11-26',
      from: '13:00',
      to: '14:00',
      startsAt: Date.parse('2026-11-26T13:00:00+09:00'),
      endsAt: Date.parse('2026-11-26T14:00:00+09:00'),
      peers: 'person',
    },
    status: 'booked',
    way: 'online',
    bookedAt: now,
    revision: 0,
    ...given,
  };
}

function slot(given: Partial<StaffSlot> = {}): StaffSlot {
  return {
    ...booked().slot,
    seats: 4,
    state: 'open',
    decidedBy: null,
    stranded: false,
    peersOnDuty: ['peer-1'],
    bookings: [booked()],
    taken: [],
    held: 1,
    waiting: 2,
    meeting: null,
    hasMeeting: true,
    ...given,
  };
}

/** The events of a file, as another library reads them. */
function eventsOf(file: string): readonly VEvent[] {
  return Object.values(sync.parseICS(file)).filter((each): each is VEvent => each.type === 'VEVENT');
}

describe('the calendar file of a person', () => {
  test('reads back with its title and its times, to the second', () => {
    const [event] = eventsOf(calendarFile(booked(), words, now));
    expect(event).toMatchObject({ uid: booked().id, summary: '予定', status: 'CONFIRMED', class: 'PRIVATE' });
    expect(event?.start.getTime()).toBe(booked().slot.startsAt);
    expect(event?.end?.getTime()).toBe(booked().slot.endsAt);
  });

  test('states its times in UTC, so that no calendar guesses a zone', () => {
    const file = calendarFile(booked(), words, now);
    expect(file).toContain('DTSTART:20261126T040000Z');
    expect(file).toContain('DTEND:20261126T050000Z');
    expect(file).not.toContain('TZID');
  });

  test('says nothing but that: no description, place, link, alarm, standpoint or name', () => {
    const file = calendarFile(booked(), words, now);
    const properties = file
      .split(/\r\n/)
      .filter((line) => line !== '')
      .map((line) => line.split(/[:;]/)[0] ?? '');
    expect([...new Set(properties)].sort()).toEqual(
      [
        'BEGIN',
        'VERSION',
        'PRODID',
        'METHOD',
        'UID',
        'SEQUENCE',
        'DTSTAMP',
        'DTSTART',
        'DTEND',
        'SUMMARY',
        'CLASS',
        'STATUS',
        'END',
      ].sort(),
    );
    expect(file).not.toContain(booked().personId);
    expect(file).not.toMatch(/peer|hikikomori|counsel|ひきこもり|相談/i);
  });

  test('opened again after a change, it is the same event, newer', () => {
    const moved = { ...booked().slot, startsAt: booked().slot.startsAt + 3_600_000 };
    const [before] = eventsOf(calendarFile(booked(), words, now));
    const [after] = eventsOf(calendarFile(booked({ slot: moved, revision: 1 }), words, now + 1_000));
    expect(after?.uid).toBe(before?.uid);
    expect([Number(before?.sequence), Number(after?.sequence)]).toEqual([0, 1]);
    expect(after?.start.getTime()).toBe(moved.startsAt);
  });

  test('what staff have not confirmed is tentative', () => {
    expect(eventsOf(calendarFile(booked({ status: 'asked' }), words, now))).toMatchObject([
      { status: 'TENTATIVE' },
    ]);
  });

  test('keeps every line within 75 octets and ends lines as calendars want them', () => {
    const file = calendarFile(booked(), { title: `${'長い予定'.repeat(20)}, with; signs\\` }, now);
    expect(eventsOf(file)[0]?.summary).toBe(`${'長い予定'.repeat(20)}, with; signs\\`);
    for (const line of file.split('\r\n')) {
      expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      expect(line).not.toContain('\n');
    }
  });

  test('the beginning of the year and a day that ends at midnight are the right moments', () => {
    const midnight = {
      ...booked().slot,
      startsAt: Date.parse('2026-12-31T23:00:00+09:00'),
      endsAt: Date.parse('2027-01-01T00:00:00+09:00'),
    };
    const file = calendarFile(booked({ slot: midnight }), words, now);
    expect(file).toContain('DTSTART:20261231T140000Z');
    expect(file).toContain('DTEND:20261231T150000Z');
  });
});

describe('the calendar that staff subscribe to', () => {
  const staffWords = {
    name: 'ピア',
    title: { family: '家族の立場 {booked}/{seats}', person: '本人の立場 {booked}/{seats}' },
  };

  test('has each open slot with how many are booked, and nobody', () => {
    const closed = slot({ id: 'closed222', state: 'closed' });
    const family = slot({ id: 'family333', peers: 'family', bookings: [] });
    const file = staffCalendarFeed([slot(), closed, family], staffWords, now);
    expect(eventsOf(file).map(({ uid, summary }) => [uid, summary])).toEqual([
      ['slot-b2c3d4f5g', '本人の立場 1/4'],
      ['slot-family333', '家族の立場 0/4'],
    ]);
    expect(file).not.toContain(booked().personId);
    expect(file).not.toContain(booked().id);
    expect(file).toContain('X-WR-CALNAME:ピア');
  });

  test('without slots is a calendar all the same', () => {
    expect(eventsOf(staffCalendarFeed([], staffWords, now))).toEqual([]);
    expect(staffCalendarFeed([], staffWords, now)).toContain('BEGIN:VCALENDAR');
  });
});
