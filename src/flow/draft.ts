import { FlowFault } from './flow-fault';
import {
  type Flow,
  type FlowSet,
  isQuestion,
  type Move,
  type PerLanguage,
  type QuestionStep,
  type Step,
} from './flow-set';
import { LiveAnswers } from './live-answers';
import { type Language, languages, type Message } from './message';
import { organisationValue, organisationValues } from './organisation';
import type { EffectName } from './schema';
import type { ListItem, LiveService, Service, ServiceAnswer, ServiceMoment } from './service';
import { showValue } from './show-value';
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
 *
 * One class, since whatever a turn changes is changed here: a step that is broken off leaves nothing half done.
 */
export class Draft {
  language: Language;
  position: Position | null;
  stack: readonly Position[];
  trail: readonly Place[];
  paused: Place | null;
  /** How much is offered when nothing is asked any more: little after "また今度" and "やめる", nothing once erased. */
  offer: 'all' | 'help' | 'nothing' = 'all';
  /** Moves whose buttons come first at the end of this turn. */
  lead: readonly Move[] = [];
  /** Places that what was typed may mean: they are offered as buttons at the end of this turn. */
  places: readonly string[] = [];
  readonly messages: Message[] = [];
  readonly effects: Effect[] = [];
  /** Every step taken so far, in order. */
  readonly steps: Position[] = [];
  private facts: Readonly<Record<string, Fact>>;
  private values: Readonly<Record<string, string>>;
  private lists: Readonly<Record<string, readonly ListItem[]>>;
  private held: Readonly<Record<string, Fact>>;
  private saidInDanger: Readonly<Record<string, number>>;
  private flow: Flow | undefined;

  constructor(
    readonly flows: FlowSet,
    private readonly before: ConversationState,
    readonly context: TurnContext,
    /** Shared by all drafts of one attempt at a turn. */
    readonly live = new LiveAnswers(context.answers ?? [], false),
  ) {
    this.language = before.language;
    this.position = before.position;
    this.stack = before.stack;
    this.trail = before.trail;
    this.paused = before.paused;
    this.facts = before.facts;
    this.values = before.values;
    this.lists = before.lists ?? {};
    this.held = before.held ?? {};
    this.saidInDanger = before.saidInDanger ?? {};
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
    this.lists = {};
    this.held = {};
    return flow;
  }

  say(said: PerLanguage<readonly Utterance[]>): void {
    for (const utterance of said[this.language]) {
      const message = renderUtterance(utterance, this.before.turns, this.lookup, this.itemsOf);
      if (message !== null) this.messages.push(message);
    }
  }

  apply(effect: EffectName | null): void {
    if (effect === null) return;
    if (effect === 'erase' || effect === 'erase-conversation') {
      this.effects.push({ kind: effect });
      this.facts = {};
      this.values = {};
      this.lists = {};
      this.held = {};
      this.saidInDanger = {};
      this.position = null;
      this.stack = [];
      this.trail = [];
      this.paused = null;
      if (effect === 'erase') this.offer = 'nothing';
    } else {
      this.allowNotices(effect === 'notices-on');
    }
  }

  /** Facts that are gone from here on. */
  forget(facts: readonly string[]): void {
    if (!facts.some((name) => Object.hasOwn(this.facts, name))) return;
    this.facts = Object.fromEntries(Object.entries(this.facts).filter(([name]) => !facts.includes(name)));
  }

  allowNotices(allowed: boolean): void {
    this.effects.push({ kind: 'notices', allowed });
  }

  /** @param source where it comes from, when not from this turn's message */
  remember(fact: string, value: Fact['value'], source = this.context.source): void {
    if (fact === languageFact) {
      const language = languages.find((known) => known === value);
      // Values of services are in the language they were asked in.
      if (language !== undefined && language !== this.language) {
        this.values = {};
        this.lists = {};
      }
      this.language = language ?? this.language;
    } else {
      this.facts = { ...this.facts, [fact]: { value, source } };
    }
  }

  /** Keeps an answer: words for the question that is asked about them, anything else for this flow. Not remembered. */
  hold(name: string, value: Fact['value']): void {
    this.letGo();
    this.held = { ...this.held, [name]: { value, source: this.context.source } };
  }

  /** What is held under this name, with where it came from. */
  heldValue(name: string): Fact | undefined {
    return Object.hasOwn(this.held, name) ? this.held[name] : undefined;
  }

  /** An answer was given: words that were held for the question have been remembered, or are not wanted. */
  letGo(): void {
    this.held = this.heldWhere((name) => this.flow?.kept.has(name) === true);
  }

  factValue(fact: string): Fact['value'] | undefined {
    if (fact === languageFact) return this.language;
    return Object.hasOwn(this.facts, fact) ? this.facts[fact]?.value : undefined;
  }

  /** Calls a service; its values replace those of the call before. */
  call(name: string, at: Position): ServiceAnswer {
    const service = this.service(name);
    if (service === undefined) throw new FlowFault('unknown_service', at);
    const answer = this.answerOf(name, service, at);
    this.values = answer.values;
    this.lists = listsOf(service, answer);
    return answer;
  }

  /** The items of a list: as its service gave them, or a service of this flow asked again. */
  readonly itemsOf = (list: string): readonly ListItem[] => {
    if (!Object.hasOwn(this.lists, list)) {
      this.fetchAgain(({ lists }) => lists !== undefined && Object.hasOwn(lists, list));
    }
    return Object.hasOwn(this.lists, list) ? (this.lists[list] ?? []) : [];
  };

