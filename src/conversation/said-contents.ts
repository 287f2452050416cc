import type { Choice, FlowEvent, Media, Message } from '../flow';
import type { KnownPerson } from '../people';
import type { Tx } from '../store';

/** One thing that was said, either way. */
export type SaidContent =
  | { readonly kind: 'text'; readonly text: string }
  /** A button was tapped. Its label is empty when the button is of an older conversation that no longer has it. */
  | { readonly kind: 'chosen'; readonly label: string }
  | { readonly kind: 'media'; readonly media: Media }
  /** Said by Madobe or a counsellor in one go. The choices belong to the last message. */
  | { readonly kind: 'said'; readonly messages: readonly Message[]; readonly choices: readonly Choice[] }
  /** Taken back or erased: only that it was there. */
  | { readonly kind: 'gone' };

/** What of a row of `message` is needed to read it. */
export interface SaidRow {
  readonly id: number;
  readonly direction: 'in' | 'out';
  readonly content: Uint8Array | null;
}

interface Said {
  readonly messages: readonly Message[];
  readonly choices: readonly Choice[];
}

/** Messages in which the label of a tapped button is looked for: buttons further back are rarely tapped. */
const LABELS_WITHIN = 30;

/** Opens what a person and Madobe said, row after row, oldest first. Works in the caller's transaction. */
export class SaidContents {
  private readonly labels = new Map<string, string>();

  constructor(private readonly person: KnownPerson) {}

  /** Null for what is no message: that the door was opened. */
  async of(tx: Tx, row: SaidRow): Promise<SaidContent | null> {
    if (row.content === null) return { kind: 'gone' };
    const text = this.person.key.open('message.content', row.content);
    if (row.direction === 'out') {
      const { messages, choices } = JSON.parse(text) as Said;
      for (const { data, label } of choices) this.labels.set(data, label);
      return { kind: 'said', messages, choices };
    }
    const event = JSON.parse(text) as FlowEvent;
    switch (event.kind) {
      case 'followed':
        return null;
      case 'text':
        return { kind: 'text', text: event.text };
      case 'media':
        return { kind: 'media', media: event.media };
      case 'chosen': {
        const label = this.labels.get(event.data) ?? (await this.labelBefore(tx, row.id, event.data));
        return { kind: 'chosen', label };
      }
    }
  }

  /** What was written on a button when it was last shown before a message; empty when that is long ago, or erased. */
  private async labelBefore(tx: Tx, before: number, data: string): Promise<string> {
    const rows = await tx.all<{ content: Uint8Array }>(
      `SELECT content FROM message WHERE person_id = $1 AND id < $2 AND direction = 'out' AND content IS NOT NULL
        ORDER BY id DESC LIMIT ${LABELS_WITHIN}`,
      this.person.id,
      before,
    );
    for (const { content } of rows) {
      const { choices } = JSON.parse(this.person.key.open('message.content', content)) as Said;
      const choice = choices.find((each) => each.data === data);
      if (choice) return choice.label;
    }
    return '';
  }
}
