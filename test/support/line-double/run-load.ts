import type { Chat, ShownMessage } from './chat';
import type { EventPost } from './event-post';
import { textOf } from './json';
import type { EventDraft, LineEvent } from './line-event';
import { lineIds } from './line-ids';
import { quickRepliesOf } from './screen';
import type { WebhookSender } from './webhook-sender';

export interface LoadOptions {
  /** How many people write at the same time, each waiting for the answer before the next line. */
  readonly people: number;
  /** For how long new lines are begun; lines under way are then still waited for. */
  readonly seconds: number;
  /** Says that no new lines need be begun any more, before the seconds are over. */
  readonly isEnough?: () => boolean;
  /** Default: where webhooks go already. */
  readonly webhookUrl?: string;
  /**
   * What each person does, over and over: a text to write; `tap:家族` taps the quick reply with that label if the
   * last answer had it, and writes the label otherwise; `follow:` adds the account.
   */
  readonly script: readonly string[];
  /**
   * Whether a webhook that was not acknowledged is delivered again (after `retryMs`) until it is, as for a server
   * that is being killed. Otherwise it counts as failed and the person goes on.
   */
  readonly redeliver?: boolean;
  /** Real milliseconds between such attempts. Default: 100. */
  readonly retryMs?: number;
  /** Real milliseconds after which an answer is given up. Default: 10,000. */
  readonly answerTimeoutMs?: number;
}

/** Milliseconds. */
export interface Spread {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

export interface LoadFigures {
  readonly people: number;
  /** From the first line to the last answer, without a tail of lines given up. */
  readonly seconds: number;
  /** Lines that were answered. */
  readonly turns: number;
  readonly turnsPerSecond: number;
  /** From the webhook's first byte to its 2xx. */
  readonly ackMs: Spread;
  /** From the webhook's first byte to the call that brought the answer. */
  readonly answerMs: Spread;
  /** Acknowledged later than LINE's deadline. */
  readonly lateAcks: number;
  /** Webhook requests without a 2xx. */
  readonly failedWebhooks: number;
  /** Lines acknowledged but not answered in time: lost. */
  readonly unanswered: number;
  /** Answers to lines that were given up already. */
  readonly lateAnswers: number;
  /** Calls that showed somebody a second answer to one line. */
  readonly doubled: number;
  /** Replies refused for their token: LINE kept the person from seeing something twice. */
  readonly refusedReplies: number;
}

interface LoadParts {
  readonly sender: WebhookSender;
  readonly post: EventPost;
  readonly chats: Map<string, Chat>;
}

/** Runs closed-loop people against the webhook and measures. Nothing about single lines is kept. */
export async function runLoad(parts: LoadParts, options: LoadOptions): Promise<LoadFigures> {
  const tally = new Tally();
  const started = performance.now();
  const end = started + options.seconds * 1_000;
  const people = Array.from({ length: options.people }, () => new LoadPerson(parts, options, tally));
  for (const person of people) parts.chats.set(person.userId, person);
  await Promise.all(people.map((person) => person.live(end)));
  for (const person of people) parts.chats.delete(person.userId);
  const seconds = Math.max(0.001, (tally.lastAnswerAt - started) / 1_000);
  const turns = tally.answers.length;
  return {
    people: options.people,
    seconds,
    turns,
    turnsPerSecond: turns / seconds,
    ackMs: spreadOf(tally.acks),
    answerMs: spreadOf(tally.answers),
    lateAcks: tally.lateAcks,
    failedWebhooks: tally.failedWebhooks,
    unanswered: tally.unanswered,
    lateAnswers: tally.lateAnswers,
    doubled: tally.doubled,
    refusedReplies: 0,
  };
}

class Tally {
  readonly acks: number[] = [];
  readonly answers: number[] = [];
  lateAcks = 0;
  failedWebhooks = 0;
  unanswered = 0;
  lateAnswers = 0;
  doubled = 0;
  lastAnswerAt = 0;
}

/** One line under way. */
interface Line {
  readonly eventId: string;
  readonly startedAt: number;
  answeredAt: number | null;
  onAnswer: () => void;
}

/** Somebody who only writes and waits: a phone without a screen. */
class LoadPerson implements Chat {
  readonly userId = lineIds.user();
  readonly seesReplies = true;
  readonly seesPushes = true;
  readonly members = 1;
  private line: Line | undefined;
  private newest: ShownMessage | undefined;
  /** Events whose answer is no longer waited for. */
  private readonly givenUp = new Set<string>();

