import type { Tx } from '../store';

/**
 * Takes hold of a person until the transaction ends, always before any slot, so that two taps of one person are taken
 * one after another. False: they were erased.
 */
export async function holdPerson(tx: Tx, id: string): Promise<boolean> {
  const lock = tx.dialect === 'postgres' ? ' FOR UPDATE' : '';
  return (await tx.all(`SELECT 1 FROM person WHERE id = $1${lock}`, id)).length > 0;
}

/**
 * Keeps everybody who has something in these slots as they are until the transaction ends, to be called before the slots
 * are held: what is then written about them waits for nobody who waits for the slots.
 */
export async function holdPeopleOf(tx: Tx, slotIds: readonly string[]): Promise<void> {
  if (tx.dialect === 'sqlite' || slotIds.length === 0) return;
  const slots = slotIds.map((_, index) => `$${index + 1}`).join(', ');
  await tx.all(
    `SELECT id FROM person
      WHERE id IN (SELECT person_id FROM booking WHERE slot_id IN (${slots})
                   UNION SELECT person_id FROM booking_wait WHERE slot_id IN (${slots}))
      ORDER BY id FOR KEY SHARE`,
    ...slotIds,
  );
}
