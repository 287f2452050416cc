import type { KeyObject } from 'node:crypto';
import type { LogLevel } from '../../log';

/**
 * What a process does: takes what comes over HTTP (`web`), takes turns and sends what is to be sent (`worker`), begins
 * what begins by itself at its time (`clock`).
 */
export const roles = ['web', 'worker', 'clock'] as const;
export type Role = (typeof roles)[number];

/** How to reach LINE. */
export interface LineConfig {
  readonly channelSecret: string;
  readonly channelAccessToken: string;
  /** Scheme, host and port, without a slash at the end. */
  readonly apiOrigin: string;
  readonly dataApiOrigin: string;
}

/** How somebody outside is told of an alarm that nobody at the desk has seen. Nulls: not in that way. */
export interface AlarmConfig {
  readonly mail: { readonly smtpUrl: string; readonly to: readonly string[] } | null;
  readonly webhookUrl: string | null;
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
  /** At least one; all of them without a PostgreSQL. */
  readonly roles: readonly Role[];
  /**
   * 32 bytes, or null when none is configured: the composition root then makes one and keeps it in the data directory.
   * A key object, so that printing or serialising the configuration cannot show it.
   */
  readonly masterKey: KeyObject | null;
  /** The master key before that one, while a rotation is under way. Only together with `masterKey`. */
  readonly previousMasterKey: KeyObject | null;
  /** Without a slash at the end. */
  readonly baseUrl: string | null;
  /** Origins of the sites that may frame the web chat. None: nobody may. */
  readonly embedOrigins: readonly string[];
  /** Addresses and networks of reverse proxies, or Express's names for networks. */
  readonly trustedProxies: readonly string[];
  /** Null means that LINE is off: no webhook route exists. */
  readonly line: LineConfig | null;
  readonly alarm: AlarmConfig;
  /** An IANA zone. */
  readonly timeZone: string;
  readonly logLevel: LogLevel;
  /** Whoever brings it may read `/metrics`. Null: there is no such address. */
  readonly metricsToken: string | null;
  /** Absolute path. */
  readonly flowsDirectory: string;
  /** Absolute path. */
  readonly localesDirectory: string;
  /** Absolute path of the built page of the web chat. Without the build there is none. */
  readonly webDirectory: string;
  /** Absolute path of the built page of the desk. Without the build there is none. */
  readonly deskDirectory: string;
}