  constructor(
    private readonly parts: LoadParts,
    private readonly options: LoadOptions,
    private readonly tally: Tally,
  ) {}

  /** Goes through the script until it is enough, or until `end` (on the clock of `performance.now()`). */
  async live(end: number): Promise<void> {
    const { script, isEnough = () => false } = this.options;
    for (let step = 0; performance.now() < end && !isEnough(); step += 1) {
      await this.take(script[step % script.length] ?? '');
    }
  }

  show(messages: readonly ShownMessage[], answers: string | null): void {
    const { line } = this;
    this.newest = messages.at(-1);
    if (answers !== null && this.givenUp.delete(answers)) {
      this.tally.lateAnswers += 1;
      return;
    }
    if (!line || line.answeredAt !== null || (answers !== null && answers !== line.eventId)) {
      this.tally.doubled += 1;
      return;
    }
    line.answeredAt = performance.now();
    line.onAnswer();
  }

  private async take(step: string): Promise<void> {
    const event = this.parts.post.makeUnkept(this.draftOf(step));
    const line: Line = {
      eventId: event.webhookEventId,
      startedAt: performance.now(),
      answeredAt: null,
      onAnswer: () => {},
    };
    this.line = line;
    const acknowledged = await this.deliver(event);
    const answeredAt = line.answeredAt ?? (acknowledged ? await this.answered(line) : null);
    if (answeredAt === null) {
      this.givenUp.add(line.eventId);
      if (acknowledged) this.tally.unanswered += 1;
      return;
    }
    this.tally.answers.push(answeredAt - line.startedAt);
    this.tally.lastAnswerAt = Math.max(this.tally.lastAnswerAt, performance.now());
  }

  private async deliver(event: LineEvent): Promise<boolean> {
    const giveUpAt = performance.now() + (this.options.answerTimeoutMs ?? 10_000);
    let attempt = await this.parts.sender.postLightly([event]);
    this.tally.acks.push(attempt.ms);
    if (attempt.late) this.tally.lateAcks += 1;
    while (!attempt.acknowledged) {
      this.tally.failedWebhooks += 1;
      if (!this.options.redeliver || performance.now() > giveUpAt) return false;
      await new Promise((resolve) => setTimeout(resolve, this.options.retryMs ?? 100));
      attempt = await this.parts.sender.postLightly([{ ...event, deliveryContext: { isRedelivery: true } }]);
    }
    return true;
  }

  private answered(line: Line): Promise<number | null> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(null), this.options.answerTimeoutMs ?? 10_000);
      line.onAnswer = () => {
        clearTimeout(timer);
        resolve(line.answeredAt);
      };
    });
  }

  private draftOf(step: string): EventDraft {
    const source = { type: 'user', userId: this.userId };
    if (step === 'follow:') return { type: 'follow', source, follow: { isUnblocked: false } };
    const label = step.startsWith('tap:') ? step.slice('tap:'.length) : undefined;
    const offered = this.newest ? quickRepliesOf(this.newest.message) : [];
    const action = offered.find((candidate) => candidate.label === label)?.action;
    if (action?.type === 'postback') {
      return { type: 'postback', source, postback: { data: textOf(action.data) ?? '' } };
    }
    const text = textOf(action?.text) ?? label ?? step;
    return {
      type: 'message',
      source,
      message: { id: lineIds.message(), type: 'text', text, quoteToken: lineIds.quoteToken() },
    };
  }
}

function spreadOf(values: readonly number[]): Spread {
  const sorted = Float64Array.from(values).sort();
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { p50: at(0.5), p99: at(0.99), max: sorted.at(-1) ?? 0 };
}
