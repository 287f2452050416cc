import type { Shelf } from './keep';

const flag = 'madobe.hidden';

/** How quickly Escape has to be pressed again. */
const twiceWithinMs = 900;

/**
 * Leaving at once, and staying away: after hiding, the browser's back button comes by this page again, and must lead on
 * to the neutral page instead of showing it. Opening the page anew ends that.
 */
export class Hiding {
  private lastEscapeAt = Number.NEGATIVE_INFINITY;

  /** @param shelf what lasts as long as the browser's tab */
  constructor(private readonly shelf: () => Shelf) {}

  /** To be called right before leaving. @param address the neutral page */
  begin(address: string): void {
    try {
      this.shelf().setItem(flag, address);
    } catch {
      // Without it the page still leaves; only the back button shows it again.
    }
  }

  /**
   * Where to leave to again, when this page was come back to through the browser's history after hiding; else null, and
   * hiding is over.
   */
  goingOnTo(cameThroughHistory: boolean): string | null {
    try {
      const address = this.shelf().getItem(flag);
      if (address !== null && cameThroughHistory) return address;
      this.shelf().removeItem(flag);
    } catch {
      // A browser that keeps nothing remembers no hiding either.
    }
    return null;
  }

  /** Whether this press of Escape is the second of two. @param at milliseconds on any clock that never goes back */
  isSecondEscape(at: number): boolean {
    const isSecond = at - this.lastEscapeAt <= twiceWithinMs;
    this.lastEscapeAt = isSecond ? Number.NEGATIVE_INFINITY : at;
    return isSecond;
  }
}

/** The neutral page that is gone to, if nobody set another one: the weather of the Meteorological Agency. */
const weather = 'https://www.jma.go.jp/bosai/forecast/';

/** Where to go. Only an address of the web is followed. */
export function neutralPage(set: string | null): string {
  return set !== null && /^https?:\/\//.test(set) ? set : weather;
}
