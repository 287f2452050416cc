/** A request to the API, as a fault's condition sees it. */
export interface FaultTarget {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

interface FaultScope {
  /** Which calls: those whose path is this one. All, when absent. */
  readonly path?: string;
  /** A further condition. */
  readonly where?: (request: FaultTarget) => boolean;
  /** How many calls it strikes; 1 when absent, `Infinity` for all. */
  readonly times?: number;
}

/**
 * Something going wrong between the server under test and LINE. `when` says on which side of the work it strikes:
 * before (nothing was done) or after (LINE did it; only the answer is not what it should be).
 */
export type Fault = FaultScope &
  (
    | {
        /** The work is done, the answer never comes: the connection closes. */ readonly kind: 'accept-then-drop';
      }
    | { /** The connection closes and nothing was done. */ readonly kind: 'drop-before' }
    | {
        /** The connection stays open in silence until {@link LineDouble.releaseHangs} or the stop. */
        readonly kind: 'hang';
        /** Default: before. */
        readonly when?: 'before' | 'after';
      }
    | {
        readonly kind: 'status';
        readonly status: number;
        /** Default: before. */
        readonly when?: 'before' | 'after';
        /** Default: LINE's usual words for the status. A string goes out as it is, JSON or not. */
        readonly body?: string;
      }
    | {
        /** The answer is late by so many milliseconds of the injected clock. */
        readonly kind: 'slow';
        readonly ms: number;
        /** Default: after. */
        readonly when?: 'before' | 'after';
      }
    | {
        /** The work is done, the connection closes in the middle of the answer's body. */ readonly kind: 'cut-body';
      }
  );

/** The faults that are due, in the order in which they were set. */
export class FaultPlan {
  private due: { readonly fault: Fault; left: number }[] = [];

  add(...faults: readonly Fault[]): void {
    for (const fault of faults) this.due.push({ fault, left: fault.times ?? 1 });
  }

  clear(): void {
    this.due = [];
  }

  /** How many faults still wait for a call. */
  get waiting(): number {
    return this.due.length;
  }

  /** The first fault that fits this call, used up by one. */
  take(request: FaultTarget): Fault | undefined {
    if (this.due.length === 0) return undefined;
    const entry = this.due.find(
      ({ fault }) =>
        (fault.path === undefined || fault.path === request.path) && (fault.where?.(request) ?? true),
    );
    if (!entry) return undefined;
    entry.left -= 1;
    if (entry.left <= 0) this.due = this.due.filter((other) => other !== entry);
    return entry.fault;
  }
}
