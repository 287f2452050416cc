import { EntitySchema } from 'typeorm';

/** That somebody wants to be told of something beforehand. Without such a row nobody is. */
export interface ReminderWish {
  personId: string;
  /** `peer`, `events` or `still-here`. */
  kind: string;
  /** When they said so. Milliseconds since the epoch. */
  since: number;
}

export const reminderWishSchema = () =>
  new EntitySchema<ReminderWish>({
    name: 'reminder_wish',
    withoutRowid: true,
    columns: {
      personId: { name: 'person_id', type: 'varchar', length: 36, primary: true },
      kind: { type: 'varchar', length: 16, primary: true },
      since: { type: 'bigint' },
    },
    indices: [{ name: 'reminder_wish_kind', columns: ['kind'] }],
    foreignKeys: [
      { target: 'person', columnNames: ['person_id'], referencedColumnNames: ['id'], onDelete: 'CASCADE' },
    ],
  });
