import type { Clock, Timer } from '../clock';
import { describeFault, type Log } from '../log';

const EVERY_MS = 1_000;

/**
 * Looks again and again for work that nobody was woken for: left by a process that ended, or due by now. One look
 * at a time; a look that fails is logged, and the next one comes all the same.
 */
export class Sweeper {
  private timer: Timer | null = null;
  private looking: Promise<void> | null = null;
  private stopped = false;

  /** @param name for the log @param look does the work of one look */
  constructor(
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly name: string,
    private readonly look: () => Promise<void>,
  ) {}

  /** Looks once, and from then on every second. */
  async start(): Promise<void> {
    await this.sweep();
    this.schedule();
  }

  /** Looks now; joins the look that is under way, if there is one. Does nothing after the stop. */
  async sweep(): Promise<void> {
    if (this.stopped) return;
    this.looking ??= this.look()
      .catch((fault) => this.log.warn('sweep.failed', { ...describeFault(fault), sweep: this.name }))
      .finally(() => {
        this.looking = null;
      });
    await this.looking;
  }

  /** No further looks; waits for the one under way. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.timer?.cancel();
    await this.looking;
  }

  private schedule(): void {
    if (this.stopped) return;
    this.timer = this.clock.after(EVERY_MS, () => {
      void this.sweep().then(() => this.schedule());
    });
  }
}