  /**
   * A place for a value: service values, then what is held, then facts, then the organisation, then a service of this
   * flow asked again.
   */
  readonly lookup = (name: string): string | undefined => {
    if (Object.hasOwn(this.values, name)) return this.values[name];
    const fact = this.heldValue(name)?.value ?? this.factValue(name);
    if (fact !== undefined) return showValue(this.flows, name, fact, this.language);
    const ofOrganisation = organisationValues.find((value) => value === name);
    if (ofOrganisation) return organisationValue(this.flows.organisation, ofOrganisation, this.language);
    this.fetchAgain(({ values }) => Object.hasOwn(values, name));
    return Object.hasOwn(this.values, name) ? this.values[name] : undefined;
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
    const about = question.way.about.find((name) => this.flow?.kept.has(name) !== true);
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
      ...this.listForQuestion(),
      ...this.heldForQuestion(),
      ...this.recentlySaidInDanger(),
      turns,
      lastTap,
    };
  }

  /** A copy that starts from here with nothing asked. What it says is its own until it is said here too. */
  aside(): Draft {
    const { turns, lastTap } = this.before;
    const here = this.state(turns, lastTap);
    const { lists: _, ...elsewhere } = here;
    const start = { ...elsewhere, position: null, stack: [], values: {} };
    return new Draft(this.flows, start, this.context, this.live);
  }

  /** Whether this was said in danger so short a time ago that it is still before the person's eyes. */
  justSaidInDanger(what: string): boolean {
    return Object.hasOwn(this.recentlySaid(), what);
  }

  noteSaidInDanger(...what: readonly string[]): void {
    const { now } = this.context;
    this.saidInDanger = {
      ...this.saidInDanger,
      ...Object.fromEntries(what.map((name): [string, number] => [name, now])),
    };
  }

  private recentlySaid(): Readonly<Record<string, number>> {
    const { now } = this.context;
    const { quietMs } = this.flows.dangers;
    // A clock that was put back makes nothing recent for ever.
    return Object.fromEntries(
      Object.entries(this.saidInDanger).filter(([, at]) => Math.abs(now - at) < quietMs),
    );
  }

  private recentlySaidInDanger(): Pick<ConversationState, 'saidInDanger'> {
    const recent = this.recentlySaid();
    return Object.keys(recent).length === 0 ? {} : { saidInDanger: recent };
  }

  /** Typed words stay only for the open question, and only if it is about them; anything else while one is open. */
  private heldForQuestion(): Pick<ConversationState, 'held'> {
    const { question } = this;
    if (question === null) return {};
    const { about } = question.way;
    const held = this.heldWhere((name) => about.includes(name) || this.flow?.kept.has(name) === true);
    return Object.keys(held).length === 0 ? {} : { held };
  }

  private heldWhere(wanted: (name: string) => boolean): Readonly<Record<string, Fact>> {
    return Object.fromEntries(Object.entries(this.held).filter(([name]) => wanted(name)));
  }

  /** A list stays only while its items can be chosen: what is said of it was said. */
  private listForQuestion(): Pick<ConversationState, 'lists'> {
    const list = this.question?.way.each?.list;
    if (list === undefined || !Object.hasOwn(this.lists, list)) return {};
    return { lists: { [list]: this.lists[list] ?? [] } };
  }

  private takenAt({ position }: QuestionStep, value: string): Position {
    const step = this.flows.flows.get(position.flow)?.held.get(value);
    return step === undefined ? position : { flow: position.flow, step };
  }

  private service(name: string): Service | LiveService<never> | undefined {
    const { services } = this.context;
    return Object.hasOwn(services, name) ? services[name] : undefined;
  }

  private answerOf(name: string, service: Service | LiveService<never>, at: Position | null): ServiceAnswer {
    if (service.live !== undefined) return this.live.answer(name, service, at, () => this.moment());
    try {
      return service.answer(this.moment());
    } catch {
      // What went wrong inside may quote the person; only the place is told.
      throw new FlowFault('service_failed', at);
    }
  }

  private moment(): ServiceMoment {
    const { now, seed, danger = null } = this.context;
    const state = { ...this.state(this.before.turns, this.before.lastTap), held: this.held };
    return { now, seed, danger, language: this.language, state };
  }

  /**
   * A question that is asked again after other things may have lost its values: its flow's services have them. What acts
   * is not asked again; what it gave in this very turn is still known.
   */
  private fetchAgain(gives: (service: Service | LiveService<never>) => boolean): void {
    for (const name of this.flow?.services ?? []) {
      const service = this.service(name);
      if (service === undefined || !gives(service)) continue;
      const answer =
        service.live === 'acts'
          ? this.live.performedAnswer(name)
          : this.answerOf(name, service, this.position);
      if (answer === undefined) continue;
      this.values = { ...this.values, ...answer.values };
      this.lists = { ...this.lists, ...listsOf(service, answer) };
      return;
    }
  }
}

/** The declared lists of an answer, none longer than was declared. */
function listsOf(
  { lists: declared }: Service | LiveService<never>,
  { lists = {} }: ServiceAnswer,
): Readonly<Record<string, readonly ListItem[]>> {
  if (declared === undefined) return noLists;
  return Object.fromEntries(
    Object.entries(declared).map(([name, { most }]) => [
      name,
      (Object.hasOwn(lists, name) ? (lists[name] ?? []) : []).slice(0, most),
    ]),
  );
}

const noLists = {};

export function samePosition(a: Position, b: Position): boolean {
  return a.flow === b.flow && a.step === b.step;
}
