import type { OpeningHours } from '../../src/calendar';

/** Monday to Friday, ten to five, closed on public holidays and from 29 December to 3 January. */
export const officeHours: OpeningHours = {
  timeZone: 'Asia/Tokyo',
  weekly: {
    mon: [{ from: '10:00', to: '17:00' }],
    tue: [{ from: '10:00', to: '17:00' }],
    wed: [{ from: '10:00', to: '17:00' }],
    thu: [{ from: '10:00', to: '17:00' }],
    fri: [{ from: '10:00', to: '17:00' }],
  },
  closedOnPublicHolidays: true,
  yearEnd: { from: '12-29', to: '01-03' },
  closedDays: [],
  openDays: [],
};
