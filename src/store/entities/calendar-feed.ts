import { EntitySchema } from 'typeorm';

/** The address at which the calendar of somebody of the staff fetches the slots. At most one each. */
export interface StoredCalendarFeed {
  /** An opaque name. */
  staff: string;
  /** Keyed hash of the token in the address. */
  tokenIndex: string;
}

export const calendarFeedSchema = () =>
  new EntitySchema<StoredCalendarFeed>({
    name: 'calendar_feed',
    withoutRowid: true,
    columns: {
      staff: { type: 'varchar', length: 64, primary: true },
      tokenIndex: { name: 'token_index', type: 'varchar', length: 64 },
    },
    indices: [{ name: 'calendar_feed_token', columns: ['tokenIndex'], unique: true }],
  });
