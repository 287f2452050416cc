import { EntitySchema } from 'typeorm';

/** A code that stands in for a second factor once. Its row goes when it is used. */
export interface StoredStaffRecoveryCode {
  /** Keyed hash of the code. */
  codeIndex: string;
  factorId: string;
}

export const staffRecoveryCodeSchema = () =>
  new EntitySchema<StoredStaffRecoveryCode>({
    name: 'staff_recovery_code',
    withoutRowid: true,
    columns: {
      codeIndex: { name: 'code_index', type: 'varchar', length: 64, primary: true },
      factorId: { name: 'factor_id', type: 'varchar', length: 36 },
    },
    indices: [{ name: 'staff_recovery_code_factor', columns: ['factorId'] }],
    foreignKeys: [
      {
        target: 'staff_factor',
        columnNames: ['factor_id'],
        referencedColumnNames: ['id'],
        onDelete: 'CASCADE',
      },
    ],
  });
