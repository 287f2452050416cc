import { backoffMs } from '../../src/delivery/backoff';
import { quotaRenewal } from '../../src/delivery/quota-renewal';

test('waits double from attempt to attempt up to their longest, and half of each is chance', () => {
  expect([1, 2, 3, 4].map((attempt) => backoffMs(attempt, 'push', 0))).toEqual([500, 1_000, 2_000, 4_000]);
  expect(backoffMs(1, 'push', 0.999)).toBeLessThanOrEqual(1_000);
  expect(backoffMs(1_000, 'push', 0)).toBe(300_000);
});

test('a reply tries often enough within its token’s minute', () => {
  let waited = 0;
  let attempts = 0;
  while (waited < 50_000) {
    attempts += 1;
    waited += backoffMs(attempts, 'reply', 0.999);
  }
  expect(attempts).toBeGreaterThan(10);
});

test.each([
  ['2026-11-20T21:00:00+09:00', '2026-12-01T00:05:00+09:00'],
  ['2026-12-31T23:59:59+09:00', '2027-01-01T00:05:00+09:00'],
  // Still January in Europe, but LINE counts by the calendar of Japan.
  ['2027-01-31T16:00:00Z', '2027-03-01T00:05:00+09:00'],
  ['2028-02-29T12:00:00+09:00', '2028-03-01T00:05:00+09:00'],
])('held at %s, a message is tried again at %s', (now, renewal) => {
  expect(quotaRenewal(Date.parse(now))).toBe(Date.parse(renewal));
});
