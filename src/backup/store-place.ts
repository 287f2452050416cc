import type { Clock } from '../clock';
import type { StoreLocation, Vault } from '../store';

/** A store that is backed up, or put back. */
export interface StorePlace {
  readonly location: StoreLocation;
  readonly vault: Vault;
  readonly clock: Clock;
  /** Where the work is done. */
  readonly dataDirectory: string;
  /** What PostgreSQL's programs are started with, such as `PATH`. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}
