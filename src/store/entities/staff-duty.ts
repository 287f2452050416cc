import { EntitySchema } from 'typeorm';

/** Whether somebody of the staff takes people now. Who has never been on duty has no row. */
export interface StaffDuty {
  /** By their opaque name. */
  staff: string;
  onDuty: boolean;
  /** On duty, and gets nobody new. */
  onBreak: boolean;
  /** Most talks at once. */
  cap: number;
  /** Milliseconds since the epoch. */
  updatedAt: number;
}

export const staffDutySchema = () =>
  new EntitySchema<StaffDuty>({
    name: 'staff_duty',
    withoutRowid: true,
    columns: {
      staff: { type: 'varchar', length: 64, primary: true },
      onDuty: { name: 'on_duty', type: 'boolean' },
      onBreak: { name: 'on_break', type: 'boolean' },
      cap: { type: 'integer' },
      updatedAt: { name: 'updated_at', type: 'bigint' },
    },
    indices: [{ name: 'staff_duty_on', columns: ['onDuty'] }],
  });
