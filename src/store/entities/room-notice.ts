import { EntitySchema } from 'typeorm';

/** That a person was told on LINE that something waits in their room: nobody is told twice before they have looked. */
export interface RoomNotice {
  personId: string;
  /** `conversation` or `letters`. */
  purpose: string;
  /** Milliseconds since the epoch. */
  sentAt: number;
}

export const roomNoticeSchema = () =>
  new EntitySchema<RoomNotice>({
    name: 'room_notice',
    withoutRowid: true,
    columns: {
      personId: { name: 'person_id', type: 'varchar', length: 36, primary: true },
      purpose: { type: 'varchar', length: 16, primary: true },
      sentAt: { name: 'sent_at', type: 'bigint' },
    },
    foreignKeys: [
      { target: 'person', columnNames: ['person_id'], referencedColumnNames: ['id'], onDelete: 'CASCADE' },
    ],
  });
