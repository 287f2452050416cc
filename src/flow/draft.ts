import { FlowFault } from './flow-fault';
import {
  type Flow,
  type FlowSet,
  isQuestion,
  type PerLanguage,
  type QuestionStep,
  type Step,
} from './flow-set';
import { type Language, languages, type Message } from './message';
import type { EffectName } from './schema';
import type { Service, ServiceAnswer } from './service';
import type { ConversationState, Fact, Place, Position } from './state';
import type { Effect, TurnContext } from './turn';
import { renderUtterance, type Utterance } from './utterance';

/** How many places are kept for going back, and how deep flows may enter one another across turns. */
const BOUND = 20;

/** The one fact that is not stored as such: it is the language of the conversation. */
export const languageFact = 'language';

/**
 * A turn in the making: a working copy of the state with what has been said so far. It alone knows how places are
 * kept; the state it began with is never touched.
 */
export class Draft {
  language: Language;
  position: Position | null;
  stack: readonly Position[];
  trail: readonly Place[];
  paused: Place | null;
  /** How much is offered when nothing is asked any more: little after "また今度" and "やめる", nothing once erased. */
  offer: 'all' | 'help' | 'nothing' = 'all';
  readonly messages: Message[] = [];
  readonly effects: Effect[] = [];
  private facts: Readonly<Record<string, Fact>>;
  private values: Readonly<Record<string, string>>;
  private held: Readonly<Record<string, Fact>>;
  private flow: Flow | undefined;

  constructor(
    readonly flows: FlowSet,
    private readonly before: ConversationState,
    readonly context: TurnContext,
  ) {
    this.language = before.language;
    this.position = before.position;
    this.stack = before.stack;
    this.trail = before.trail;
    this.paused = before.paused;
    this.facts = before.facts;
    this.values = before.values;
    this.held = before.held ?? {};
    this.flow = before.position === null ? undefined : flows.flows.get(before.position.flow);
    // The flow was edited meanwhile: nothing is asked any more, and nobody sees an error.
    if (this.questionAt(this.position) === null) this.position = null;
  }

  /** The question that is open now. */
  get question(): QuestionStep | null {
    return this.questionAt(this.position);
  }

  stepAt(position: Position | null): Step | null {
    if (position === null) return null;
    return this.flows.flows.get(position.flow)?.steps.get(position.step) ?? null;
  }

  questionAt(position: Position | null): QuestionStep | null {
    const step = this.stepAt(position);
    return step !== null && isQuestion(step) ? step : null;
  }

  /**
   * Where a question must first be asked again, because what was typed there, and this question is about, is gone: its
   * message was unsent, or something else came in between. Null when it can be asked.
   */
  retakenAt(question: QuestionStep): Position | null {
    const gone = question.way.about.find((name) => !Object.hasOwn(this.held, name));
    return gone === undefined ? null : this.takenAt(question, gone);
  }

  /** Steps into a flow. Values of services live within one flow: another's of the same name would be wrong here. */
  inFlow(name: string): Flow {
    if (this.flow?.name === name) return this.flow;
    const flow = this.flows.flows.get(name);
    if (flow === undefined) throw new FlowFault('unknown_flow', { flow: name, step: '' });
    this.flow = flow;
    this.values = {};
    this.held = {};
    return flow;
  }

  say(said: PerLanguage<readonly Utterance[]>): void {
    for (const utterance of said[this.language]) {
      const message = renderUtterance(utterance, this.before.turns, this.lookup);
      if (message !== null) this.messages.push(message);
    }
  }

  apply(effect: EffectName | null): void {
    if (effect === null) return;
    if (effect === 'erase') {
      this.effects.push({ kind: 'erase' });
      this.facts = {};
      this.values = {};
      this.held = {};
      this.position = null;
      this.stack = [];
      this.trail = [];
      this.paused = null;
      this.offer = 'nothing';
    } else {
      this.allowNotices(effect === 'notices-on');
    }
  }

  allowNotices(allowed: boolean): void {
    this.effects.push({ kind: 'notices', allowed });
  }

  /** @param source where it comes from, when not from this turn's message */
  remember(fact: string, value: string, source = this.context.source): void {
    if (fact === languageFact) {
      const language = languages.find((known) => known === value);
      // Values of services are in the language they were asked in.
      if (language !== undefined && language !== this.language) this.values = {};
      this.language = language ?? this.language;
    } else {
      this.facts = { ...this.facts, [fact]: { value, source } };
    }
  }

  /** Keeps what was typed for the question that is asked about it. It is not remembered. */
  hold(name: string, value: string): void {
    this.held = { [name]: { value, source: this.context.source } };
  }

  /** What is held under this name, with where it came from. */
  heldValue(name: string): Fact | undefined {
    return Object.hasOwn(this.held, name) ? this.held[name] : undefined;
  }

