import type { Clock } from '../../../src/clock';

export type QuotaLimit =
  | { readonly type: 'none' }
  | { readonly type: 'limited' /** Messages a month. */; readonly value: number };

/** Japan has no summer time, so a fixed offset finds the month. */
const japanOffsetMs = 9 * 60 * 60_000;

/**
 * How many messages of this month's allowance went out. A send counts its recipients, not its bubbles; replies are
 * free; people who blocked the account or do not exist are not counted (LINE.md, section 3). The month is Japan's.
 */
export class MonthlyQuota {
  private readonly usedIn = new Map<string, number>();

  constructor(
    private readonly clock: Clock,
    public limit: QuotaLimit,
  ) {}

  get used(): number {
    return this.usedIn.get(this.month()) ?? 0;
  }

  /** Whether so many recipients more still fit. */
  fits(recipients: number): boolean {
    return this.limit.type === 'none' || this.used + recipients <= this.limit.value;
  }

  count(recipients: number): void {
    this.usedIn.set(this.month(), this.used + recipients);
  }

  private month(): string {
    return new Date(this.clock.now() + japanOffsetMs).toISOString().slice(0, 7);
  }
}
