import type { Store, Tx } from '../store';
import type { Outgoing } from './counsellor-voice';
import type { KeyedPerson } from './keyed-person';
import type { Queue } from './queue';
import type { Talks } from './talks';
import type { WaitingBand } from './waiting-band';

/** What somebody who waits is told, by how long it still looks; from `locales/<language>/waiting.yaml`. */
export type WaitingTexts = Readonly<Record<WaitingBand, string>>;

/** What this asks of those around it. */
export interface WaitingWordsParts<Language extends string> {
  readonly store: Store;
  readonly talks: Talks;
  readonly queue: Queue;
  readonly people: { lock(tx: Tx, id: string): Promise<KeyedPerson | null> };
  readonly words: (language: Language) => WaitingTexts;
  readonly languageOf: (tx: Tx, person: KeyedPerson) => Promise<Language>;
  /** The first moment from then on at which something may be sent unasked. Milliseconds since the epoch. */
  readonly nextAllowed: (at: number) => number;
  /** Keeps something as said and puts it into the outbox; it goes out after the transaction is committed. */
  readonly say: (tx: Tx, outgoing: Outgoing<Language>, now: number) => Promise<void>;
}

/** People looked at in one go. */
const BATCH = 100;

/**
 * Tells people who wait that their place stands, and how long it still looks. At lengthening intervals, seldom on LINE,
 * where each costs one of the month's messages; somebody who writes meanwhile is told in the answer they get anyway. There
 * is nothing to do and nothing to answer; within quiet hours, and to somebody who wants no notices, nothing is said.
 */
export class WaitingWords<Language extends string> {
  constructor(private readonly parts: WaitingWordsParts<Language>) {}

  /**
   * Says what is due. Each is said once, also where several processes do this at the same moment: who notes it says it, in
   * the same transaction. What is due for one person does not wait for a fault with another; then rejects with the first.
   *
   * @returns to how many people something was said
   */
  async runDue(now: number): Promise<number> {
    const due = await this.parts.store.read((tx) => this.parts.talks.dueWords(tx, now, BATCH));
    let said = 0;
    let firstFault: { readonly fault: unknown } | null = null;
    for (const { id, personId, channel } of due) {
      try {
        if (await this.tell(id, personId, channel, now)) said += 1;
      } catch (fault) {
        firstFault ??= { fault };
      }
    }
    if (firstFault) throw firstFault.fault;
    return said;
  }

  private tell(talkId: string, personId: string, channel: string, now: number): Promise<boolean> {
    const { store, people, talks, queue, words, languageOf, nextAllowed, say } = this.parts;
    return store.write(async (tx) => {
      const person = await people.lock(tx, personId);
      if (!person) return false;
      const band = await queue.band(tx, personId, now);
      if (!(await talks.claimWord(tx, talkId, { dueBy: now, isLast: band === 'closed' }, now))) return false;
      // A word that comes hours late would be about a wait that looks different by then.
      if (nextAllowed(now) > now) return false;
      const language = await languageOf(tx, person);
      const said = {
        language,
        messages: [{ kind: 'text' as const, text: words(language)[band] }],
        choices: [],
      };
      await say(tx, { person, channel, said, unprompted: true }, now);
      return true;
    });
  }
}
