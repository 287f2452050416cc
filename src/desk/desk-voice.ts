import { type SaidContent, SaidContents } from '../conversation';
import { plainText } from '../flow';
import type { Spoken, Talks } from '../handoff';
import type { KnownPerson } from '../people';
import type { Tx } from '../store';

/** A message on its way from a counsellor. */
export interface StaffMessage {
  /** UUID, made by the page: the same id is said once. */
  readonly id: string;
  readonly staff: string;
  readonly text: string;
  /** The message it answers; null: none. */
  readonly quotes: number | null;
}

/** What this room asks of the counsellors' voice: it alone decides where words go. */
export interface Voice {
  say(
    tx: Tx,
    personId: string,
    words: { readonly text: string; readonly staff: string },
    now: number,
  ): Promise<Spoken | null>;
}

/** As much of a quoted message as reminds of it. Characters as people count them. */
const QUOTED_GRAPHEMES = 40;
const graphemes = new Intl.Segmenter('ja', { granularity: 'grapheme' });

/** Says a counsellor's message, once for each id. Every method works inside the caller's transaction, who holds the person. */
export class DeskVoice {
  constructor(
    private readonly voice: Voice,
    private readonly talks: Pick<Talks, 'answered'>,
  ) {}

  /** The entry that was said under an id; null when nothing was. */
  async saidAs(tx: Tx, personId: string, id: string): Promise<number | null> {
    const [row] = await tx.all<{ messageId: number }>(
      'SELECT message_id AS "messageId" FROM desk_message WHERE person_id = $1 AND id = $2',
      personId,
      id,
    );
    return row?.messageId ?? null;
  }

  /**
   * Says a message in a talk. Null when the talk is not `holder`'s any more, and nothing is said then.
   *
   * @param holder who has the talk; not always who wrote the message
   */
  async say(
    tx: Tx,
    person: KnownPerson,
    talk: { readonly id: string; readonly holder: string },
    message: StaffMessage,
    now: number,
  ): Promise<(Spoken & { readonly entry: number }) | null> {
    if (!(await this.talks.answered(tx, talk.id, talk.holder, now))) return null;
    const quoted = message.quotes === null ? null : await beginningOf(tx, person, message.quotes);
    const text = quoted === null ? message.text : `「${quoted}」\n${message.text}`;
    const spoken = await this.voice.say(tx, person.id, { text, staff: message.staff }, now);
    if (!spoken) return null;
    // The person is held, so nothing else was said to or by them meanwhile.
    const [newest] = await tx.all<{ id: number }>(
      'SELECT MAX(id) AS id FROM message WHERE person_id = $1',
      person.id,
    );
    if (!newest) throw new Error('A message that was just said is not there.');
    await tx.run(
      'INSERT INTO desk_message (person_id, id, message_id, quotes) VALUES ($1, $2, $3, $4)',
      person.id,
      message.id,
      newest.id,
      quoted === null ? null : message.quotes,
    );
    return { ...spoken, entry: newest.id };
  }
}

/** The beginning of what a person said, on one line; null when it is gone, or was no text. */
async function beginningOf(tx: Tx, person: KnownPerson, messageId: number): Promise<string | null> {
  const [row] = await tx.all<{ id: number; direction: 'in' | 'out'; content: Uint8Array | null }>(
    'SELECT id, direction, content FROM message WHERE person_id = $1 AND id = $2',
    person.id,
    messageId,
  );
  const what = row ? await new SaidContents(person).of(tx, row) : null;
  const line = wordsOf(what).replace(/\s+/g, ' ').trim();
  if (line === '') return null;
  const pieces = [...graphemes.segment(line)].map(({ segment }) => segment);
  const kept = pieces.slice(0, QUOTED_GRAPHEMES).join('');
  return pieces.length > QUOTED_GRAPHEMES ? `${kept}…` : kept;
}

function wordsOf(what: SaidContent | null): string {
  switch (what?.kind) {
    case 'text':
      return what.text;
    case 'chosen':
      return what.label;
    case 'said':
      return what.messages.map(plainText).join(' ');
    default:
      return '';
  }
}
