import type { ReadChannel } from '../../src/delivery';

/** The web as delivery sees it: whose page was told that something is being prepared. */
export class RecordedPage implements ReadChannel {
  readonly channel = 'web';
  readonly signs: string[] = [];

  async showWaiting(personId: string): Promise<void> {
    this.signs.push(personId);
  }
}
