import type { KeyObject } from 'node:crypto';
import type { LogLevel } from '../../log';

/** How to reach LINE. */
export interface LineConfig {
  readonly channelSecret: string;
  readonly channelAccessToken: string;
  /** Scheme, host and port, without a slash at the end. */
  readonly apiOrigin: string;
  readonly dataApiOrigin: string;
}

/** All that is configured from outside. Read once at the start, frozen, and handed on in parts. */
export interface Config {
  /** 0 means any free port. */
  readonly port: number;
  /** Address to listen on; null means all interfaces. */
  readonly host: string | null;
  /** Absolute path. May not exist yet. */
  readonly dataDirectory: string;
  /** Null means the built-in SQLite in the data directory. */
  readonly databaseUrl: string | null;
  /**
   * 32 bytes, or null when none is configured: the composition root then makes one and keeps it in the data directory.
   * A key object, so that printing or serialising the configuration cannot show it.
   */
  readonly masterKey: KeyObject | null;
  /** Without a slash at the end. */
  readonly baseUrl: string | null;
  /** Null means that LINE is off: no webhook route exists. */
  readonly line: LineConfig | null;
  /** An IANA zone. */
  readonly timeZone: string;
  readonly logLevel: LogLevel;
  /** Absolute path. */
  readonly flowsDirectory: string;
  /** Absolute path. */
  readonly localesDirectory: string;
}
