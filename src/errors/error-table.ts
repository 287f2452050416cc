/** One row of the table: everything that is decided about an error in one place. */
export interface ErrorRow {
  /** HTTP status where the error answers a request. */
  readonly status: number;
  /** Whether trying the same again later may succeed. */
  readonly retryable: boolean;
  /** Key in `locales/<language>/errors.yaml` of what the person is told, or null when no person is there. */
  readonly person: string | null;
  /** What staff and operators read, in logs and at the desk. States a cause and a next step. */
  readonly staff: string;
}

/** Every error that leaves a room. The reference in `docs/errors.md` is generated from it. */
export const errorTable = {
  body_too_large: {
    status: 413,
    retryable: false,
    person: null,
    staff:
      'A request body was larger than the limit and was not read. LINE never sends this much; look who does.',
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
  data_directory_in_use: {
    status: 500,
    retryable: false,
    person: null,
    staff:
      'Another Madobe already serves from this data directory. Stop it first, give this one another MADOBE_DATA_DIR, or use PostgreSQL (DATABASE_URL), where many may run.',
  },
  flow_fault: {
    status: 500,
    retryable: false,
    person: 'fault',
    staff:
      'A flow could not go on. The person got an apology, the menu and a way to a human. Run `madobe flows check`.',
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
      'The master key is not the one this database was written with. Put back the key file, or MADOBE_MASTER_KEY, that belongs to it; nothing was changed.',
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
  signature_invalid: {
    status: 401,
    retryable: false,
    person: null,
    staff:
      'A webhook came without LINE’s signature, or with a wrong one. Nothing was read from it. If LINE itself is refused, compare LINE_CHANNEL_SECRET with the console.',
  },
  store_unavailable: {
    status: 503,
    retryable: true,
    person: null,
    staff:
      'The database could not be reached or written. Nothing was accepted meanwhile; LINE may redeliver.',
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
