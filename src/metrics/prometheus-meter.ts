import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Levels, Standing, Waiting } from './levels';
import type { Meter, TurnEnding } from './meter';
import { type Metric, type MetricName, metricList, metricNames } from './metric-list';

/** What a scrape is answered with. */
export interface Scrape {
  readonly contentType: string;
  readonly text: string;
}

/** Counts what it is told, and writes it and how things stand in the text form of Prometheus. */
export class PrometheusMeter implements Meter {
  private readonly registry = new Registry();
  private readonly acceptSeconds = this.histogram('madobe_accept_seconds');
  private readonly turns = this.counter('madobe_turns_total');
  private readonly turnSeconds = this.histogram('madobe_turn_seconds');
  private readonly answerSeconds = this.histogram('madobe_answer_seconds');
  private readonly sends = this.counter('madobe_sends_total');
  private readonly gauges: ReadonlyMap<MetricName, Gauge> = new Map(
    metricNames
      .filter((name) => metricList[name].kind === 'gauge')
      .map((name) => [name, new Gauge(this.optionsOf(name))]),
  );

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  accepted(channel: string, seconds: number): void {
    this.acceptSeconds.observe({ channel }, seconds);
  }

  turnTaken(channel: string, ending: TurnEnding, seconds: number): void {
    this.turns.inc({ channel, ending });
    this.turnSeconds.observe({ channel }, seconds);
  }

  answered(channel: string, seconds: number): void {
    this.answerSeconds.observe({ channel }, seconds);
  }

  sent(channel: string, way: string, ending: string): void {
    this.sends.inc({ channel, way, ending });
  }

  /** Everything counted so far, with how things stand now. What is not known now has no value, rather than an old one. */
  async scrape({ levels, keepsClock, pushesLeft, now }: Standing): Promise<Scrape> {
    for (const gauge of this.gauges.values()) gauge.reset();
    this.set('madobe_store_up', levels === null ? 0 : 1);
    this.set('madobe_clock_kept', keepsClock ? 1 : 0);
    this.set('madobe_line_pushes_left', pushesLeft);
    this.setLevels(levels, now);
    return { contentType: this.registry.contentType, text: await this.registry.metrics() };
  }

  private setLevels(levels: Levels | null, now: number): void {
    this.setWaiting('madobe_turns_waiting', 'madobe_turns_oldest_seconds', levels?.turns ?? null, now);
    this.set('madobe_turns_failed', levels?.failedTurns ?? null);
    this.setWaiting('madobe_outbox_messages', 'madobe_outbox_oldest_seconds', levels?.outbox ?? null, now);
    this.set('madobe_outbox_held', levels?.held ?? null);
    for (const { reason, count } of levels?.dead ?? []) this.set('madobe_dead_letters', count, { reason });
    this.setWaiting('madobe_queue_people', 'madobe_queue_oldest_seconds', levels?.queue ?? null, now);
    if (levels === null) return;
    for (const urgency of ['urgent', 'other'] as const) {
      const alarms = levels.alarms[urgency];
      this.setWaiting('madobe_alarms_open', 'madobe_alarms_oldest_seconds', alarms, now, { urgency });
    }
  }

  private setWaiting(
    count: MetricName,
    oldest: MetricName,
    waiting: Waiting | null,
    now: number,
    labels: Readonly<Record<string, string>> = {},
  ): void {
    this.set(count, waiting?.count ?? null, labels);
    this.set(oldest, waiting && secondsSince(waiting.since, now), labels);
  }

  private set(name: MetricName, value: number | null, labels: Readonly<Record<string, string>> = {}): void {
    if (value === null) this.gauges.get(name)?.remove(labels);
    else this.gauges.get(name)?.set(labels, value);
  }

  private counter(name: MetricName): Counter {
    return new Counter(this.optionsOf(name));
  }

  private histogram(name: MetricName): Histogram {
    const { buckets = [] }: Metric = metricList[name];
    return new Histogram({ ...this.optionsOf(name), buckets: [...buckets] });
  }

  private optionsOf(name: MetricName) {
    const { help, labels }: Metric = metricList[name];
    return { name, help, labelNames: [...labels], registers: [this.registry] };
  }
}

function secondsSince(since: number | null, now: number): number {
  return since === null ? 0 : Math.max(0, (now - since) / 1_000);
}
