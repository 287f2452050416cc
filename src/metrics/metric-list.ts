/** What is decided about one metric. */
export interface Metric {
  readonly kind: 'counter' | 'gauge' | 'histogram';
  /** One sentence, for whoever meets the name in Prometheus. */
  readonly help: string;
  readonly labels: readonly string[];
  /** Upper bounds of a histogram, in seconds. */
  readonly buckets?: readonly number[];
}

/**
 * Every metric of ours, besides those of the process itself. What `docs/grafana` draws stands here, and nothing counts
 * what is not here. Values of labels are few and come from the code: a channel, a way, an ending, an error's code.
 */
export const metricList = {
  madobe_accept_seconds: {
    kind: 'histogram',
    help: 'From events being handed over by a channel to their being on the disk, which LINE is then told.',
    labels: ['channel'],
    // LINE waits two seconds.
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5],
  },
  madobe_turns_total: {
    kind: 'counter',
    help: 'Turns taken by this process, by how they ended.',
    labels: ['channel', 'ending'],
  },
  madobe_turn_seconds: {
    kind: 'histogram',
    help: 'How long a turn took, from holding the person to the commit.',
    labels: ['channel'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
  },
  madobe_answer_seconds: {
    kind: 'histogram',
    help: 'From an event being on the disk to the channel having its answer, waiting and retries included.',
    labels: ['channel'],
    // The waiting sign is shown after one and a half; a reply token lives for fifty.
    buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 1.5, 2.5, 5, 10, 30, 50],
  },
  madobe_sends_total: {
    kind: 'counter',
    help: 'Attempts of this process to send, by what is known after them.',
    labels: ['channel', 'way', 'ending'],
  },
  madobe_store_up: { kind: 'gauge', help: 'Whether the store answers: 1 or 0.', labels: [] },
  madobe_clock_kept: { kind: 'gauge', help: 'Whether this process keeps the clock: 1 or 0.', labels: [] },
  madobe_turns_waiting: { kind: 'gauge', help: 'Events that wait for their turn, in all.', labels: [] },
  madobe_turns_oldest_seconds: {
    kind: 'gauge',
    help: 'For how long the oldest of them has waited; 0 when none does.',
    labels: [],
  },
  madobe_turns_failed: {
    kind: 'gauge',
    help: 'Events whose turn was given up and that wait for staff, in all.',
    labels: [],
  },
  madobe_outbox_messages: {
    kind: 'gauge',
    help: 'Messages on their way or waiting for another try, in all.',
    labels: [],
  },
  madobe_outbox_oldest_seconds: {
    kind: 'gauge',
    help: 'For how long the oldest of them has been there; 0 when there is none.',
    labels: [],
  },
  madobe_outbox_held: {
    kind: 'gauge',
    help: 'Messages kept until LINE’s monthly quota is renewed, in all.',
    labels: [],
  },
  madobe_dead_letters: {
    kind: 'gauge',
    help: 'Messages that will not be sent again and wait for staff, in all, by the code of the reason.',
    labels: ['reason'],
  },
  madobe_queue_people: { kind: 'gauge', help: 'People who wait for a counsellor, in all.', labels: [] },
  madobe_queue_oldest_seconds: {
    kind: 'gauge',
    help: 'For how long the one who has waited longest has; 0 when nobody waits.',
    labels: [],
  },
  madobe_alarms_open: {
    kind: 'gauge',
    help: 'Alarms that nobody at the desk has seen, in all.',
    labels: ['urgency'],
  },
  madobe_alarms_oldest_seconds: {
    kind: 'gauge',
    help: 'For how long the oldest of them rings; 0 when none does.',
    labels: ['urgency'],
  },
  madobe_line_pushes_left: {
    kind: 'gauge',
    help: 'Pushes that LINE lets us send this month; absent where nothing limits them, or nobody can tell.',
    labels: [],
  },
} as const satisfies Readonly<Record<string, Metric>>;

export type MetricName = keyof typeof metricList;

/** In the order of the list. */
export const metricNames = Object.keys(metricList) as readonly MetricName[];