  /** An answer was given: what was held for the question has been remembered, or is not wanted. */
  letGo(): void {
    this.held = {};
  }

  factValue(fact: string): Fact['value'] | undefined {
    if (fact === languageFact) return this.language;
    return Object.hasOwn(this.facts, fact) ? this.facts[fact]?.value : undefined;
  }

  /** Calls a service; its values replace those of the call before. */
  call(name: string, at: Position): ServiceAnswer {
    const service = this.service(name);
    if (service === undefined) throw new FlowFault('unknown_service', at);
    const answer = this.answerOf(service, at);
    this.values = answer.values;
    return answer;
  }

  /**
   * A place for a value: service values, then what is held, then facts, then the organisation, then a service of this
   * flow asked again.
   */
  readonly lookup = (name: string): string | undefined => {
    if (Object.hasOwn(this.values, name)) return this.values[name];
    const fact = this.heldValue(name)?.value ?? this.factValue(name);
    if (fact !== undefined) return String(fact);
    if (name === 'organisation') return this.flows.organisation.name[this.language];
    if (name === 'conversationDays') return String(this.flows.organisation.retention.conversationDays);
    return this.fetchAgain(name);
  };

  /** Leaves the open question: it can be gone back to. */
  leave(): void {
    const place = this.place();
    if (place === null) return;
    const last = this.trail.at(-1);
    if (last === undefined || !samePosition(last, place)) this.trail = [...this.trail, place].slice(-BOUND);
    this.position = null;
  }

  /** Opens a question. Going back from it never leads to itself, and it is no longer "left open". */
  open(position: Position): void {
    this.position = position;
    const last = this.trail.at(-1);
    if (last !== undefined && samePosition(last, position)) this.trail = this.trail.slice(0, -1);
    if (this.paused !== null && samePosition(this.paused, position)) this.paused = null;
  }

  /**
   * The open question with its way back, for keeping. For one that is about typed words it is the question that took
   * them: the words are not kept that long.
   */
  place(): Place | null {
    const { question } = this;
    if (question === null) return null;
    const [about] = question.way.about;
    const position = about === undefined ? question.position : this.takenAt(question, about);
    return this.stack.length === 0 ? position : { ...position, stack: this.stack };
  }

  /** Goes to a kept place; what is open must have been left before. */
  goTo(place: Place): void {
    this.position = { flow: place.flow, step: place.step };
    this.stack = place.stack ?? [];
  }

  /** Remembers where an entered flow returns to. Past the bound the outermost return is forgotten. */
  push(position: Position): void {
    this.stack = [...this.stack, position].slice(-BOUND);
  }

  /** The innermost place to return to that still exists, or null. */
  pop(): Position | null {
    for (;;) {
      const top = this.stack.at(-1);
      if (top === undefined) return null;
      this.stack = this.stack.slice(0, -1);
      if (this.stepAt(top) !== null) return top;
    }
  }

  /** The state as it stands. */
  state(turns: number, lastTap: ConversationState['lastTap']): ConversationState {
    return {
      version: 1,
      language: this.language,
      position: this.position,
      stack: this.stack,
      trail: this.trail,
      paused: this.paused,
      facts: this.facts,
      values: this.values,
      ...this.heldForQuestion(),
      turns,
      lastTap,
    };
  }

  /** Typed words stay only for the open question, and only if it is about them. */
  private heldForQuestion(): Pick<ConversationState, 'held'> {
    const about = this.question?.way.about ?? [];
    const kept = Object.entries(this.held).filter(([name]) => about.includes(name));
    return kept.length === 0 ? {} : { held: Object.fromEntries(kept) };
  }

  private takenAt({ position }: QuestionStep, value: string): Position {
    const step = this.flows.flows.get(position.flow)?.held.get(value);
    return step === undefined ? position : { flow: position.flow, step };
  }

  private service(name: string): Service | undefined {
    const { services } = this.context;
    return Object.hasOwn(services, name) ? services[name] : undefined;
  }

  private answerOf(service: Service, at: Position | null): ServiceAnswer {
    const { now, seed } = this.context;
    const state = this.state(this.before.turns, this.before.lastTap);
    try {
      return service.answer({ now, seed, language: this.language, state });
    } catch {
      // What went wrong inside may quote the person; only the place is told.
      throw new FlowFault('service_failed', at);
    }
  }

  /** A question that is asked again after other things may have lost its values: its flow's services have them. */
  private fetchAgain(name: string): string | undefined {
    for (const serviceName of this.flow?.services ?? []) {
      const service = this.service(serviceName);
      if (service === undefined || !Object.hasOwn(service.values, name)) continue;
      const { values } = this.answerOf(service, this.position);
      this.values = { ...this.values, ...values };
      return Object.hasOwn(values, name) ? values[name] : undefined;
    }
    return undefined;
  }
}

export function samePosition(a: Position, b: Position): boolean {
  return a.flow === b.flow && a.step === b.step;
}
