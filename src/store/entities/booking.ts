import { EntitySchema } from 'typeorm';
import { type Dialect, typesOf } from '../dialect';

/** That somebody has a seat. At most one row for each seat, whatever its state: the database itself refuses a second. */
export interface StoredBooking {
  /** UUID. */
  id: string;
  slotId: string;
  seat: number;
  personId: string;
  /** `held` and `offered` are worth nothing after `until`; `asked` waits for staff; `booked` stands. */
  state: string;
  /** Milliseconds since the epoch; null for `asked` and `booked`. */
  until: number | null;
  /** `online` or `phone`; null until it is booked. */
  way: string | null;
  /** When it came into its state. Milliseconds since the epoch. */
  madeAt: number;
  /** How often its time was changed. */
  revision: number;
  /** What the peer should know, sealed with the person's key; null: nothing. */
  note: Buffer | null;
}

export const bookingSchema = (dialect: Dialect) =>
  new EntitySchema<StoredBooking>({
    name: 'booking',
    withoutRowid: true,
    columns: {
      id: { type: 'varchar', length: 36, primary: true },
      slotId: { name: 'slot_id', type: 'varchar', length: 12 },
      seat: { type: 'integer' },
      personId: { name: 'person_id', type: 'varchar', length: 36 },
      state: { type: 'varchar', length: 8 },
      until: { type: 'bigint', nullable: true },
      way: { type: 'varchar', length: 8, nullable: true },
      madeAt: { name: 'made_at', type: 'bigint' },
      revision: { type: 'integer' },
      note: { type: typesOf(dialect).bytes, nullable: true },
    },
    indices: [
      { name: 'booking_one_per_seat', columns: ['slotId', 'seat'], unique: true },
      { name: 'booking_once_each', columns: ['personId', 'slotId'], unique: true },
      { name: 'booking_one_hold', columns: ['personId'], unique: true, where: `"state" = 'held'` },
    ],
    foreignKeys: [
      {
        target: 'booking_seat',
        columnNames: ['slot_id', 'seat'],
        referencedColumnNames: ['slot_id', 'seat'],
        onDelete: 'CASCADE',
      },
      { target: 'person', columnNames: ['person_id'], referencedColumnNames: ['id'], onDelete: 'CASCADE' },
    ],
  });
