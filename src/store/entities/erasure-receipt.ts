import { EntitySchema } from 'typeorm';

/** That somebody was erased. Hangs on nobody: only they know that the number was theirs. */
export interface ErasureReceipt {
  /** Random, as it was shown to them, digits only. */
  number: string;
  /** `YYYY-MM-DD` in the organisation's zone. No finer, so that nothing can be told from it. */
  erasedOn: string;
}

export const erasureReceiptSchema = () =>
  new EntitySchema<ErasureReceipt>({
    name: 'erasure_receipt',
    withoutRowid: true,
    columns: {
      number: { type: 'varchar', length: 16, primary: true },
      erasedOn: { name: 'erased_on', type: 'varchar', length: 10 },
    },
    indices: [{ name: 'erasure_receipt_on', columns: ['erasedOn'] }],
  });
