import { MadobeError } from '../../src/errors';
import type { StopListening, Store, Tx, Work } from '../../src/store';

/** Where the connection is lost: before the commit, which is then undone, or after it. */
interface Loss {
  readonly when: 'before-commit' | 'after-commit';
  readonly where: (tx: Tx) => boolean;
}

/** A store that can be out of reach, and can lose the connection around a commit. */
export class FaultyStore implements Store {
  private sound = Number.POSITIVE_INFINITY;
  private loss: Loss | null = null;

  constructor(readonly inner: Store) {}

  get dialect() {
    return this.inner.dialect;
  }

  /** Does so many pieces of work more, then none until {@link repair}. */
  breakAfter(pieces: number): void {
    this.sound = pieces;
  }

  repair(): void {
    this.sound = Number.POSITIVE_INFINITY;
  }

  /**
   * A piece of work is reported as failed: undone, or done all the same. It is the next one, or the first at whose end
   * `where` holds.
   */
  loseNext(when: Loss['when'], where: Loss['where'] = () => true): void {
    this.loss = { when, where };
  }

  async write<T>(work: Work<T>): Promise<T> {
    if (this.sound <= 0) throw new MadobeError('store_unavailable');
    this.sound -= 1;
    let lost: Loss | null = null;
    const result = await this.inner.write(async (tx) => {
      const done = await work(tx);
      // Work that is done again, because it was undone, is lost again.
      if (!lost && this.loss?.where(tx)) {
        lost = this.loss;
        this.loss = null;
      }
      if (lost?.when === 'before-commit') throw new MadobeError('store_unavailable');
      return done;
    });
    if (lost) throw new MadobeError('store_unavailable');
    return result;
  }

  read<T>(work: Work<T>): Promise<T> {
    return this.write(work);
  }

  listen(...heard: Parameters<Store['listen']>): StopListening {
    return this.inner.listen(...heard);
  }

  purge(): Promise<void> {
    return this.inner.purge();
  }

  async isReachable(): Promise<boolean> {
    return this.sound > 0;
  }

  keepsClock(): Promise<boolean> {
    return this.inner.keepsClock();
  }

  close(): Promise<void> {
    return this.inner.close();
  }
}
