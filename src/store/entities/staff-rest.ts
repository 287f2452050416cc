import { EntitySchema } from 'typeorm';

/** Somebody of the staff has just had a heavy talk, and has not been asked yet whether they want a rest. */
export interface StaffRest {
  /** By their opaque name. */
  staff: string;
  /** Milliseconds since the epoch. */
  since: number;
}

export const staffRestSchema = () =>
  new EntitySchema<StaffRest>({
    name: 'staff_rest',
    withoutRowid: true,
    columns: {
      staff: { type: 'varchar', length: 64, primary: true },
      since: { type: 'bigint' },
    },
  });
