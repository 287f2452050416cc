import type { PostMessage } from '../../api';
import { Problem, type ProblemCode } from './api-client';
import { backoffMs, type Timers } from './timers';

/** Something the person said that is not in the conversation yet. */
export interface Outgoing {
  /** UUID; the server takes it once. */
  readonly id: string;
  readonly event: PostMessage['event'];
  /** What the page shows for it: the text, or the button's label. */
  readonly shown: string;
  /** When the person sent it. Milliseconds since the epoch. */
  readonly at: number;
  readonly state:
    | { readonly kind: 'sending' }
    /** The server has it; it shows in the conversation in a moment. */
    | { readonly kind: 'taken' }
    /** The server cannot be reached or asks to wait; it is tried again by itself. */
    | { readonly kind: 'waiting'; readonly code: ProblemCode }
    /** It cannot be taken as it is. */
    | { readonly kind: 'refused'; readonly code: ProblemCode };
}

export interface OutgoingDoor {
  post(message: PostMessage): Promise<void>;
  readonly timers: Timers;
  /** Reads and writes what is to survive a reload. */
  readonly kept: { read(): string | null; write(value: string | null): void };
  /** Called after every change. */
  changed(): void;
  /** The session ended meanwhile. */
  sessionLost(): void;
}

/**
 * What the person said and the server has not yet confirmed, in order. One is sent at a time, so that nothing overtakes;
 * it is tried again under the same id until it is taken, also after a reload. {@link confirm} takes out what has shown
 * up in the conversation.
 */
export class OutgoingQueue {
  private all: readonly Outgoing[];
  private tries = 0;
  private isPosting = false;
  private isStopped = false;
  private cancelRetry: (() => void) | null = null;

  constructor(private readonly door: OutgoingDoor) {
    this.all = readKept(door.kept.read());
  }

  get entries(): readonly Outgoing[] {
    return this.all;
  }

  add(entry: Pick<Outgoing, 'id' | 'event' | 'shown' | 'at'>): void {
    this.replaceAll([...this.all, { ...entry, state: { kind: 'sending' } }]);
    this.start();
  }

  /** Sends what waits, now. To be called when the connection is back. */
  start(): void {
    this.cancelRetry?.();
    this.cancelRetry = null;
    void this.work();
  }

  /** It is in the conversation. */
  confirm(id: string): void {
    if (this.all.some((each) => each.id === id)) this.drop(id);
  }

  /** The person takes it back. What was already taken by the server stays said. */
  drop(id: string): void {
    this.replaceAll(this.all.filter((each) => each.id !== id));
  }

  /** Stops for good and forgets what was not sent. */
  stop(): void {
    this.isStopped = true;
    this.cancelRetry?.();
    this.replaceAll([]);
  }

  private async work(): Promise<void> {
    if (this.isPosting) return;
    this.isPosting = true;
    try {
      for (let next = this.next(); next !== null && !this.isStopped; next = this.next()) {
        if (!(await this.send(next))) return;
      }
    } finally {
      this.isPosting = false;
    }
  }

  private next(): Outgoing | null {
    return this.all.find(({ state }) => state.kind === 'sending' || state.kind === 'waiting') ?? null;
  }

  /** @returns whether the next one may follow at once */
  private async send(entry: Outgoing): Promise<boolean> {
    this.setState(entry.id, { kind: 'sending' });
    try {
      await this.door.post({ id: entry.id, event: entry.event });
      this.tries = 0;
      this.setState(entry.id, { kind: 'taken' });
      return true;
    } catch (fault) {
      const problem = fault instanceof Problem ? fault : new Problem('internal', 0, null);
      if (problem.status === 401) {
        this.setState(entry.id, { kind: 'waiting', code: problem.code });
        this.door.sessionLost();
        return false;
      }
      if (!problem.isPassing) {
        this.setState(entry.id, { kind: 'refused', code: problem.code });
        return true;
      }
      this.setState(entry.id, { kind: 'waiting', code: problem.code });
      if (this.isStopped) return false;
      this.tries += 1;
      this.cancelRetry = this.door.timers.after(problem.waitMs ?? backoffMs(this.tries), () => this.start());
      return false;
    }
  }

  private setState(id: string, state: Outgoing['state']): void {
    this.replaceAll(this.all.map((each) => (each.id === id ? { ...each, state } : each)));
  }

  private replaceAll(all: readonly Outgoing[]): void {
    this.all = all;
    const unsent = all.filter(({ state }) => state.kind !== 'taken');
    this.door.kept.write(unsent.length === 0 ? null : JSON.stringify(unsent));
    this.door.changed();
  }
}

function readKept(value: string | null): readonly Outgoing[] {
  if (value === null) return [];
  try {
    const all: unknown = JSON.parse(value);
    // Only this page writes it; what is not a list is from no version of ours.
    return Array.isArray(all) ? (all as readonly Outgoing[]) : [];
  } catch {
    return [];
  }
}
