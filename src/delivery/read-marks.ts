import { describeFault, type Log } from '../log';
import type { KnownPerson, PersonDirectory } from '../people';
import type { Store, Tx } from '../store';
import type { Channels } from './channels';

const TOKEN = 'read_token.token';

interface TokenRow {
  readonly messageId: number;
  readonly channel: string;
  readonly token: Uint8Array;
}

/**
 * Tells channels that a counsellor has read something. A channel gives a token with each message; it stands for that
 * message and all before it. Kept, sealed with the person's key, until it was used: of a person whom no counsellor talks
 * with, the newest alone. What fails changes nothing: the next time something is opened, it is told with it.
 */
export class ReadMarks {
  private readonly underWay = new Set<Promise<void>>();

  constructor(
    private readonly parts: {
      readonly store: Store;
      readonly people: PersonDirectory;
      readonly channels: Channels;
      readonly log: Log;
    },
  ) {}

  /** Keeps the token of what a person said in a turn. Works in the turn's transaction. */
  async keep(
    tx: Tx,
    person: KnownPerson,
    said: { readonly channel: string; readonly turn: number; readonly token: string },
  ): Promise<void> {
    const [message] = await tx.all<{ id: number }>(
      `SELECT id FROM message WHERE person_id = $1 AND turn = $2 AND direction = 'in' ORDER BY id DESC LIMIT 1`,
      person.id,
      said.turn,
    );
    if (!message) return;
    await tx.run(
      `DELETE FROM read_token WHERE person_id = $1 AND channel = $2
          AND NOT EXISTS (SELECT 1 FROM talk WHERE person_id = $1 AND state <> 'over')`,
      person.id,
      said.channel,
    );
    await this.put(tx, person.id, {
      messageId: message.id,
      channel: said.channel,
      token: person.key.seal(TOKEN, said.token),
    });
  }

  /** A counsellor has opened what a person said, up to a message. Tells their channel, soon and once. */
  opened(personId: string, upTo: number): void {
    const work = this.tell(personId, upTo)
      .catch((fault) => this.parts.log.warn('read-mark.failed', describeFault(fault)))
      .finally(() => this.underWay.delete(work));
    this.underWay.add(work);
  }

  /** Finishes what is being told. */
  async stop(): Promise<void> {
    while (this.underWay.size > 0) await Promise.all(this.underWay);
  }

  private async tell(personId: string, upTo: number): Promise<void> {
    const { store } = this.parts;
    const any = await store.read((tx) =>
      tx.all('SELECT 1 FROM read_token WHERE person_id = $1 AND message_id <= $2 LIMIT 1', personId, upTo),
    );
    if (any.length === 0) return;
    for (const { row, token } of await store.write((tx) => this.take(tx, personId, upTo))) {
      const sender = this.parts.channels.senderOf(row.channel);
      if ((await sender?.markAsRead?.(token)) === false) {
        await store.write(async (tx) => {
          if (await this.parts.people.open(tx, personId)) await this.put(tx, personId, row);
        });
      }
    }
  }

  /** Takes the newest token of each channel, which stands for those before it. Whoever takes them tells of them. */
  private async take(tx: Tx, personId: string, upTo: number) {
    const person = await this.parts.people.open(tx, personId);
    const rows = await tx.all<TokenRow>(
      `DELETE FROM read_token WHERE person_id = $1 AND message_id <= $2
        RETURNING message_id AS "messageId", channel, token`,
      personId,
      upTo,
    );
    const newest = new Map<string, TokenRow>();
    for (const row of rows) {
      const before = newest.get(row.channel);
      if (!before || before.messageId < row.messageId) newest.set(row.channel, row);
    }
    return person
      ? [...newest.values()].map((row) => ({ row, token: person.key.open(TOKEN, row.token) }))
      : [];
  }

  private async put(tx: Tx, personId: string, { messageId, channel, token }: TokenRow): Promise<void> {
    await tx.run(
      `INSERT INTO read_token (message_id, person_id, channel, token) VALUES ($1, $2, $3, $4)
       ON CONFLICT (message_id) DO NOTHING`,
      messageId,
      personId,
      channel,
      token,
    );
  }
}
