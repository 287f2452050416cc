import type { Clock } from '../clock';
import { type Meaning, screenEvent, understandOnce } from '../conversation/meaning';
import {
  attemptTurn,
  type Choice,
  type ConversationState,
  type FlowEvent,
  type FlowSet,
  mediaKinds,
  type ServiceAnswer,
  type Services,
  type TurnContext,
  type TurnResult,
} from '../flow';
import { playedAnswer } from './play-live-services';
import { renderTurn } from './render-plain';

/** What can be typed besides what one would write to Madobe. */
export const talkCommands = [
  'Type what you would write, or the number of a choice. Besides that:',
  '  /follow   open the door: add Madobe as a friend, or come back',
  `  ${mediaKinds.map((kind) => `/${kind}`).join(' ')}`,
  '            send something without words',
  '  /help     these lines',
  '  /quit     end',
].join('\n');

/** What the terminal prints after a line was typed. */
export interface TalkReply {
  readonly text: string;
  /** The conversation is over, because the author said so. */
  readonly ended: boolean;
}

/**
 * A conversation with the real engine and no store: what was said is gone with the object. It plays the person's end,
 * so a number stands for the choice shown beside it, as a tap would.
 */
export class Talk {
  private state: ConversationState | null = null;
  private choices: readonly Choice[] = [];
  private turns = 0;
  private faults = 0;

  constructor(
    private readonly parts: {
      readonly flows: FlowSet;
      readonly services: Services;
      readonly meaning: Meaning;
      readonly clock: Clock;
      /** Stands for who the person is: chooses the offered nickname. */
      readonly seed: number;
    },
  ) {}

  /** Whether the flow has been at fault so far. */
  get faulty(): boolean {
    return this.faults > 0;
  }

  /** Takes one typed line. An empty line says nothing and is answered with nothing. */
  hear(line: string): TalkReply {
    const typed = line.trim();
    if (typed === '/quit') return { text: '', ended: true };
    if (typed === '') return { text: '', ended: false };
    const event = this.eventFor(typed);
    return { text: event === null ? talkCommands : this.take(event), ended: false };
  }

  private eventFor(typed: string): FlowEvent | null {
    if (typed.startsWith('/')) {
      const command = typed.slice(1);
      const media = mediaKinds.find((kind) => kind === command);
      if (media) return { kind: 'media', media };
      return command === 'follow' ? { kind: 'followed' } : null;
    }
    const number = /^\d{1,2}$/.test(typed.normalize('NFKC')) ? Number(typed.normalize('NFKC')) : 0;
    const choice = this.choices[number - 1];
    return choice ? { kind: 'chosen', data: choice.data } : { kind: 'text', text: typed };
  }

  private take(event: FlowEvent): string {
    const { services, meaning, clock, seed } = this.parts;
    const now = clock.now();
    this.turns += 1;
    // Whoever types a number twice means it twice: in a terminal nothing is a double tap.
    const state = this.state && { ...this.state, lastTap: null };
    const context = {
      now,
      happenedAt: now,
      source: `terminal/${this.turns}`,
      seed,
      services,
      danger: screenEvent(meaning, event).danger,
      understand: understandOnce(meaning),
    };
    const played: string[] = [];
    const result = this.attempt(state, event, context, played);
    this.state = result.effects.some(({ kind }) => kind === 'erase') ? null : result.state;
    this.choices = result.choices;
    if (result.fault !== undefined) this.faults += 1;
    return [...played, renderTurn(result)].join('\n\n');
  }

  /** Takes the turn; what only a server can look up or do is played, and named in `played`. */
  private attempt(
    state: ConversationState | null,
    event: FlowEvent,
    context: TurnContext,
    played: string[],
  ): TurnResult {
    const answers: ServiceAnswer[] = [];
    for (;;) {
      const attempt = attemptTurn(this.parts.flows, state, event, { ...context, answers });
      if (attempt.kind === 'taken') return attempt.result;
      const { service: name } = attempt.call;
      const service = context.services[name];
      if (service?.live === undefined) throw new RangeError(`${name} is no live service`);
      const answer = playedAnswer(service);
      answers.push(answer);
      played.push(`(${name} is played here: ${answer.outcome})`);
    }
  }
}
