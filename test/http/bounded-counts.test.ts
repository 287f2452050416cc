import type { Options } from 'express-rate-limit';
import { BoundedCounts } from '../../src/http';
import { FakeClock } from '../support/fake-clock';

const WINDOW_MS = 60_000;

function counting(clock: FakeClock): BoundedCounts {
  const counts = new BoundedCounts(clock);
  counts.init({ windowMs: WINDOW_MS } as Options);
  return counts;
}

describe('counts of requests', () => {
  const clock = FakeClock.at('2026-11-20T12:00:00+09:00');

  it('go up for each key by itself, and begin anew when the window is over', () => {
    const counts = counting(clock);
    const hits = (key: string) => counts.increment(key).totalHits;
    expect([hits('a'), hits('a'), hits('b'), hits('a')]).toEqual([1, 2, 1, 3]);
    clock.advance(WINDOW_MS - 1);
    expect(hits('a')).toBe(4);
    clock.advance(1);
    expect([hits('a'), hits('b')]).toEqual([1, 1]);
  });

  it('say when they begin anew, and that does not move while somebody goes on', () => {
    const counts = counting(clock);
    const ends = clock.now() + WINDOW_MS;
    expect(counts.increment('a').resetTime?.getTime()).toBe(ends);
    clock.advance(1_000);
    expect(counts.increment('a').resetTime?.getTime()).toBe(ends);
  });

  it('of however many keys take a bounded room; whoever goes on asking stays counted', () => {
    const counts = counting(clock);
    for (let key = 0; key < 200_000; key += 1) {
      counts.increment(`once-${key}`);
      if (key % 1_000 === 0) counts.increment('again and again');
    }
    expect(counts.increment('again and again').totalHits).toBe(201);
    expect(counts.increment('once-0').totalHits).toBe(1);
    expect(counts.size).toBeLessThanOrEqual(50_000);
  });

  it('may be taken back', () => {
    const counts = counting(clock);
    counts.increment('a');
    counts.increment('a');
    counts.decrement('a');
    expect(counts.increment('a').totalHits).toBe(2);
    counts.resetKey('a');
    expect(counts.increment('a').totalHits).toBe(1);
  });
});
