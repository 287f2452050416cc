import { type Clock, systemClock } from '../../clock';
import { MadobeError } from '../../errors';
import { lockDataDirectory, openStore } from '../../store';
import { type Config, roles } from '../config';
import { type ContentLocation, loadContent, loadMeaning } from '../content';
import { openVault, storeLocation } from '../open-vault';
import { playBookings } from './demo-bookings';
import { type DemoCast, readCast } from './demo-cast';
import { makeDemoDirectory } from './demo-directory';
import { openDemoHouse } from './demo-house';
import { playLetter } from './demo-letters';
import { playPast } from './demo-past';
import { type DemoAccount, makeDemoStaff } from './demo-staff';
import { playPerson } from './demo-talks';

/** Those who wrote in the months before. */
const PAST_PEOPLE = 120;
const HOUR_MS = 60 * 60_000;

/** A demo that is ready to be served. */
export interface MadeDemo {
  /** What its server is started with. */
  readonly config: Config;
  readonly accounts: readonly DemoAccount[];
}

/** What tests replace. */
export interface DemoSurroundings {
  readonly clock?: Clock;
  readonly read?: typeof readDemo;
  readonly pastPeople?: number;
}

/**
 * Fills an empty folder with an organisation, invented people and staff, through the rooms of the product itself: turns
 * are taken, talks held, letters answered. It is a SQLite of its own with a key of its own, and its server has no LINE:
 * nothing of it reaches anybody outside.
 *
 * @param config what a server here would be started with; of it only what concerns the address, the page and the log is kept
 * @param directory the folder; a broken-off demo is removed by hand
 * @throws when the folder is not empty
 */
export async function makeDemo(
  config: Config,
  directory: string,
  { clock = systemClock, read = readDemo, pastPeople = PAST_PEOPLE }: DemoSurroundings = {},
): Promise<MadeDemo> {
  const cast = readCast(config.flowsDirectory);
  const demo: Config = {
    ...config,
    dataDirectory: directory,
    databaseUrl: null,
    roles,
    masterKey: null,
    previousMasterKey: null,
    embedOrigins: [],
    line: null,
    alarm: { mail: null, webhookUrl: null },
    flowsDirectory: makeDemoDirectory(directory, config.flowsDirectory, cast),
  };
  const { content, meaning } = read(demo);
  if (content.ready === null || meaning.ready === null) throw new MadobeError('content_faulty');
  const vault = openVault(demo);
  const lock = lockDataDirectory(directory);
  try {
    const store = await openStore(storeLocation(demo), vault, clock);
    try {
      const house = openDemoHouse({
        store,
        vault,
        clock,
        content: content.ready,
        meaning: meaning.ready,
      });
      const accounts = await makeDemoStaff(house, cast.staff);
      await play(house, cast, { accounts, pastPeople });
      return { config: demo, accounts };
    } finally {
      await store.close();
    }
  } finally {
    lock.release();
  }
}

/** The demo's organisation, as its people meet it. Not proved anew: that takes long, and its server does it at the start. */
function readDemo(location: ContentLocation) {
  return {
    content: loadContent(location, { isSound: true }),
    meaning: loadMeaning(location.flowsDirectory),
  };
}

async function play(
  house: ReturnType<typeof openDemoHouse>,
  cast: DemoCast,
  { accounts, pastPeople }: { readonly accounts: readonly DemoAccount[]; readonly pastPeople: number },
): Promise<void> {
  const { store, hall, clock } = house;
  const idOf = (login: string) => {
    const account = accounts.find((each) => each.login === login);
    if (!account) throw new Error(`The demo's cast has nobody who signs in as ${login}.`);
    return account.id;
  };
  const idsOf = (role: DemoAccount['role']) =>
    accounts.filter((account) => account.role === role).map(({ id }) => id);
  await store.write(async (tx) => {
    for (const [login, { on, cap }] of Object.entries(cast.staff)) {
      if (on) await hall.talks.duty.set(tx, idOf(login), { on, cap }, clock.now() - 4 * HOUR_MS);
    }
  });
  const staff = idsOf('counsellor');
  for (let index = 0; index < pastPeople; index += 1) {
    await store.write((tx) => playPast(tx, house, { index, of: pastPeople, past: cast.past, staff }));
  }
  for (const person of cast.people) await store.write((tx) => playPerson(tx, house, person, idOf));
  for (const letter of cast.letters) await store.write((tx) => playLetter(tx, house, letter, idOf));
  const [leader = ''] = idsOf('supervisor');
  const [peer = ''] = idsOf('peer');
  await store.write((tx) => playBookings(tx, house, cast.bookings, { leader, peer }));
}
