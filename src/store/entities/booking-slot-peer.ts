import { EntitySchema } from 'typeorm';

/** A peer who is there at a slot. */
export interface StoredBookingSlotPeer {
  slotId: string;
  /** An opaque name. */
  staff: string;
}

export const bookingSlotPeerSchema = () =>
  new EntitySchema<StoredBookingSlotPeer>({
    name: 'booking_slot_peer',
    withoutRowid: true,
    columns: {
      slotId: { name: 'slot_id', type: 'varchar', length: 12, primary: true },
      staff: { type: 'varchar', length: 64, primary: true },
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
