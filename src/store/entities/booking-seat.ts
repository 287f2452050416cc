import { EntitySchema } from 'typeorm';

/** A seat of a slot. There are as many rows as groups are met: nothing can be booked that has no row here. */
export interface StoredBookingSeat {
  slotId: string;
  /** From 1. */
  seat: number;
}

export const bookingSeatSchema = () =>
  new EntitySchema<StoredBookingSeat>({
    name: 'booking_seat',
    withoutRowid: true,
    columns: {
      slotId: { name: 'slot_id', type: 'varchar', length: 12, primary: true },
      seat: { type: 'integer', primary: true },
    },
    foreignKeys: [
      {
        target: 'booking_slot',
        columnNames: ['slot_id'],
        referencedColumnNames: ['id'],
        onDelete: 'CASCADE',
      },
    ],
  });
