import { z } from 'zod';
import { limits } from '../limits';
import type { CalendarDate } from './people';

/**
 * `POST requests/export`: 200 {@link ExportedOnRequest}. `POST requests/erase`: 200 {@link ErasureReceipt}. 404 when the
 * number is nobody's. The number is what the person told: お申し出番号 or 利用者番号. Supervisors; noted in the audit log.
 */
export const onRequestSchema = z.strictObject({ number: z.string().trim().min(1).max(limits.requestNumber) });
export type OnRequest = z.input<typeof onRequestSchema>;

/** Everything that is kept about somebody, to be given to them and to nobody else. */
export interface ExportedOnRequest {
  /** A page to read, as HTML. */
  readonly page: string;
  /** The same as data. */
  readonly data: unknown;
}

/** That somebody was erased; to be told to them. Leads to nobody. */
export interface ErasureReceipt {
  readonly number: string;
  readonly on: CalendarDate;
}
