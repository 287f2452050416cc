import type { BookedSlot, SlotBooking } from '../../../src/desk/api';
import { countOf, dayIn, daysOpen, daysToDecide, toldOf } from '../../../src/desk/ui/model/calendar-day';

const booking = (state: SlotBooking['state'], seat = 0): SlotBooking => ({
  id: `${state}-${seat}`,
  seat,
  state,
  nickname: null,
  language: null,
  channel: null,
  way: null,
  meeting: null,
  note: '',
  stranded: false,
});

const slot = (over: Partial<BookedSlot> = {}): BookedSlot => ({
  id: 's1',
  from: '13:00',
  to: '14:00',
  peers: 'family',
  state: 'open',
  begun: false,
  stranded: false,
  seats: 4,
  taken: over.bookings?.length ?? 0,
  waiting: 0,
  who: [],
  meeting: null,
  bookings: [],
  ...over,
});

const calendar = {
  days: [
    { day: '2027-09-09', holiday: null, undecided: false, slots: [slot()] },
    { day: '2027-09-20', holiday: '敬老の日', undecided: false, slots: [] },
    { day: '2027-09-23', holiday: '秋分の日', undecided: true, slots: [] },
    { day: '2027-09-30', holiday: null, undecided: false, slots: [slot({ state: 'closed' })] },
  ],
  peers: [],
  hasMeetingTemplate: false,
  hasTimes: false,
};

describe('a day of the booking calendar', () => {
  it('is an ordinary one when the calendar does not name it', () => {
    expect(dayIn(calendar, '2027-09-10')).toEqual({
      day: '2027-09-10',
      holiday: null,
      undecided: false,
      slots: [],
    });
    expect(dayIn(undefined, '2027-09-09').slots).toEqual([]);
  });

  it('stands out when staff have to decide, and is to come when something takes place', () => {
    expect(daysToDecide(calendar).map(({ day }) => day)).toEqual(['2027-09-23']);
    expect(daysOpen(calendar).map(({ day }) => day)).toEqual(['2027-09-09']);
  });

  it('counts what is booked and what is asked for, and not who is still choosing', () => {
    const bookings = [booking('booked'), booking('asked'), booking('held'), booking('offered')];
    expect(countOf([slot({ bookings }), slot({ state: 'closed' })])).toEqual({
      open: 1,
      closed: 1,
      booked: 1,
      asked: 1,
    });
    // Who may not see bookings sees how many seats are taken.
    expect(countOf([slot({ taken: 3 })]).booked).toBe(3);
  });

  it('says how many people are told: whoever has a seat, and of a closed one those who wait, too', () => {
    const bookings = [booking('booked'), booking('asked'), booking('held'), booking('offered')];
    const full = slot({ bookings, waiting: 2 });
    expect([toldOf([full], 'closed'), toldOf([full], 'moved')]).toEqual([4, 3]);
    expect(toldOf([slot({ bookings, begun: true })], 'closed')).toBe(0);
    expect(toldOf([slot({ taken: 2 })], 'closed')).toBe(2);
  });
});
