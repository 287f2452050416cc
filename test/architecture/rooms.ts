/** The floors of the house, lowest first. A room imports only from lower floors, and from the ground floor. */
export const floors: readonly (readonly string[])[] = [
  ['errors', 'log', 'clock', 'metrics', 'text', 'yaml'],
  ['safety', 'understanding', 'wording', 'calendar', 'store', 'http'],
  ['access', 'backup'],
  ['booking', 'handoff', 'people', 'staff', 'records', 'flow'],
  ['conversation'],
  ['delivery', 'stories', 'escalation'],
  ['channels/line', 'channels/web', 'channels/web/ui', 'desk', 'desk/ui', 'reminders'],
  ['app'],
  ['main', 'cli'],
];

/** Why a floor is where it is: the second half of the message when somebody reaches up. */
export const floorReasons: readonly string[] = [
  'errors, log, clock, metrics, text and yaml are the ground that all stand on, so they stand on nothing themselves',
  'what a text says, the calendar, the store and what HTTP needs know nothing of conversations',
  'what every way in has in common knows neither people nor staff; a backup knows files and keys alone',
  'flows, bookings, the queue and people are the core; they are given what they need and never fetch it',
  'a turn is taken the same way for every channel, so it knows none',
  'delivery, stories and escalation act for somebody: they are handed what they call, and know no channel',
  'channels, desk and reminders translate; only the composition root knows them all',
  'the composition root is called by main and cli, and calls neither',
  'main and cli are the way in; nothing is built on them',
];

/** The files a room may be entered by, without the ending. The second doors are few, and each has its reason. */
export const furtherDoors: Readonly<Record<string, readonly string[]>> = {
  // The configuration and the conversations are read by commands that must not load the whole server.
  app: ['config/index', 'content/index'],
  // Pictures need a library that nobody who talks should load.
  flow: ['draw/index'],
  // What flows may call, and what texts are judged by, is wanted by the terminal conversation and the checker, which
  // have no store.
  conversation: ['services/index', 'meaning/index'],
  // Names and roles are read by the command line before it loads what hashes passwords.
  staff: ['login', 'roles'],
};

/**
 * Rooms whose code runs in browsers, and the files elsewhere that they may name: some for their types only, which leave
 * nothing in what is sent to the browser, and some as they are.
 */
export const browserRooms: Readonly<
  Record<string, { readonly types: readonly string[]; readonly values: readonly string[] }>
> = {
  'channels/web/ui': {
    types: ['channels/web/api.ts', 'flow/message.ts'],
    // Plain numbers, so that the page may count along.
    values: ['channels/web/limits.ts'],
  },
  'desk/ui': {
    types: ['desk/api/index.ts', 'flow/message.ts'],
    values: ['desk/limits.ts'],
  },
};

/** Rooms that compute and touch nothing: given the same, they answer the same. */
export const pureRooms: readonly string[] = [
  'text',
  'flow',
  'calendar',
  'understanding',
  'safety',
  'wording',
];

/** The only files of pure rooms that may read files. They run before the first turn. */
export const loaders = /^(flow|safety|understanding\/intents|wording)\/(load|read)-[a-z-]+\.ts$/;

/** The only room that reads the environment. */
export const environmentRoom = 'app';

/** Modules through which the outside comes in. Beginnings count too: `node:fs` stands for `node:fs/promises`. */
export const outsideModules: Readonly<Record<string, string>> = {
  fs: 'it reads and writes files',
  net: 'it opens connections',
  http: 'it opens connections',
  https: 'it opens connections',
  http2: 'it opens connections',
  tls: 'it opens connections',
  dgram: 'it opens connections',
  dns: 'it asks the network',
  child_process: 'it starts processes',
  worker_threads: 'it starts threads',
  typeorm: 'it reads and writes the database',
  pg: 'it reads and writes the database',
  'better-sqlite3': 'it reads and writes the database',
  express: 'it listens on the network',
  undici: 'it asks the network',
  '@line/bot-sdk': 'it talks to LINE',
  dotenv: 'it reads the environment',
  pino: 'it writes to the outside',
};
