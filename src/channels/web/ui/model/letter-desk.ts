import type { AnswerPlace, Letter, LetterDraft } from '../../api';
import type { ApiClient } from './api-client';
import type { Keep } from './keep';
import type { Timers } from './timers';

/** How long after the last key a draft is handed to the server. */
const restMs = 1200;

export type DraftState = 'nothing' | 'writing' | 'kept' | 'kept-here';

export interface LetterDeskDoor {
  readonly api: Pick<ApiClient, 'letterDraft' | 'keepLetterDraft' | 'sendLetter' | 'registered'>;
  readonly keep: Pick<Keep, 'get' | 'set'>;
  readonly timers: Timers;
  readonly newId: () => string;
  /** Called when the draft's state changes. */
  changed(state: DraftState): void;
}

/**
 * Writing a letter. Every key is kept on this device at once, and with the server after a rest, so that neither a closed
 * page nor a lost line loses any of it. A letter keeps its id until it is sent, so that it is sent once.
 */
export class LetterDesk {
  private cancelKeeping: (() => void) | null = null;
  private draft: LetterDraft = { body: '', about: '', answerIn: 'room' };
  private isSent = false;

  constructor(private readonly door: LetterDeskDoor) {}

  /** The letter as it was left. What this device has not yet handed over counts more than what the server has. */
  async open(): Promise<LetterDraft> {
    const here = readDraft(this.door.keep.get('letter-draft'));
    const [{ draft }, { answerIn }] = await Promise.all([
      this.door.api.letterDraft(),
      this.door.api.registered(),
    ]);
    this.draft = { answerIn, body: '', about: '', ...draft, ...here };
    const fromChat = this.door.keep.get('letter-from-chat');
    if (fromChat !== null) {
      this.write({ body: this.draft.body === '' ? fromChat : `${this.draft.body}\n\n${fromChat}` });
      this.door.keep.set('letter-from-chat', null);
    }
    return this.draft;
  }

  write(change: { readonly body?: string; readonly about?: string; readonly answerIn?: AnswerPlace }): void {
    this.draft = { ...this.draft, ...change };
    this.door.keep.set('letter-draft', JSON.stringify(this.draft));
    this.door.changed('writing');
    this.cancelKeeping?.();
    this.cancelKeeping = this.door.timers.after(restMs, () => void this.handOver());
  }

  /** The page is left: what was written is handed over now. */
  close(): void {
    if (this.cancelKeeping === null) return;
    this.cancelKeeping();
    this.cancelKeeping = null;
    void this.handOver();
  }

  /** Sends it. Throws {@link Problem}; the draft stays then. */
  async send(): Promise<Letter> {
    this.cancelKeeping?.();
    this.cancelKeeping = null;
    const id = this.door.keep.get('letter-id') ?? this.door.newId();
    this.door.keep.set('letter-id', id);
    const about = this.draft.about.trim();
    const letter = await this.door.api.sendLetter({
      id,
      body: this.draft.body,
      answerIn: this.draft.answerIn,
      ...(about === '' ? {} : { about }),
    });
    this.isSent = true;
    this.door.keep.set('letter-id', null);
    this.door.keep.set('letter-draft', null);
    // The letter is sent; a draft that stays behind would only ask to be sent again.
    await this.door.api
      .keepLetterDraft({ body: '', about: '', answerIn: this.draft.answerIn })
      .catch(() => undefined);
    return letter;
  }

  private async handOver(): Promise<void> {
    const handed = this.draft;
    this.cancelKeeping = null;
    try {
      await this.door.api.keepLetterDraft(handed);
    } catch {
      if (!this.isSent) this.door.changed('kept-here');
      return;
    }
    if (this.isSent || this.draft !== handed) return;
    this.door.keep.set('letter-draft', null);
    this.door.changed('kept');
  }
}

function readDraft(value: string | null): Partial<LetterDraft> | null {
  if (value === null) return null;
  try {
    return JSON.parse(value) as Partial<LetterDraft>;
  } catch {
    return null;
  }
}
