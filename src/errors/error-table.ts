/** One row of the table: everything that is decided about an error in one place. */
export interface ErrorRow {
  /** HTTP status where the error answers a request. */
  readonly status: number;
  /** Whether trying the same again later may succeed. */
  readonly retryable: boolean;
  /**
   * Key in `locales/<language>/errors.yaml` of what the person is told. Null when no person is there, or when the web
   * chat's page says it, in the words of `web.yaml`.
   */
  readonly person: string | null;
  /** What staff and operators read, in logs and at the desk. States a cause and a next step. */
  readonly staff: string;
}

/** Every error that leaves a room. The reference in `docs/errors.md` is generated from it. */
export const errorTable = {
  backup_places_together: {
    status: 500,
    retryable: false,
    person: null,
    staff:
      'Database and keys were to be backed up into the same folder. Give them two, in two places: kept together they would bring back people who were erased.',
  },
  backup_tool_failed: {
    status: 500,
    retryable: true,
    person: null,
    staff:
      'PostgreSQL’s own program did not do its work; its first words say why. It has to be at least as new as the server, and the address in DATABASE_URL has to be one it can reach.',
  },
  backup_tool_missing: {
    status: 500,
    retryable: false,
    person: null,
    staff:
      'One of PostgreSQL’s programs, pg_dump or pg_restore, could not be started. Install PostgreSQL’s client programs on this machine, in the server’s version or a newer one.',
  },
  backup_unsound: {
    status: 500,
    retryable: true,
    person: null,
    staff:
      'The copy was looked through and is not sound, so it was not kept. Look at the disk, then try again; older backups were not touched.',
  },
  body_too_large: {
    status: 413,
    retryable: false,
    person: null,
    staff:
      'A request body was larger than the limit and was not read. Neither LINE nor the web chat’s page sends this much; look who does.',
  },
  body_malformed: {
    status: 400,
    retryable: false,
    person: null,
    staff: 'A signed webhook body was not the JSON that LINE documents. Nothing was taken from it.',
  },
  content_faulty: {
    status: 500,
    retryable: false,
    person: null,
    staff:
      'The flows, words or catalogue have problems, so the server was not started on them. They are listed; `madobe flows check` shows them too.',
  },
  cross_site_refused: {
    status: 403,
    retryable: false,
    person: null,
    staff:
      'A request to the web chat did not come from its own page, so nothing was done. If the page itself is refused, compare MADOBE_BASE_URL with the address in the browser, and see that the reverse proxy passes the Host header on.',
  },
  data_directory_in_use: {
    status: 500,
    retryable: false,
    person: null,
    staff:
      'Another Madobe already serves from this data directory. Stop it first, give this one another MADOBE_DATA_DIR, or use PostgreSQL (DATABASE_URL), where many may run.',
  },
  desk_booking_no_times: {
    status: 409,
    retryable: false,
    person: null,
    staff:
      'A day of talks with peers was to be added at the usual times, and flows/catalogue/peer.yaml names none. Add single times at the desk, or write the times of day there and start again.',
  },
  desk_booking_over: {
    status: 409,
    retryable: false,
    person: null,
    staff:
      'A time with peers has begun or is over, so nothing about it can be changed any more. Load the calendar anew.',
  },
  desk_cannot_resend: {
    status: 409,
    retryable: false,
    person: null,
    staff:
      'What was not delivered cannot be sent again: whoever it was for is erased, or their channel is not connected. It can be dropped.',
  },
  desk_code_refused: {
    status: 403,
    retryable: false,
    person: null,
    staff:
      'A code of the second factor was wrong, used before, or tried too soon after others. Take the next one that the app shows; a recovery code works too, once.',
  },
  desk_last_administrator: {
    status: 409,
    retryable: false,
    person: null,
    staff:
      'The last administrator cannot be disabled or given another role: nobody would be left to look after the accounts. Make somebody else an administrator first.',
  },
  desk_link_used_up: {
    status: 403,
    retryable: false,
    person: null,
    staff:
      'A one-time link to set up the desk or a password was used before, replaced by a newer one, or is too old. Make a new one with `madobe staff link`, or start the server again while no account exists.',
  },
  desk_login_taken: {
    status: 409,
    retryable: false,
    person: null,
    staff: 'Somebody else has this sign-in name already. Choose another.',
  },
  desk_malformed: {
    status: 400,
    retryable: false,
    person: null,
    staff: 'A request to the desk was not what its page sends. The answer names the field; nothing was done.',
  },
  desk_not_allowed: {
    status: 403,
    retryable: false,
    person: null,
    staff:
      'A member of staff asked for something that their role may not do. Nothing was done; an administrator can change the role.',
  },
  desk_letter_answered: {
    status: 409,
    retryable: false,
    person: null,
    staff:
      'A colleague answered this letter a moment ago, so this answer was not sent. Open the letter to read theirs.',
  },
  desk_not_yours: {
    status: 409,
    retryable: false,
    person: null,
    staff:
      'The talk is over, waits, or is with a colleague (any more), so nothing was done. Load the queue anew to see who has it.',
  },
  desk_page_not_built: {
    status: 503,
    retryable: false,
    person: null,
    staff:
      'The desk’s page is not there, because it was not built. Run `npm run build`, then start again. Talks and letters wait meanwhile.',
  },
  desk_password_weak: {
    status: 400,
    retryable: false,
    person: null,
    staff:
      'A password is too easy to guess: among the most used ones, made of few different characters, or holding the sign-in name. Choose another.',
  },
  desk_referral_answered: {
    status: 409,
    retryable: false,
    person: null,
    staff:
      'The person has answered this question, or it was taken back before, so nothing was done. Load the record anew to see what they said.',
  },
  desk_referral_asked: {
    status: 409,
    retryable: false,
    person: null,
    staff:
      'The person is being asked something already and has not answered, so nothing was asked. Wait for their answer, or take that question back first.',
  },
  desk_referral_many: {
    status: 409,
    retryable: false,
    person: null,
    staff:
      'As many consents stand as the person can look through, so nothing was asked. When one of them is not needed any more, they can take it back.',
  },
  desk_referral_not_given: {
    status: 409,
    retryable: false,
    person: null,
    staff:
      'The person does not agree, or not any more, so this must not be passed on and is not noted as such. Load the record anew to see what they said.',
  },
  desk_referral_unasked: {
    status: 409,
    retryable: false,
    person: null,
    staff:
      'The question would not reach the person: they want no notices and have no open talk. Ask when they write the next time.',
  },
  desk_sign_in_again: {
    status: 403,
    retryable: false,
    person: null,
    staff: 'What protects an account is changed only right after signing in. Sign in again, then repeat it.',
  },
  desk_sign_in_refused: {
    status: 403,
    retryable: false,
    person: null,
    staff:
      'A sign-in to the desk failed, or tries came too fast. What was wrong is told to nobody. Somebody may be guessing if this repeats.',
  },
  desk_signed_out: {
    status: 401,
    retryable: false,
    person: null,
    staff:
      'A browser asked for something of the desk without a session, or with one that is over. Sign in again.',
  },
  flow_fault: {
    status: 500,
    retryable: false,
    person: 'fault',
    staff:
      'A flow could not go on. The person got an apology, the menu and a way to a human. Run `madobe flows check`.',
  },
  headers_too_large: {
    status: 431,
    retryable: false,
    person: null,
    staff:
      'The headers of a request were larger than any browser or LINE sends. Nothing of it was read; look who does.',
  },
  http_malformed: {
    status: 400,
    retryable: false,
    person: null,
    staff:
      'Something came that is no proper HTTP request. Nothing was done. If a reverse proxy stands in front, see that it speaks HTTP/1.1 to Madobe.',
  },
  internal: {
    status: 500,
    retryable: true,
    person: null,
    staff:
      'Something failed that nobody foresaw. The log line beside this one names the place. Please report it.',
  },
  key_mismatch: {
    status: 500,
    retryable: false,
    person: null,
    staff:
      'The master key is not the one this database was written with. Put back the key file, or MADOBE_MASTER_KEY, that belongs to it; until `madobe keys rotate` has finished, the key before it belongs to it too (MADOBE_MASTER_KEY_PREVIOUS). Nothing was changed.',
  },
  keys_of_another_database: {
    status: 500,
    retryable: false,
    person: null,
    staff:
      'The database and the keys of the people in it do not belong together, or one of the two is missing. Put back keys.sqlite, or madobe.sqlite, that belongs to the other (on PostgreSQL the tables person_key and key_generation); nothing was changed.',
  },
  link_used_up: {
    status: 403,
    retryable: false,
    person: null,
    staff:
      'A one-time link into the private room was used before, replaced by a newer one, or too old. The person is told how to get another.',
  },
  line_message_refused: {
    status: 502,
    retryable: false,
    person: 'fallback',
    staff:
      'LINE refused a message (400). It stays as a dead letter with LINE’s details; the person got a plain text instead if that was possible.',
  },
  line_quota_reached: {
    status: 503,
    retryable: false,
    person: null,
    staff:
      'LINE’s monthly message limit is used up. The message is held until the month turns; replies still go out.',
  },
  line_token_refused: {
    status: 502,
    retryable: true,
    person: null,
    staff:
      'LINE refused the channel access token (401 or 403). Messages wait; check LINE_CHANNEL_ACCESS_TOKEN with `madobe line check`.',
  },
  line_unreachable: {
    status: 503,
    retryable: true,
    person: null,
    staff: 'LINE did not answer or answered with a fault of its own. The message is tried again by itself.',
  },
  message_too_long: {
    status: 413,
    retryable: false,
    person: null,
    staff:
      'A message or letter of the web chat was longer than may be sent at once. The person is told so and keeps what they wrote.',
  },
  metrics_token_refused: {
    status: 401,
    retryable: false,
    person: null,
    staff:
      'Somebody asked for /metrics without the right token and got nothing. If it was Prometheus, give it the value of MADOBE_METRICS_TOKEN as its bearer token.',
  },
  method_not_allowed: {
    status: 405,
    retryable: false,
    person: null,
    staff: 'This address exists but takes another method.',
  },
  not_found: {
    status: 404,
    retryable: false,
    person: null,
    staff: 'There is nothing at this address.',
  },
  page_not_built: {
    status: 503,
    retryable: false,
    person: null,
    staff: 'The page of the web chat was not built. Run `npm run build`, then start again.',
  },
  port_unavailable: {
    status: 500,
    retryable: false,
    person: null,
    staff:
      'The port cannot be listened on: another program uses it, or it needs more rights. Set PORT to a free one.',
  },
  reply_outcome_unknown: {
    status: 502,
    retryable: false,
    person: 'maybe-not-arrived',
    staff:
      'A reply was under way when the connection or the process was lost, and LINE could no longer say whether it arrived. It was not said again; the person got a short notice instead.',
  },
  rate_limited: {
    status: 429,
    retryable: true,
    person: null,
    staff:
      'One address or one session asked for more than a person does. It may go on after a while. If many people share an address, see that MADOBE_TRUSTED_PROXIES names your reverse proxy.',
  },
  request_invalid: {
    status: 400,
    retryable: false,
    person: null,
    staff: 'A request to the web chat was not what its page sends. Nothing was done.',
  },
  request_too_slow: {
    status: 408,
    retryable: true,
    person: null,
    staff:
      'A request did not arrive whole in time, and its connection was ended. One now and then is a bad network; many at once are an attack.',
  },
  resume_refused: {
    status: 403,
    retryable: false,
    person: null,
    staff:
      'A resume code did not fit, or tries came too fast. What was wrong is told to nobody. Somebody may be guessing if this repeats.',
  },
  session_missing: {
    status: 401,
    retryable: false,
    person: null,
    staff: 'A browser asked for a conversation without a session, or with one that is over.',
  },
  signature_invalid: {
    status: 401,
    retryable: false,
    person: null,
    staff:
      'A webhook came without LINE’s signature, or with a wrong one. Nothing was read from it. If LINE itself is refused, compare LINE_CHANNEL_SECRET with the console.',
  },
  restore_file_missing: {
    status: 500,
    retryable: false,
    person: null,
    staff:
      'A file of the backup is not there: the database, or the keys. The keys come with --keys, or stand in the data directory already. Nothing was changed.',
  },
  restore_keys_twice: {
    status: 500,
    retryable: false,
    person: null,
    staff:
      'Keys were given, and there are keys in the data directory. Those that are newer are the right ones: leave --keys away, or set keys.sqlite aside. Nothing was changed.',
  },
  restore_master_key_missing: {
    status: 500,
    retryable: false,
    person: null,
    staff:
      'Without the master key nothing that is put back can be read. Put master.key into the data directory, or set MADOBE_MASTER_KEY, and try again. Nothing was changed.',
  },
  restore_not_empty: {
    status: 500,
    retryable: false,
    person: null,
    staff:
      'There is a database already, and a backup is put only where there is none. Stop the server and set madobe.sqlite aside, or name an empty database in DATABASE_URL. Nothing was changed.',
  },
  store_unavailable: {
    status: 503,
    retryable: true,
    person: null,
    staff:
      'The database could not be reached or written. Nothing was accepted meanwhile; LINE may redeliver.',
  },
  upload_refused: {
    status: 415,
    retryable: false,
    person: null,
    staff: 'A file, or something else that is not JSON, was sent to the web chat. It was not read.',
  },
  turn_failed: {
    status: 500,
    retryable: true,
    person: 'fault',
    staff:
      'A turn failed several times. What the person wrote is kept, encrypted, in the inbox as failed; the person got an apology and a way to a human.',
  },
} as const satisfies Record<string, ErrorRow>;

export type ErrorCode = keyof typeof errorTable;
