import { EntitySchema } from 'typeorm';
import { type Dialect, typesOf } from '../dialect';

/** That a member of staff did something about somebody. Never changed (a trigger holds it); outlives the person. */
export interface Audit {
  id: number;
  /** Milliseconds since the epoch. */
  at: number;
  /** Who: a member of staff, never a person who seeks help. */
  actor: string;
  /** `person.export`, `person.erase` … */
  action: string;
  /** Hash of the person's random id: tells people apart while they are here and leads nowhere afterwards. Null: about nobody. */
  subject: string | null;
}

export const auditSchema = (dialect: Dialect) =>
  new EntitySchema<Audit>({
    name: 'audit',
    columns: {
      id: { type: typesOf(dialect).counter, primary: true, generated: 'increment' },
      at: { type: 'bigint' },
      actor: { type: 'varchar', length: 64 },
      action: { type: 'varchar', length: 32 },
      subject: { type: 'varchar', length: 64, nullable: true },
    },
    indices: [
      { name: 'audit_at', columns: ['at'] },
      { name: 'audit_subject', columns: ['subject', 'at'] },
    ],
  });
