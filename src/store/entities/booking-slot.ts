import { EntitySchema } from 'typeorm';
import { type Dialect, typesOf } from '../dialect';

/** A time at which peers are there. */
export interface StoredBookingSlot {
  /** Short and random. */
  id: string;
  /** The day, standpoint and time of day by which the rules name it: each is made once. Null: staff added it. */
  origin: string | null;
  /** `YYYY-MM-DD` in the organisation's zone. */
  day: string;
  /** `HH:MM`. */
  fromTime: string;
  /** `HH:MM`, at most `24:00`. */
  toTime: string;
  /** Milliseconds since the epoch. */
  startsAt: number;
  /** Milliseconds since the epoch. */
  endsAt: number;
  /** `family` or `person`. */
  peers: string;
  /** `open` or `closed`. */
  state: string;
  /** Who of the staff decided about it, by an opaque name; null: the rules did, and may change it. */
  decidedBy: string | null;
  /** The rules name it no more, or otherwise, and somebody has booked it. */
  stranded: boolean;
  /** The address of the online meeting that staff gave, sealed with the system's key. Null: by the template. */
  meeting: Buffer | null;
}

export const bookingSlotSchema = (dialect: Dialect) =>
  new EntitySchema<StoredBookingSlot>({
    name: 'booking_slot',
    withoutRowid: true,
    columns: {
      id: { type: 'varchar', length: 12, primary: true },
      origin: { type: 'varchar', length: 32, nullable: true },
      day: { type: 'varchar', length: 10 },
      fromTime: { name: 'from_time', type: 'varchar', length: 5 },
      toTime: { name: 'to_time', type: 'varchar', length: 5 },
      startsAt: { name: 'starts_at', type: 'bigint' },
      endsAt: { name: 'ends_at', type: 'bigint' },
      peers: { type: 'varchar', length: 8 },
      state: { type: 'varchar', length: 8 },
      decidedBy: { name: 'decided_by', type: 'varchar', length: 64, nullable: true },
      stranded: { type: 'boolean' },
      meeting: { type: typesOf(dialect).bytes, nullable: true },
    },
    indices: [
      { name: 'booking_slot_origin', columns: ['origin'], unique: true },
      { name: 'booking_slot_day', columns: ['day'] },
      { name: 'booking_slot_starts', columns: ['startsAt'] },
    ],
  });
