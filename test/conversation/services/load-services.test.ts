import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadServices } from '../../../src/conversation/services';
import { initialState } from '../../../src/flow';
import { shippedDirectories } from './shipped';

const now = Date.parse('2026-11-20T12:00:00+09:00');
let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'madobe-services-'));
  cpSync(shippedDirectories.flows, join(directory, 'flows'), { recursive: true });
  cpSync(shippedDirectories.locales, join(directory, 'locales'), { recursive: true });
});

afterEach(() => rmSync(directory, { recursive: true }));

const load = () =>
  loadServices({
    flowsDir: join(directory, 'flows'),
    localesDir: join(directory, 'locales'),
    timeZone: 'Asia/Tokyo',
  });

function edit(file: string, change: (text: string) => string): void {
  const path = join(directory, file);
  const before = readFileSync(path, 'utf8');
  const after = change(before);
  if (after === before) throw new Error(`the edit of ${file} changed nothing`);
  writeFileSync(path, after);
}

/** What loading complains about: one line each, without the directory. */
function complaints(): string[] {
  try {
    load();
  } catch (problem) {
    if (!(problem instanceof Error)) throw problem;
    return problem.message
      .split('\n')
      .slice(1)
      .map((line) => line.replace(`${directory}/`, ''));
  }
  return [];
}

test('the shipped catalogue is fit for use', () => {
  expect(complaints()).toEqual([]);
});

test('every fact says where it is from and when it was verified', () => {
  edit('flows/catalogue/phone.yaml', (text) => text.replace(/^source: .*$/m, ''));
  edit('flows/catalogue/crisis.yaml', (text) =>
    text.replace("verifiedAt: '2024-11'", "verifiedAt: 'lately'"),
  );
  expect(complaints()).toEqual([
    expect.stringMatching(/^flows\/catalogue\/phone\.yaml: source: /),
    'flows/catalogue/crisis.yaml: lines.childAbuse.verifiedAt: a date such as "2026-11-20", "2026-11" or "2026"',
  ]);
});

test('a crisis line that is not open at every hour is refused', () => {
  edit('flows/catalogue/crisis.yaml', (text) => text.replace('hours: always', 'hours: evenings'));
  expect(complaints()).toEqual([expect.stringMatching(/crisis\.yaml: lines\.yorisoi\.hours: /)]);
});

test('hours over midnight and unknown zones are refused, with what is wanted', () => {
  edit('flows/catalogue/phone.yaml', (text) =>
    text
      .replace("mon: [{ from: '10:00', to: '17:00' }]", "mon: [{ from: '20:00', to: '02:00' }]")
      .replace('Asia/Tokyo', 'Asia/Edo'),
  );
  expect(complaints()).toEqual([
    'flows/catalogue/phone.yaml: hours.timeZone: an IANA time zone such as "Asia/Tokyo"',
    'flows/catalogue/phone.yaml: hours.weekly.mon.0: "from" must be earlier than "to"; hours over midnight are two spans',
  ]);
});

test('words that lost a placeholder are refused', () => {
  edit('locales/en/calendar.yaml', (text) =>
    text.replace("'{time} tomorrow ({weekday})'", "'{time} tomorrow'"),
  );
  expect(complaints()).toEqual([
    'locales/en/calendar.yaml: tomorrow: text with exactly the placeholders {time} {weekday}',
  ]);
});

test('a time of day without its hour or minutes is refused', () => {
  edit('locales/en/calendar.yaml', (text) => text.replace("hour: '{hour24}:00'", "hour: 'o’clock'"));
  edit('locales/ja/calendar.yaml', (text) =>
    text.replace("minutes: '午後{hour12}時{minute}分'", "minutes: '午後{hour12}時'"),
  );
  expect(complaints()).toEqual([
    'locales/ja/calendar.yaml: time.afternoon.minutes: text with exactly two placeholders: {hour12} or {hour24}, and {minute} or {minute2}',
    'locales/en/calendar.yaml: time.morning.hour: text with exactly one placeholder: {hour12} or {hour24}',
  ]);
});

test('a file that is missing or is no YAML is named once', () => {
  rmSync(join(directory, 'locales/ja/services.yaml'));
  writeFileSync(join(directory, 'flows/catalogue/mail.yaml'), 'url: [');
  expect(complaints()).toEqual([
    expect.stringMatching(/^flows\/catalogue\/mail\.yaml: cannot be read: .*line 1/),
    expect.stringMatching(/^locales\/ja\/services\.yaml: cannot be read: .*ENOENT/),
  ]);
});

test('an edited number is the number that people are given', () => {
  edit('flows/catalogue/phone.yaml', (text) => text.replace('number: 0120-529-528', 'number: 0120-000-000'));
  const answer = load()['phone-hours']?.answer({ now, language: 'ja', seed: 0, state: initialState('ja') });
  expect(answer?.values.number).toBe('0120-000-000');
});

test('a line whose week is empty is suspended, and no opening is promised', () => {
  edit('flows/catalogue/phone.yaml', (text) => text.replace(/weekly:\n( {4}.*\n)+/, 'weekly: {}\n'));
  const answer = load()['phone-hours']?.answer({ now, language: 'ja', seed: 0, state: initialState('ja') });
  expect(answer).toMatchObject({ outcome: 'suspended', values: { until: '', opensAt: '' } });
});
