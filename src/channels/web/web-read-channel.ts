import type { ReadChannel } from '../../delivery';
import { describeFault, type Log } from '../../log';
import type { Store } from '../../store';

/** The web as delivery knows it: people read what is kept, and see live that something is being prepared. */
export class WebReadChannel implements ReadChannel {
  readonly channel = 'web';

  constructor(
    private readonly store: Store,
    private readonly log: Log,
  ) {}

  async showWaiting(personId: string): Promise<void> {
    await this.store
      .write(async (tx) => tx.notify('waiting', personId))
      .catch((fault) => this.log.warn('web.waiting-failed', describeFault(fault)));
  }
}
