import { forecastQuota } from '../../src/delivery';

const at = (time: string) => Date.parse(time);

test('the month comes to what its days so far make of it', () => {
  const middle = at('2026-11-16T00:00:00+09:00');
  expect(forecastQuota({ limit: 200, used: 60 }, 20, middle)).toEqual({
    state: 'fine',
    forecast: 120,
    daysLeft: 15,
  });
  expect(forecastQuota({ limit: 100, used: 60 }, 20, middle)).toMatchObject({
    state: 'tight',
    forecast: 120,
  });
});

test('it is tight when no more is left than is kept back, and over when nothing is', () => {
  const end = at('2026-11-30T23:59:00+09:00');
  expect(forecastQuota({ limit: 200, used: 119 }, 80, end)).toMatchObject({ state: 'fine', daysLeft: 1 });
  expect(forecastQuota({ limit: 200, used: 120 }, 80, end)).toMatchObject({ state: 'tight' });
  expect(forecastQuota({ limit: 200, used: 200 }, 0, end)).toMatchObject({ state: 'over', forecast: 200 });
  expect(forecastQuota({ limit: null, used: 9_000 }, 80, end)).toMatchObject({ state: 'fine' });
});

test('a busy first morning is not taken for a busy month, and Japan’s month counts', () => {
  const firstMorning = at('2026-12-01T00:30:00+09:00');
  expect(forecastQuota({ limit: 200, used: 4 }, 0, firstMorning)).toEqual({
    state: 'fine',
    forecast: 124,
    daysLeft: 31,
  });
});
