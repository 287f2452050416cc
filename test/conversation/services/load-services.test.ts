import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadFacts, loadServices } from '../../../src/conversation/services';
import { asking } from './asking';
import { shippedDirectories } from './shipped';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'madobe-services-'));
  cpSync(join(shippedDirectories.flows, 'catalogue'), join(directory, 'flows/catalogue'), {
    recursive: true,
  });
  cpSync(shippedDirectories.locales, join(directory, 'locales'), { recursive: true });
});

afterEach(() => rmSync(directory, { recursive: true }));

const directories = () => ({ flowsDir: join(directory, 'flows'), localesDir: join(directory, 'locales') });
const load = () => loadServices({ ...directories(), timeZone: 'Asia/Tokyo' });

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
  edit('flows/catalogue/crisis.yaml', (text) =>
    text.replace(/(yorisoi:[\s\S]*?hours: )always/, '$1evenings'),
  );
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
  const answer = asking(loadFacts(directories()))('phone-hours');
  expect(answer.values.number).toBe('0120-000-000');
});

test('a line whose week is empty is suspended, and no opening is promised', () => {
  edit('flows/catalogue/phone.yaml', (text) => text.replace(/weekly:\n( {4}.*\n)+/, 'weekly: {}\n'));
  const answer = asking(loadFacts(directories()))('phone-hours');
  expect(answer).toMatchObject({ outcome: 'suspended', values: { until: '', opensAt: '' } });
});

