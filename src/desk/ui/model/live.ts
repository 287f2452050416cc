import type { DeskEventName, DeskEvents } from '../../api';
import { backoffMs, type Timers } from './timers';

/** One of the desk's events, by its name. */
export type DeskEvent = {
  readonly [Name in DeskEventName]: { readonly name: Name; readonly data: DeskEvents[Name] };
}[DeskEventName];

export interface StreamHandlers {
  opened(): void;
  /** @param isFinal the browser will not connect again by itself */
  lost(isFinal: boolean): void;
  told(event: DeskEvent): void;
}

/** Opens `GET events`. @returns closes it; nothing is told afterwards */
export type OpenStream = (handlers: StreamHandlers) => () => void;

export interface LiveDoor {
  readonly openStream: OpenStream;
  readonly timers: Timers;
  /** Whether what is shown may be taken for the present. */
  changed(isLive: boolean): void;
  /** The line is back: whatever was missed has to be asked for. */
  missed(): void;
  told(event: DeskEvent): void;
}

/** The line on which the desk hears what happens. Comes back by itself, ever more slowly, until it is closed. */
export class Live {
  private close: (() => void) | null = null;
  private cancel: (() => void) | null = null;
  private losses = 0;
  private wasLost = false;
  private isOver = false;

  constructor(private readonly door: LiveDoor) {}

  open(): void {
    this.isOver = false;
    this.connect();
  }

  /** Tries at once, as when the device says that it is online again. */
  retry(): void {
    if (this.cancel === null) return;
    this.cancel();
    this.connect();
  }

  stop(): void {
    this.isOver = true;
    this.close?.();
    this.cancel?.();
    this.close = null;
    this.cancel = null;
  }

  private connect(): void {
    this.cancel = null;
    this.close?.();
    this.close = this.door.openStream({
      opened: () => {
        this.losses = 0;
        this.door.changed(true);
        if (this.wasLost) this.door.missed();
        this.wasLost = false;
      },
      lost: (isFinal) => {
        this.wasLost = true;
        this.door.changed(false);
        if (isFinal) this.again();
      },
      told: (event) => {
        if (event.name === 'ended') this.stop();
        this.door.told(event);
      },
    });
  }

  private again(): void {
    if (this.isOver) return;
    this.losses += 1;
    this.cancel?.();
    this.cancel = this.door.timers.after(backoffMs(this.losses), () => this.connect());
  }
}
