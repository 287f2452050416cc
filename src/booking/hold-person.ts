import type { Tx } from '../store';

/**
 * Takes hold of a person until the transaction ends, always before any slot, so that two taps of one person are taken
 * one after another. False: they were erased.
 */
export async function holdPerson(tx: Tx, id: string): Promise<boolean> {
  const lock = tx.dialect === 'postgres' ? ' FOR UPDATE' : '';
  return (await tx.all(`SELECT 1 FROM person WHERE id = $1${lock}`, id)).length > 0;
}
