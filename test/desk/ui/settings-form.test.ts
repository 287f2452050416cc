import type { OrganisationSettings } from '../../../src/desk/api';
import {
  changesOf,
  isSavable,
  runsOf,
  type SettingsDraft,
  shown,
  sourceOf,
  spanFault,
  twice,
  type Week,
  withDay,
} from '../../../src/desk/ui/model/settings-form';

const day = [{ from: '10:00', to: '17:00' }];
const week: Week = { mon: day, tue: day, wed: day, thu: day, fri: day };
const ofFile: OrganisationSettings['ofFile'] = {
  talkHours: week,
  letterHours: week,
  closures: [],
  openDays: [],
  closedOnHolidays: true,
  yearEnd: { from: '12-29', to: '01-03' },
  lastTakenMinutes: 30,
  mostWaiting: 50,
  letterAnswerDays: 3,
  bookingsConfirmedByStaff: true,
  quietHours: { from: '21:00', to: '09:00' },
};
const settings: OrganisationSettings = {
  ofFile,
  inForce: { ...ofFile, letterAnswerDays: 5 },
  overruled: [{ name: 'letterAnswerDays', at: 1, by: '高橋' }],
  timeZone: 'Asia/Tokyo',
};

describe('the settings that are being changed', () => {
  it('show what holds, what is drafted, or what the file says', () => {
    expect(shown(settings, {}, 'letterAnswerDays')).toBe(5);
    expect(shown(settings, { letterAnswerDays: 7 }, 'letterAnswerDays')).toBe(7);
    expect(shown(settings, { letterAnswerDays: null }, 'letterAnswerDays')).toBe(3);
  });

  it('say where a value is from', () => {
    expect(sourceOf(settings, {}, 'mostWaiting')).toEqual({ from: 'file' });
    expect(sourceOf(settings, {}, 'letterAnswerDays')).toMatchObject({ from: 'here', by: { by: '高橋' } });
    expect(sourceOf(settings, { mostWaiting: 20 }, 'mostWaiting')).toEqual({ from: 'draft' });
  });

  it('send only what differs, and null for the way back to the file', () => {
    const draft: SettingsDraft = {
      letterAnswerDays: null,
      mostWaiting: 50,
      lastTakenMinutes: 20,
      quietHours: null,
    };
    expect(changesOf(settings, draft)).toEqual({ letterAnswerDays: null, lastTakenMinutes: 20 });
  });

  it('send days in their order', () => {
    const closures = [
      { date: '2026-12-10', reason: '研修' },
      { date: '2026-11-24', reason: '' },
    ];
    expect(changesOf(settings, { closures })).toEqual({ closures: [closures[1], closures[0]] });
  });

  it('close a day by having no hours on it, wherever it stood', () => {
    expect(withDay(week, 'mon', [])).toEqual({ tue: day, wed: day, thu: day, fri: day });
    expect(Object.keys(withDay({ tue: day }, 'mon', day))).toEqual(['mon', 'tue']);
  });

  it('say a week in runs of equal days', () => {
    const saturday = [{ from: '13:00', to: '16:00' }];
    expect(runsOf({ ...week, sat: saturday })).toEqual([
      { first: 'mon', last: 'fri', spans: day },
      { first: 'sat', last: 'sat', spans: saturday },
    ]);
    expect(runsOf({})).toEqual([]);
  });

  it('find hours that end before they begin, overlap or are not finished', () => {
    expect(spanFault(day)).toBeNull();
    expect(spanFault([{ from: '10:00', to: '' }])).toBe('unfinished');
    expect(spanFault([{ from: '17:00', to: '10:00' }])).toBe('backwards');
    expect(
      spanFault([
        { from: '13:00', to: '17:00' },
        { from: '10:00', to: '13:30' },
      ]),
    ).toBe('overlapping');
    expect(
      spanFault([
        { from: '13:00', to: '17:00' },
        { from: '10:00', to: '13:00' },
      ]),
    ).toBeNull();
  });

  it('find a date that stands there twice', () => {
    const days = ['2026-11-24', '', '2026-11-24', ''].map((date) => ({ date, reason: '' }));
    expect([...twice(days)]).toEqual(['2026-11-24']);
    expect(isSavable(settings, { closures: days })).toBe(false);
  });

  it.each<SettingsDraft>([
    { talkHours: { mon: [{ from: '17:00', to: '10:00' }] } },
    { closures: [{ date: '', reason: '' }] },
    { openDays: [{ date: '2026-11-28', spans: [] }] },
    { mostWaiting: Number.NaN },
    { quietHours: { from: '21:00', to: '21:00' } },
  ])('are not saved while something is unfinished: %j', (draft) => {
    expect(isSavable(settings, draft)).toBe(false);
    expect(isSavable(settings, {})).toBe(true);
  });
});
