import { EntitySchema } from 'typeorm';

/** That an alarm is to be told outside in one way, and was not yet. Gone once it was told. */
export interface AlarmNotice {
  alarmId: string;
  /** `mail`, `webhook`. */
  way: string;
  /** Tries begun. */
  attempts: number;
  /** When it is tried next, or when whoever tries now has taken too long. Milliseconds since the epoch. */
  dueAt: number;
}

export const alarmNoticeSchema = () =>
  new EntitySchema<AlarmNotice>({
    name: 'alarm_notice',
    withoutRowid: true,
    columns: {
      alarmId: { name: 'alarm_id', type: 'varchar', length: 36, primary: true },
      way: { type: 'varchar', length: 8, primary: true },
      attempts: { type: 'integer' },
      dueAt: { name: 'due_at', type: 'bigint' },
    },
    indices: [{ name: 'alarm_notice_due', columns: ['dueAt'] }],
    foreignKeys: [
      { target: 'alarm', columnNames: ['alarm_id'], referencedColumnNames: ['id'], onDelete: 'CASCADE' },
    ],
  });
