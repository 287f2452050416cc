import { EntitySchema } from 'typeorm';

/** Somebody may be in danger, and somebody of the staff has to say that they have seen it. Holds no word of theirs. */
export interface StoredAlarm {
  /** UUID. */
  id: string;
  personId: string;
  /** What the words were taken for. */
  label: string;
  urgent: boolean;
  /** Milliseconds since the epoch, as all below. */
  raisedAt: number;
  /** Who has seen it, by their opaque name; null while nobody has. */
  acknowledgedBy: string | null;
  acknowledgedAt: number | null;
  /** When somebody outside was told because nobody had seen it; null until then. */
  escalatedAt: number | null;
}

export const alarmSchema = () =>
  new EntitySchema<StoredAlarm>({
    name: 'alarm',
    withoutRowid: true,
    columns: {
      id: { type: 'varchar', length: 36, primary: true },
      personId: { name: 'person_id', type: 'varchar', length: 36 },
      label: { type: 'varchar', length: 16 },
      urgent: { type: 'boolean' },
      raisedAt: { name: 'raised_at', type: 'bigint' },
      acknowledgedBy: { name: 'acknowledged_by', type: 'varchar', length: 64, nullable: true },
      acknowledgedAt: { name: 'acknowledged_at', type: 'bigint', nullable: true },
      escalatedAt: { name: 'escalated_at', type: 'bigint', nullable: true },
    },
    indices: [
      { name: 'alarm_person', columns: ['personId', 'raisedAt'] },
      { name: 'alarm_open', columns: ['raisedAt'], where: '"acknowledged_at" IS NULL' },
    ],
    foreignKeys: [
      { target: 'person', columnNames: ['person_id'], referencedColumnNames: ['id'], onDelete: 'CASCADE' },
    ],
  });
