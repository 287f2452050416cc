import { backoffMs, type Timers } from './timers';

/** How long nothing is written until a draft is kept. */
export const draftQuietMs = 800;

export interface DraftDoor {
  /** Keeps it on the server, in place of what was there. */
  keep(text: string): Promise<void>;
  readonly timers: Timers;
  /** Whether a refusal may be taken later. */
  isPassing(thrown: unknown): boolean;
}

/**
 * Keeps what is being written: a moment after the last key, one request at a time, always the newest, tried again while the
 * server cannot be reached. Nothing is kept on this device: others sit at it too.
 */
export class DraftKeeper {
  private wanted: string;
  private kept: string;
  private isBusy = false;
  private tries = 0;
  private cancel: (() => void) | null = null;

  /** @param text what the server has */
  constructor(
    text: string,
    private readonly door: DraftDoor,
  ) {
    this.wanted = text;
    this.kept = text;
  }

  write(text: string): void {
    this.wanted = text;
    this.schedule(draftQuietMs);
  }

  /** Keeps it now: the page is left. */
  flush(): void {
    this.cancel?.();
    this.cancel = null;
    if (!this.isBusy && this.wanted !== this.kept) void this.keep();
  }

  private schedule(ms: number): void {
    this.cancel?.();
    this.cancel = this.door.timers.after(ms, () => {
      this.cancel = null;
      this.flush();
    });
  }

  private async keep(): Promise<void> {
    const text = this.wanted;
    this.isBusy = true;
    try {
      await this.door.keep(text);
      this.kept = text;
      this.tries = 0;
    } catch (thrown) {
      // What is refused for good is not asked again until something else is written.
      if (this.door.isPassing(thrown)) this.tries += 1;
      else this.kept = text;
    } finally {
      this.isBusy = false;
    }
    if (this.wanted !== this.kept && this.cancel === null)
      this.schedule(this.tries === 0 ? draftQuietMs : backoffMs(this.tries));
  }
}
