import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import {
  type CalendarWords,
  describeDay,
  describeHours,
  describeMoment,
  describeTime,
} from '../../src/calendar';
import { officeHours } from './hours';

const wordsOf = (language: string): CalendarWords =>
  parse(readFileSync(join(__dirname, '../../locales', language, 'calendar.yaml'), 'utf8'));
const ja = wordsOf('ja');
const easy = wordsOf('ja-easy');
const en = wordsOf('en');

/** How a moment is said at ten in the evening of Friday, 20 November 2026, in Tokyo. */
const said = (iso: string, words: CalendarWords, timeZone = 'Asia/Tokyo'): string =>
  describeMoment(Date.parse(iso), { now: Date.parse('2026-11-20T22:00:00+09:00'), timeZone, words });

describe('a moment', () => {
  test('on the same day is today', () => {
    expect(said('2026-11-20T23:30:00+09:00', ja)).toBe('きょう 午後11時30分');
    expect(said('2026-11-20T23:30:00+09:00', easy)).toBe('今日（きょう） 午後（ごご）11時（じ）30分');
    expect(said('2026-11-20T23:30:00+09:00', en)).toBe('23:30 today');
  });

  test('after midnight is tomorrow, however near it is', () => {
    expect(said('2026-11-21T00:05:00+09:00', ja)).toBe('あす（土）午前0時5分');
    expect(said('2026-11-21T10:00:00+09:00', easy)).toBe(
      'あした 土曜日（どようび） 午前（ごぜん）10時（じ）',
    );
    expect(said('2026-11-21T10:00:00+09:00', en)).toBe('10:00 tomorrow (Saturday)');
  });

  test('further away has its date and its day of the week', () => {
    expect(said('2026-11-24T10:00:00+09:00', ja)).toBe('11月24日（火）午前10時');
    expect(said('2026-11-24T10:00:00+09:00', easy)).toBe(
      '11月（がつ） 24日（にち） 火曜日（かようび） 午前（ごぜん）10時（じ）',
    );
    expect(said('2026-11-24T10:00:00+09:00', en)).toBe('10:00 on Tuesday, 24 November');
  });

  test('over the end of the year has its date', () => {
    expect(said('2027-01-04T10:00:00+09:00', ja)).toBe('1月4日（月）午前10時');
  });

  test('is told in the zone of the reader', () => {
    expect(said('2026-11-21T00:05:00+09:00', en, 'America/New_York')).toBe('10:05 today');
  });
});

describe('a time of day', () => {
  test.each([
    [0, 0, '午前0時', '0:00'],
    [9, 5, '午前9時5分', '9:05'],
    [11, 59, '午前11時59分', '11:59'],
    [12, 0, '正午', '12:00'],
    [12, 30, '午後0時30分', '12:30'],
    [23, 45, '午後11時45分', '23:45'],
    [24, 0, '夜12時', '24:00'],
  ])('%i:%i is said as people say it', (hour, minute, inJapanese, inEnglish) => {
    expect(describeTime(hour, minute, ja)).toBe(inJapanese);
    expect(describeTime(hour, minute, en)).toBe(inEnglish);
  });
});

describe('a week of hours', () => {
  test('is one line when days in a row are alike', () => {
    expect(describeHours(officeHours, ja)).toBe('月〜金 午前10時〜午後5時（祝日・年末年始はお休み）');
    expect(describeHours(officeHours, easy)).toBe(
      '月曜日（げつようび）から 金曜日（きんようび）まで 午前（ごぜん）10時（じ）から 午後（ごご）5時（じ）まで\n休（やす）みの日：祝日（しゅくじつ）と年末年始（ねんまつねんし）',
    );
    expect(describeHours(officeHours, en)).toBe(
      'Monday to Friday, 10:00 to 17:00\nClosed on public holidays and over New Year',
    );
  });

  test('has a line for each kind of day, and says nothing about breaks it does not have', () => {
    const hours = {
      ...officeHours,
      weekly: {
        mon: [
          { from: '09:30', to: '12:00' },
          { from: '13:00', to: '17:00' },
        ],
        wed: [{ from: '10:00', to: '17:00' }],
        thu: [{ from: '10:00', to: '17:00' }],
      },
      closedOnPublicHolidays: false,
      yearEnd: null,
    };
    expect(describeHours(hours, ja)).toBe('月 午前9時30分〜正午・午後1時〜午後5時\n水〜木 午前10時〜午後5時');
  });

  test('has no days when all seven are alike', () => {
    const day = [{ from: '00:00', to: '24:00' }];
    const weekly = { mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day };
    expect(describeHours({ ...officeHours, weekly, closedOnPublicHolidays: false, yearEnd: null }, ja)).toBe(
      '毎日 午前0時〜夜12時',
    );
  });
});

describe('a day', () => {
  test('has its date and its day of the week', () => {
    expect(describeDay('2027-09-23', ja)).toBe('9月23日（木）');
    expect(describeDay('2027-09-23', easy)).toBe('9月（がつ） 23日（にち） 木曜日（もくようび）');
    expect(describeDay('2027-09-23', en)).toBe('Thursday, 23 September');
  });

  test('on a button is short', () => {
    expect(describeDay('2028-02-29', ja, 'short')).toBe('2月29日');
    expect(describeDay('2028-02-29', easy, 'short')).toBe('2月29日');
    expect(describeDay('2028-02-29', en, 'short')).toBe('29 Feb');
  });
});
