import type { Tx } from '../store';
import type { Snippet } from './api';

/** The organisation's prepared phrases. Works in the caller's transaction. */
export class SnippetShelf {
  /** @param shipped what stands there while the organisation has none of its own */
  constructor(private readonly shipped: readonly Snippet[]) {}

  /** In the organisation's order. */
  async all(tx: Tx): Promise<readonly Snippet[]> {
    const rows = await tx.all<Snippet>('SELECT id, name, text FROM snippet ORDER BY position, id');
    return rows.length > 0 ? rows : this.shipped;
  }

  /** Puts these in place of all from before. Without any, the shipped ones stand again. */
  async replace(tx: Tx, snippets: readonly Snippet[]): Promise<void> {
    await tx.run('DELETE FROM snippet');
    for (const [position, { id, name, text }] of snippets.entries()) {
      await tx.run(
        'INSERT INTO snippet (id, position, name, text) VALUES ($1, $2, $3, $4)',
        id,
        position,
        name,
        text,
      );
    }
  }
}
