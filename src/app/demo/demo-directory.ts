import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseDocument } from 'yaml';
import type { DemoCast } from './demo-cast';

const MARK = 'DEMO.txt';
const marked = [
  'このフォルダーは見本（デモ）です。中の人やことばは、すべてつくり話です。',
  'ここでほんとうの相談を受けないでください。いらなくなったら、フォルダーごと消せます。',
  '',
  'This folder is a demo. All people and words in it are invented.',
  'Do not open it to real people. Delete the folder when you are done.',
  '',
].join('\n');

/** The hours of a demo: whenever somebody tries it. */
const allDay = [{ from: '00:00', to: '24:00' }];
const allWeek = Object.fromEntries(
  ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, allDay]),
);

/** Whether a demo may be made there: nothing stands in it, not even an older demo. */
export function isFreeForDemo(directory: string): boolean {
  return !existsSync(directory) || readdirSync(directory).length === 0;
}

/**
 * Marks an empty folder as a demo's, and puts an organisation into it: the shipped flows, under a name that says what it
 * is, always open, with times at which talks with peers can be booked. Its files may be changed and tried.
 *
 * @returns where its flows are
 * @throws when the folder is not empty: nothing of anybody's is ever written over
 */
export function makeDemoDirectory(
  directory: string,
  shippedFlows: string,
  cast: Pick<DemoCast, 'organisation'>,
): string {
  if (!isFreeForDemo(directory)) throw new Error('A demo is only made in an empty folder.');
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  writeFileSync(path.join(directory, MARK), marked);
  const flows = path.join(directory, 'flows');
  cpSync(shippedFlows, flows, { recursive: true });
  change(path.join(flows, 'organisation.yaml'), {
    name: cast.organisation,
    'handoff.hours.weekly': allWeek,
    'handoff.hours.closedOnPublicHolidays': false,
    'handoff.hours.yearEnd': null,
    'handoff.lastTakenMinutes': 0,
  });
  change(path.join(flows, 'catalogue', 'peer.yaml'), {
    times: [
      { from: '13:00', to: '14:00' },
      { from: '14:30', to: '15:30' },
      { from: '16:00', to: '17:00' },
    ],
    'booking.confirmation': 'by-staff',
    'booking.closesHoursBefore': 1,
  });
  return flows;
}

/** Changes values of a file in place, so that its comments stay. Keys are joined by dots. */
function change(file: string, values: Readonly<Record<string, unknown>>): void {
  const document = parseDocument(readFileSync(file, 'utf8'));
  for (const [key, value] of Object.entries(values)) {
    document.setIn(key.split('.'), document.createNode(value));
  }
  writeFileSync(file, document.toString({ lineWidth: 0 }));
}
