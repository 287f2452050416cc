import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Levels, type Metric, metricList, PrometheusMeter } from '../../src/metrics';
import { readScrape, type Sample, sumOf } from '../support/scraped';

const NOW = Date.parse('2026-11-21T10:00:00+09:00');
const nothing = { count: 0, since: null };
const quietLevels: Levels = {
  turns: nothing,
  failedTurns: 0,
  outbox: nothing,
  held: 0,
  dead: [],
  queue: nothing,
  alarms: { urgent: nothing, other: nothing },
};

const scrape = async (meter: PrometheusMeter, levels: Levels | null, pushesLeft: number | null = null) => {
  const { text, contentType } = await meter.scrape({
    levels,
    keepsClock: levels !== null,
    pushesLeft,
    now: NOW,
  });
  expect(contentType).toMatch(/^text\/plain; version=0\.0\.4/);
  return readScrape(text);
};

describe('a scrape', () => {
  let meter: PrometheusMeter;
  beforeEach(() => {
    meter = new PrometheusMeter();
  });

  it('tells what was counted, each in its place', async () => {
    meter.accepted('line', 0.03);
    meter.turnTaken('line', 'answered', 0.2);
    meter.turnTaken('line', 'answered', 0.02);
    meter.turnTaken('web', 'failed', 1);
    meter.answered('line', 0.4);
    meter.sent('line', 'reply', 'accepted');
    const samples = await scrape(meter, quietLevels);
    expect(sumOf(samples, 'madobe_accept_seconds_bucket', { le: '0.025' })).toBe(0);
    expect(sumOf(samples, 'madobe_accept_seconds_bucket', { le: '0.05' })).toBe(1);
    expect(sumOf(samples, 'madobe_turns_total', { channel: 'line', ending: 'answered' })).toBe(2);
    expect(sumOf(samples, 'madobe_turns_total', { channel: 'web', ending: 'failed' })).toBe(1);
    expect(sumOf(samples, 'madobe_turn_seconds_sum', { channel: 'line' })).toBeCloseTo(0.22);
    expect(sumOf(samples, 'madobe_answer_seconds_count', { channel: 'line' })).toBe(1);
    expect(sumOf(samples, 'madobe_sends_total', { way: 'reply', ending: 'accepted' })).toBe(1);
  });

  it('tells how things stand, in seconds where something waits', async () => {
    const samples = await scrape(
      meter,
      {
        ...quietLevels,
        turns: { count: 3, since: NOW - 1_500 },
        failedTurns: 1,
        outbox: { count: 2, since: NOW - 60_000 },
        held: 4,
        dead: [{ reason: 'line_message_refused', count: 5 }],
        queue: { count: 6, since: NOW - 600_000 },
        alarms: { urgent: { count: 1, since: NOW - 30_000 }, other: nothing },
      },
      77,
    );
    const levels = Object.fromEntries(
      samples.filter(({ name }) => name.startsWith('madobe_')).map((each) => [nameOf(each), each.value]),
    );
    expect(levels).toMatchObject({
      madobe_store_up: 1,
      madobe_clock_kept: 1,
      madobe_turns_waiting: 3,
      madobe_turns_oldest_seconds: 1.5,
      madobe_turns_failed: 1,
      madobe_outbox_messages: 2,
      madobe_outbox_oldest_seconds: 60,
      madobe_outbox_held: 4,
      'madobe_dead_letters line_message_refused': 5,
      madobe_queue_people: 6,
      madobe_queue_oldest_seconds: 600,
      'madobe_alarms_open urgent': 1,
      'madobe_alarms_open other': 0,
      'madobe_alarms_oldest_seconds urgent': 30,
      madobe_line_pushes_left: 77,
    });
  });

  it('says of what is over, or not known now, nothing rather than what was', async () => {
    await scrape(meter, { ...quietLevels, dead: [{ reason: 'line_unreachable', count: 1 }] }, 5);
    expect(sumOf(await scrape(meter, quietLevels), 'madobe_dead_letters')).toBeNull();
    const away = await scrape(meter, null);
    expect(sumOf(away, 'madobe_store_up')).toBe(0);
    for (const name of ['madobe_turns_waiting', 'madobe_alarms_open', 'madobe_line_pushes_left']) {
      expect(sumOf(away, name)).toBeNull();
    }
  });

  it('has no label but the few that the list allows', async () => {
    meter.sent('line', 'push', 'quota');
    for (const { name, labels } of await scrape(meter, quietLevels)) {
      const metric = metricOf(name);
      if (metric) expect([...metric.labels, 'le']).toEqual(expect.arrayContaining(Object.keys(labels)));
    }
  });
});

describe('the dashboard', () => {
  const dashboard = readFileSync(resolve('docs', 'grafana', 'madobe.json'), 'utf8');
  const drawn = new Set(dashboard.match(/\b(?:madobe|process|nodejs)_[a-z0-9_]+/g));

  it('draws metrics that there are, and all of ours', async () => {
    const samples = await scrape(new PrometheusMeter(), quietLevels);
    const offered = new Set([...samples.map(({ name }) => name), ...Object.keys(metricList)]);
    const isThere = (name: string) =>
      offered.has(name) || metricOf(name)?.kind === 'histogram' || name.startsWith('madobe') === false;
    expect([...drawn].filter((name) => !isThere(name))).toEqual([]);
    expect([...drawn].filter((name) => !name.startsWith('madobe_') && !offered.has(name))).toEqual([]);
    const base = new Set([...drawn].map(baseOf));
    expect(Object.keys(metricList).filter((name) => !base.has(name))).toEqual([]);
  });

  it('is a dashboard that asks which Prometheus it is of', () => {
    const { panels, templating } = JSON.parse(dashboard);
    expect(templating.list.map(({ name }: { name: string }) => name)).toEqual(['source', 'job']);
    const ids = panels.map(({ id }: { id: number }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

function nameOf({ name, labels }: Sample): string {
  return [name, ...Object.values(labels)].join(' ');
}

/** The name in the list, without what a histogram adds to its own. */
function baseOf(name: string): string {
  return name in metricList ? name : name.replace(/_(bucket|sum|count)$/, '');
}

function metricOf(name: string): Metric | undefined {
  return Object.entries<Metric>(metricList).find(([each]) => each === baseOf(name))?.[1];
}
