import { backoffMs, type Timers } from './timers';

/** How long nothing is written until a field is kept. */
export const sheetQuietMs = 900;

/**
 * What is said beside a sheet. `still`: nothing was written here yet; `writing`: not kept yet; `kept`: all of it is;
 * `later`: the server could not be reached, it is tried again; `refused`: a field was not taken as it stands.
 */
export type Keeping = 'still' | 'writing' | 'kept' | 'later' | 'refused';

export interface SheetDoor<Value> {
  /** Keeps one field on the server, and no other. */
  keep(field: string, value: Value): Promise<void>;
  readonly timers: Timers;
  /** Whether a refusal may be taken later. */
  isPassing(thrown: unknown): boolean;
  /** What is said, or what is pending, has changed. */
  changed(): void;
}

/**
 * Keeps the fields of a sheet while it is filled in, each for itself: colleagues who write in other fields of the same sheet
 * lose nothing, and a field that is refused holds up none. A moment after the last key, one request at a time, tried again
 * while the server cannot be reached. Nothing is kept on this device.
 */
export class SheetKeeper<Value> {
  private readonly wanted = new Map<string, Value>();
  private readonly refused = new Map<string, Value>();
  private underWay: { readonly field: string; readonly value: Value } | null = null;
  private said: Keeping = 'still';
  private tries = 0;
  private cancel: (() => void) | null = null;

  constructor(private readonly door: SheetDoor<Value>) {}

  get keeping(): Keeping {
    return this.said;
  }

  /** What was written in a field and is not known to be kept; undefined: what the server says holds. */
  pending(field: string): Value | undefined {
    const underWay = this.underWay?.field === field ? this.underWay.value : undefined;
    return this.wanted.get(field) ?? underWay ?? this.refused.get(field);
  }

  isRefused(field: string): boolean {
    return this.refused.has(field);
  }

  /** @param isWhole a choice or a date rather than a word half written: kept without waiting for more */
  write(field: string, value: Value, isWhole = false): void {
    this.refused.delete(field);
    this.wanted.set(field, value);
    this.say('writing');
    this.schedule(isWhole ? 0 : sheetQuietMs);
  }

  /** Keeps it now: a field or the page is left. */
  flush(): void {
    this.cancel?.();
    this.cancel = null;
    const [next] = this.wanted;
    if (this.underWay === null && next !== undefined) void this.keep(...next);
  }

  private schedule(ms: number): void {
    this.cancel?.();
    this.cancel = this.door.timers.after(ms, () => this.flush());
  }

  private async keep(field: string, value: Value): Promise<void> {
    this.wanted.delete(field);
    this.underWay = { field, value };
    let isLost = false;
    try {
      await this.door.keep(field, value);
      this.tries = 0;
    } catch (thrown) {
      isLost = this.door.isPassing(thrown);
      // What was written meanwhile is newer than what failed.
      if (!this.wanted.has(field)) (isLost ? this.wanted : this.refused).set(field, value);
      this.tries = isLost ? this.tries + 1 : 0;
    }
    this.underWay = null;
    if (isLost) this.schedule(backoffMs(this.tries));
    else if (this.wanted.size > 0 && this.cancel === null) this.schedule(0);
    this.say(
      isLost ? 'later' : this.wanted.size > 0 ? 'writing' : this.refused.size > 0 ? 'refused' : 'kept',
    );
  }

  private say(keeping: Keeping): void {
    this.said = keeping;
    this.door.changed();
  }
}
