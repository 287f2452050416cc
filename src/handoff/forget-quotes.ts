import type { Tx } from '../store';

/**
 * Messages were taken back: what counsellors said with their beginning above it goes too, since it repeats them. Gives
 * the messages that went. Works in the caller's transaction.
 */
export async function forgetQuotes(
  tx: Tx,
  personId: string,
  messages: readonly number[],
): Promise<readonly number[]> {
  const went: number[] = [];
  for (const message of messages) {
    const rows = await tx.all<{ id: number }>(
      `UPDATE message SET content = NULL WHERE person_id = $1
          AND id IN (SELECT message_id FROM desk_message WHERE quotes = $2 AND person_id = $1) RETURNING id`,
      personId,
      message,
    );
    went.push(...rows.map(({ id }) => id));
  }
  return went;
}
