import { EntitySchema } from 'typeorm';

/** That somebody waits for a seat of a slot. Stays while a seat is offered to them. */
export interface StoredBookingWait {
  slotId: string;
  personId: string;
  /** Milliseconds since the epoch: who waits longer comes first. */
  since: number;
  /** The free seats they did not take, which are not offered to them again until they were booked: 1 for the first, 2 for the second, 4 for the third. */
  passed: number;
}

export const bookingWaitSchema = () =>
  new EntitySchema<StoredBookingWait>({
    name: 'booking_wait',
    withoutRowid: true,
    columns: {
      slotId: { name: 'slot_id', type: 'varchar', length: 12, primary: true },
      personId: { name: 'person_id', type: 'varchar', length: 36, primary: true },
      since: { type: 'bigint' },
      passed: { type: 'integer' },
    },
    indices: [{ name: 'booking_wait_person', columns: ['personId'] }],
    foreignKeys: [
      {
        target: 'booking_slot',
        columnNames: ['slot_id'],
        referencedColumnNames: ['id'],
        onDelete: 'CASCADE',
      },
      { target: 'person', columnNames: ['person_id'], referencedColumnNames: ['id'], onDelete: 'CASCADE' },
    ],
  });
