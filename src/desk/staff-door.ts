import type { Clock } from '../clock';
import type { Staff, StaffAudit } from '../staff';
import type { Store } from '../store';
import type { KnownBrowserCookie } from './known-browser-cookie';
import type { StaffCookie } from './staff-cookie';

/** What the routes about accounts are made of. */
export interface StaffDoor {
  readonly store: Store;
  readonly staff: Staff;
  readonly audit: StaffAudit;
  readonly cookie: StaffCookie;
  readonly knownBrowser: KnownBrowserCookie;
  /** Where staff reach this server; null when nobody has said. */
  readonly baseUrl: string | null;
  readonly clock: Clock;
}