describe('in the files that staff edit', () => {
  const schedule = (entry: string): void =>
    edit('flows/catalogue/events.yaml', (text) => text.replace('schedule: []', `schedule:\n${entry}`));
  const event = (given: Readonly<Record<string, string>>): string =>
    Object.entries({
      kinds: '[seminar]',
      date: "'2027-05-30'",
      venue: 'hachioji',
      closesOn: "'2027-05-27'",
      spans: 'null',
      seats: 'open',
      link: 'null',
      source: 'invented',
      verifiedAt: "'2027-04-01'",
      checkedBy: 'null',
      ...given,
    })
      .map(([key, value], index) => `${index === 0 ? '  - ' : '    '}${key}: ${value}\n`)
      .join('');

  test('an event as the file itself describes it is taken', () => {
    schedule(event({}));
    expect(complaints()).toEqual([]);
  });

  test.each([
    [{ closesOn: "'2027-06-01'" }, 'schedule.0.closesOn: is after the date itself'],
    [{ date: "'2027-02-29'", closesOn: 'null' }, 'schedule.0.date: a date such as "2026-11-24"'],
    [{ venue: 'shibuya' }, 'schedule.0.venue: is not under `venues`: add shibuya there'],
    [{ link: 'http://madobe.example.org' }, 'schedule.0.link: an https address'],
    [
      { kinds: '[seminar, seminar]' },
      'schedule.0.kinds: is there twice (seminar 2027-05-30 hachioji): keep one',
    ],
  ])('an event with %p is refused, with its place and what is wanted', (given, complaint) => {
    schedule(event(given));
    expect(complaints()).toEqual([`flows/catalogue/events.yaml: ${complaint}`]);
  });

  test('an event without its source is refused', () => {
    schedule(event({}).replace(/ *source: .*\n/, ''));
    expect(complaints()).toEqual([
      expect.stringMatching(/^flows\/catalogue\/events\.yaml: schedule\.0\.source: /),
    ]);
  });

  test('an entry of the directory is named by its id, and a place or a kind that is nowhere is named', () => {
    edit('flows/catalogue/directory.yaml', (text) =>
      text
        .replace(
          'kinds: [home-visits, free-space]\n    municipalities: [shinjuku]',
          'kinds: [sleep]\n    municipalities: [shinjuku]',
        )
        .replace('link: https://uxkaigi.jp/', 'link: uxkaigi.jp'),
    );
    expect(complaints()).toEqual([
      'flows/catalogue/directory.yaml: entries.ux-kaigi.link: an https address',
      'flows/catalogue/directory.yaml: entries.seisa.kinds: sleep is not under `kinds` at the head of the file',
    ]);
  });

  test('a municipality that is nowhere is named, and a kind without words, each with its file', () => {
    edit('flows/catalogue/directory.yaml', (text) =>
      text.replace('municipalities: [musashino]', 'municipalities: [atlantis]'),
    );
    edit('locales/en/services.yaml', (text) => text.replace(/ {4}families: .*\n/, ''));
    expect(complaints()).toEqual([
      'flows/catalogue/directory.yaml: entries.bunka-gakushu.municipalities: atlantis is not in municipalities.yaml',
      'locales/en/services.yaml: directory.kinds.families: is missing, and directory.yaml has this kind',
    ]);
  });

  test('a name that no card holds is refused', () => {
    edit('flows/catalogue/directory.yaml', (text) =>
      text.replace('en: Mahiro', `en: ${'Mahiro '.repeat(7)}`),
    );
    expect(complaints()).toEqual([
      'flows/catalogue/directory.yaml: entries.mahiro.name.en: at most 40 characters',
    ]);
  });

  test('a rule that names no days, and a decision about a day that no rule names, are refused', () => {
    edit('flows/catalogue/peer.yaml', (text) =>
      text.replace('decided: []', "decided: [{ date: '2027-09-24', to: keep }]"),
    );
    expect(complaints()).toEqual([
      'flows/catalogue/peer.yaml: decided.0.date: is no day of the rules: nothing is decided by it; further days belong under `added`',
    ]);
    edit('flows/catalogue/peer.yaml', (text) => text.replace('BYDAY=4TH', 'BYDAY=4THURSDAY'));
    expect(complaints().join('\n')).toContain(
      'rules.1.rule: a rule of RFC 5545 that names days, such as FREQ=MONTHLY;BYDAY=2TH',
    );
  });

  test('times and seats of the peer consultation that no day could hold are refused', () => {
    const times = (written: string) =>
      edit('flows/catalogue/peer.yaml', (text) => text.replace(/^times: .*$/m, `times: ${written}`));
    const inBooking = (key: string, written: string) =>
      edit('flows/catalogue/peer.yaml', (text) =>
        text.replace(new RegExp(`^  ${key}: .*$`, 'm'), `  ${key}: ${written}`),
      );
    times("[{ from: '13:00', to: '14:00' }, { from: '14:30', to: '15:30' }]");
    inBooking('seatsPerTime', '2');
    inBooking('meeting', 'https://meet.example.org/{room}?lang=ja');
    expect(complaints()).toEqual([]);
    inBooking('seatsPerTime', '3');
    expect(complaints()).toEqual([
      'flows/catalogue/peer.yaml: booking.seatsPerTime: with 2 times of day this is more than groupsADay (4)',
    ]);
    inBooking('seatsPerTime', '1');
    times("[{ from: '13:00', to: '14:00' }, { from: '13:00', to: '15:30' }]");
    expect(complaints()).toEqual(['flows/catalogue/peer.yaml: times.1: is there twice (13:00): keep one']);
  });

  test.each([
    'http://meet.example.org/{room}',
    'https://meet.example.org/',
    'https://a.example.org/{room}/{room}',
  ])('an address of online meetings is not taken: %s', (written) => {
    edit('flows/catalogue/peer.yaml', (text) =>
      text.replace(/^ {2}meeting: .*$/m, `  meeting: '${written}'`),
    );
    expect(complaints()[0]).toMatch(/^flows\/catalogue\/peer\.yaml: booking\.meeting: an https address/);
  });

  test('news that ends before it begins is refused', () => {
    edit('flows/catalogue/news.yaml', (text) =>
      text.replace(
        'entries: []',
        `entries:
  - id: moved
    kind: notice
    publishedOn: '2027-05-10'
    expiresOn: '2027-05-01'
    title: { ja: あ, ja-easy: あ, en: a }
    body: { ja: あ, ja-easy: あ, en: a }
    link: null
    source: invented
    verifiedAt: '2027-05-01'
    checkedBy: null`,
      ),
    );
    expect(complaints()).toEqual([
      'flows/catalogue/news.yaml: entries.moved.expiresOn: is before `publishedOn`: it would never be shown',
    ]);
  });

  test('a municipality that is there twice is named', () => {
    edit('flows/catalogue/municipalities.yaml', (text) => text.replace('- id: osaka', '- id: kyoto'));
    expect(complaints()).toEqual([
      'flows/catalogue/municipalities.yaml: municipalities.kyoto: is there twice (kyoto): keep one',
    ]);
  });

  test('all faults of all files are told together', () => {
    edit('flows/catalogue/visit.yaml', (text) => text.replace('fromAge: 15', 'fromAge: fifteen'));
    edit('flows/catalogue/supports.yaml', (text) => text.replace('[law,', '[astrology,'));
    edit('locales/ja/services.yaml', (text) => text.replace('more: つづき（あと{rest}件）', 'more: つづき'));
    expect(complaints()).toEqual([
      expect.stringMatching(/^flows\/catalogue\/visit\.yaml: conditions\.fromAge: /),
      expect.stringMatching(/^flows\/catalogue\/supports\.yaml: forOrganisations\.experts\.0: /),
      'locales/ja/services.yaml: more: text with exactly the placeholders {rest}',
    ]);
  });
});
