import type { Clock, Timer } from '../clock';
import type { Channels } from './channels';

/** An answer that takes longer than this is announced by the channel's waiting sign. */
const SLOW_AFTER_MS = 1_500;

/**
 * Shows people that something is being prepared when an answer takes long. Kept in memory only: a sign that is lost
 * in a crash is no loss.
 */
export class SlowTurnWatch {
  /** Since when each person waits for an answer, and where they are. In order of waiting. */
  private readonly waiting = new Map<
    string,
    { readonly channel: string; readonly address: string; readonly since: number }
  >();
  private timer: Timer | null = null;
  private stopped = false;

  constructor(
    private readonly clock: Clock,
    private readonly channels: Channels,
  ) {}

  /** Something of theirs was accepted. */
  heard(personId: string, channel: string, address: string): void {
    if (this.stopped || this.waiting.has(personId)) return;
    this.waiting.set(personId, { channel, address, since: this.clock.now() });
    this.schedule();
  }

  /** They got their answer, or nothing is going to come. */
  answered(personId: string): void {
    this.waiting.delete(personId);
  }

  stop(): void {
    this.stopped = true;
    this.timer?.cancel();
    this.waiting.clear();
  }

  private schedule(): void {
    this.timer ??= this.clock.after(SLOW_AFTER_MS, () => {
      this.timer = null;
      this.showDue();
      if (this.waiting.size > 0 && !this.stopped) this.schedule();
    });
  }

  private showDue(): void {
    const slow = this.clock.now() - SLOW_AFTER_MS;
    for (const [personId, { channel, address, since }] of this.waiting) {
      if (since > slow) return;
      // Shown once a wait: LINE's sign stays up to a minute, or until the next message.
      this.waiting.delete(personId);
      void this.channels.showWaiting(channel, personId, address);
    }
  }
}
