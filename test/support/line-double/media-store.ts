import type { Clock } from '../../../src/clock';

export type MediaState = 'preparing' | 'ready' | 'unsent' | 'unknown';

/** What people sent that is not text: LINE hands it out by message id. The bytes are invented. */
export class MediaStore {
  private readonly entries = new Map<string, { readonly readyAt: number; unsent: boolean }>();

  /** @param preparingMs how long audio and video answer 202, by the injected clock */
  constructor(
    private readonly clock: Clock,
    private readonly preparingMs: number,
  ) {}

  add(messageId: string, kind: 'image' | 'audio' | 'video' | 'file'): void {
    const wait = kind === 'audio' || kind === 'video' ? this.preparingMs : 0;
    this.entries.set(messageId, { readyAt: this.clock.now() + wait, unsent: false });
  }

  unsend(messageId: string): void {
    const entry = this.entries.get(messageId);
    if (entry) entry.unsent = true;
  }

  stateOf(messageId: string): MediaState {
    const entry = this.entries.get(messageId);
    if (!entry) return 'unknown';
    if (entry.unsent) return 'unsent';
    return this.clock.now() < entry.readyAt ? 'preparing' : 'ready';
  }
}
