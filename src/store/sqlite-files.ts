/** The database, in the data directory. */
export const SQLITE_FILE = 'madobe.sqlite';
/** The keys of the people in it, beside it. */
export const KEYS_FILE = 'keys.sqlite';
