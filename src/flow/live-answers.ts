import { FlowFault } from './flow-fault';
import type { LiveCall, LiveService, ServiceAnswer, ServiceMoment } from './service';
import type { Position } from './state';

/** Ends an attempt: the turn cannot go on before this call is answered. */
export class LiveNeed extends Error {
  override readonly name = 'LiveNeed';

  constructor(readonly call: LiveCall) {
    super('a live answer is needed');
  }
}

/**
 * The live answers of one attempt at a turn. They are handed out in the order in which they are asked for: the
 * interpreter is pure, so an attempt asks the same as the one before it, and then once more.
 */
export class LiveAnswers {
  private taken = 0;
  private readonly performed = new Map<string, ServiceAnswer>();

  /**
   * @param known the answers so far
   * @param mayNeed whether somebody waits to hear what is needed; where nobody does, an unknown answer is a fault
   */
  constructor(
    private readonly known: readonly ServiceAnswer[],
    private readonly mayNeed: boolean,
  ) {}

  /**
   * The answer to a call. What acts was performed once in this turn and keeps its answer.
   * @throws LiveNeed when it is not known yet
   */
  answer(
    name: string,
    service: LiveService<never>,
    at: Position | null,
    moment: () => ServiceMoment,
  ): ServiceAnswer {
    const performed = this.performed.get(name);
    if (performed !== undefined) return performed;
    const answer = this.known[this.taken];
    if (answer === undefined) {
      if (!this.mayNeed) throw new FlowFault('service_unanswered', at);
      throw new LiveNeed({ service: name, at: moment() });
    }
    this.taken += 1;
    if (service.live === 'acts') this.performed.set(name, answer);
    return answer;
  }

  /** What an acting service answered in this turn; undefined when it was not performed. */
  performedAnswer(name: string): ServiceAnswer | undefined {
    return this.performed.get(name);
  }
}
