import { stepTargets } from './check-references';
import { messagesAtMost } from './fit-messages';
import type { Problem } from './problem';
import type { FlowSources } from './read-flow-files';
import type { StepDefinition } from './schema';
import type { Position } from './state';

/** Every step is reached, no turn goes round in circles, says too much, or says nothing. */
export function checkPaths(sources: FlowSources): readonly Problem[] {
  const graph = new FlowGraph(sources);
  const loops = checkLoops(graph);
  return [
    ...checkReachable(graph),
    ...loops,
    // Lengths of paths mean something only where paths end.
    ...(loops.length > 0 ? [] : checkTurns(graph)),
  ];
}

type Way = readonly Position[];

/** The steps of all flows with the ways between them. Names that lead nowhere are no ways. */
class FlowGraph {
  /** Whether a flow can end in the same turn in which it was entered. */
  private readonly passable = new Set<string>();
  readonly roots: readonly Position[];

  constructor(readonly sources: FlowSources) {
    const { moves, events } = sources.moves.content;
    this.roots = [...Object.values(moves), ...Object.values(events)].flatMap((written) => [
      ...('go' in written ? this.startOf(written.go) : []),
      ...('enter' in written ? this.startOf(written.enter) : []),
    ]);
    for (let before = -1; before !== this.passable.size; ) {
      before = this.passable.size;
      for (const flow of sources.flows.keys()) {
        if (this.startOf(flow).some((start) => this.reachesEnd(start, new Set()))) this.passable.add(flow);
      }
    }
  }

  get positions(): readonly Position[] {
    return [...this.sources.flows].flatMap(([flow, { content }]) =>
      Object.keys(content.steps).map((step) => ({ flow, step })),
    );
  }

  step({ flow, step }: Position): StepDefinition | undefined {
    const steps = this.sources.flows.get(flow)?.content.steps;
    return steps !== undefined && Object.hasOwn(steps, step) ? steps[step] : undefined;
  }

  startOf(flow: string | undefined): Way {
    const found = flow === undefined ? undefined : this.sources.flows.get(flow);
    return found === undefined ? [] : this.existing({ flow: found.content.flow, step: found.content.start });
  }

  /** Where a turn can go on from here without waiting. */
  next(at: Position): Way {
    const step = this.step(at);
    if (step === undefined || step.ask !== undefined) return [];
    if (step.enter !== undefined) {
      return [...this.startOf(step.enter), ...(this.passable.has(step.enter) ? this.inside(at) : [])];
    }
    return [...this.startOf(step.go), ...this.inside(at)];
  }

  /** All steps of the same flow that a step names, whether the turn waits before them or not. */
  inside(at: Position): Way {
    const step = this.step(at);
    return step === undefined
      ? []
      : stepTargets(step).flatMap(({ target }) => this.existing({ flow: at.flow, step: target }));
  }

  /** The steps at which flows go on that entered this one, and whether it may also end with no flow to return to. */
  callers(flow: string): { readonly returns: Way; readonly mayRest: boolean } {
    const returns: Position[] = [];
    let mayRest = this.roots.some((root) => root.flow === flow);
    for (const at of this.positions) {
      const step = this.step(at);
      if (step?.enter === flow) returns.push(...this.inside(at));
      if (step?.go === flow) mayRest = true;
    }
    return { returns, mayRest };
  }

  says(at: Position): number {
    return this.step(at)?.say?.length ?? 0;
  }

  place(at: Position): Pick<Problem, 'file' | 'line' | 'flow' | 'step'> {
    const file = this.sources.flows.get(at.flow);
    return {
      file: file?.file ?? at.flow,
      line: file?.lineOf(['steps', at.step]) ?? 1,
      flow: at.flow,
      step: at.step,
    };
  }

  private existing(at: Position): Way {
    return this.step(at) === undefined ? [] : [at];
  }

  private reachesEnd(at: Position, seen: Set<string>): boolean {
    if (seen.has(nameOf(at))) return false;
    seen.add(nameOf(at));
    const step = this.step(at);
    if (step?.end) return true;
    if (step === undefined || step.ask !== undefined || step.go !== undefined) return false;
    if (step.enter !== undefined && !this.passable.has(step.enter)) return false;
    return this.inside(at).some((target) => this.reachesEnd(target, seen));
  }
}

function checkReachable(graph: FlowGraph): readonly Problem[] {
  const reached = new Set<string>();
  const waiting = [...graph.roots];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (reached.has(nameOf(at))) continue;
    reached.add(nameOf(at));
    const step = graph.step(at);
    waiting.push(...graph.inside(at), ...graph.startOf(step?.go), ...graph.startOf(step?.enter));
  }
  const flowsReached = new Set([...reached].map((name) => name.slice(0, name.indexOf('/'))));
  const lost: Problem[] = [];
  for (const [flow, file] of graph.sources.flows) {
    if (flowsReached.has(flow)) continue;
    lost.push({
      file: file.file,
      line: file.lineOf(['flow']),
      flow,
      message: 'is reached from nowhere: lead to it with `go` or `enter`, or take it out',
    });
  }
  for (const at of graph.positions) {
    if (!flowsReached.has(at.flow) || reached.has(nameOf(at))) continue;
    lost.push({ ...graph.place(at), message: 'is reached from no other step: lead to it, or take it out' });
  }
  return lost;
}

function checkLoops(graph: FlowGraph): readonly Problem[] {
  const done = new Set<string>();
  const problems: Problem[] = [];
  const walk = (at: Position, path: readonly Position[]): void => {
    const start = path.findIndex((before) => nameOf(before) === nameOf(at));
    if (start >= 0) {
      const round = [...path.slice(start), at].map(nameOf).join(' → ');
      problems.push({
        ...graph.place(at),
        message: `goes round without waiting for the person (${round}): put a question into the round`,
      });
      return;
    }
    if (done.has(nameOf(at))) return;
    for (const next of graph.next(at)) walk(next, [...path, at]);
    done.add(nameOf(at));
  };
  for (const at of graph.positions) walk(at, []);
  return problems;
}

/** The fewest and the most messages of a part of a turn; null when that part cannot be. */
type Range = { readonly least: number; readonly most: number } | null;

/** Measures turns. The graph must have no loops. */
class TurnLengths {
  private readonly turns = new Map<string, Range>();
  private readonly ends = new Map<string, Range>();

  constructor(private readonly graph: FlowGraph) {}

  /** From a step to the end of the turn: a question, or rest. Returns that follow the end of a flow are counted. */
  ofTurn(at: Position): Range {
    return either(this.toWait(at), followed(this.toEnd(at), this.afterEnd(at.flow, new Set())));
  }

  /** From a step until it waits, or leaves its flow for good. */
  private toWait(at: Position): Range {
    return this.remembered(this.turns, at, () => {
      const step = this.graph.step(at);
      if (step === undefined || step.end) return null;
      const here = exactly(this.graph.says(at));
      if (step.ask !== undefined) return here;
      if (step.go !== undefined) {
        return this.across(here, this.graph.startOf(step.go), (start) =>
          either(this.toWait(start), this.toEnd(start)),
        );
      }
      if (step.enter !== undefined) {
        const inner = this.graph.startOf(step.enter);
        return either(
          this.across(here, inner, (start) => this.toWait(start)),
          this.across(
            this.across(here, inner, (start) => this.toEnd(start)),
            this.graph.inside(at),
            (then) => this.toWait(then),
          ),
        );
      }
      return this.across(here, this.graph.inside(at), (then) => this.toWait(then));
    });
  }

  /** From a step until its flow ends, without waiting. */
  private toEnd(at: Position): Range {
    return this.remembered(this.ends, at, () => {
      const step = this.graph.step(at);
      const here = exactly(this.graph.says(at));
      if (step?.end) return here;
      if (step === undefined || step.ask !== undefined || step.go !== undefined) return null;
      const through =
        step.enter === undefined
          ? here
          : this.across(here, this.graph.startOf(step.enter), (start) => this.toEnd(start));
      return this.across(through, this.graph.inside(at), (then) => this.toEnd(then));
    });
  }

  /** What can follow in the same turn once a flow has ended. */
  private afterEnd(flow: string, seen: Set<string>): Range {
    if (seen.has(flow)) return null;
    seen.add(flow);
    const { returns, mayRest } = this.graph.callers(flow);
    return returns.reduce<Range>(
      (range, at) =>
        either(
          range,
          either(this.toWait(at), followed(this.toEnd(at), this.afterEnd(at.flow, new Set(seen)))),
        ),
      mayRest || returns.length === 0 ? exactly(0) : null,
    );
  }

  private across(before: Range, targets: Way, measure: (target: Position) => Range): Range {
    return followed(
      before,
      targets.map(measure).reduce((all, one) => either(all, one), null),
    );
  }

  private remembered(memory: Map<string, Range>, at: Position, measure: () => Range): Range {
    const known = memory.get(nameOf(at));
    if (known !== undefined) return known;
    const range = measure();
    memory.set(nameOf(at), range);
    return range;
  }
}

function checkTurns(graph: FlowGraph): readonly Problem[] {
  const lengths = new TurnLengths(graph);
  const problems: Problem[] = [];
  const judge = (place: Omit<Problem, 'message'>, what: string, own: number, starts: Way): void => {
    const range = starts.map((start) => lengths.ofTurn(start)).reduce((all, one) => either(all, one), null);
    const most = own + (range?.most ?? 0);
    const least = own + (range?.least ?? 0);
    if (most > messagesAtMost) {
      problems.push({
        ...place,
        message: `${what} brings up to ${most} messages at once, and LINE takes ${messagesAtMost}: join some, or ask something in between`,
      });
    }
    if (least === 0 && (range !== null || starts.length === 0)) {
      problems.push({ ...place, message: `${what} may be met with silence: say something on every way` });
    }
  };
  for (const at of graph.positions) {
    const step = graph.step(at);
    if (step?.ask === undefined) continue;
    const targets = stepTargets(step);
    for (const { path, target } of targets) {
      const [, kind, option] = path;
      const what = kind === 'input' ? 'typed input' : `the answer \`${String(option)}\``;
      const start = { flow: at.flow, step: target };
      const file = graph.sources.flows.get(at.flow);
      const line = file?.lineOf(['steps', at.step, ...path]) ?? 1;
      if (graph.step(start) !== undefined) judge({ ...graph.place(at), line }, what, 0, [start]);
    }
  }
  const { moves } = graph.sources;
  const judgeEntry = (
    group: 'moves' | 'events',
    name: string,
    written: {
      readonly say?: readonly string[] | undefined;
      readonly go?: string | undefined;
      readonly enter?: string | undefined;
    },
  ): void => {
    const target = written.go ?? written.enter;
    const starts = graph.startOf(target);
    if (target !== undefined && starts.length === 0) return;
    const place = { file: moves.file, line: moves.lineOf([group, name]) };
    judge(place, `\`${name}\``, written.say?.length ?? 0, starts);
  };
  for (const [name, written] of Object.entries(moves.content.moves)) {
    // Going back and resuming ask a question again, which speaks for itself.
    if (!written.back && !written.resume) judgeEntry('moves', name, written);
  }
  for (const [name, written] of Object.entries(moves.content.events)) judgeEntry('events', name, written);
  return problems;
}

function exactly(count: number): Range {
  return { least: count, most: count };
}

function either(a: Range, b: Range): Range {
  if (a === null || b === null) return a ?? b;
  return { least: Math.min(a.least, b.least), most: Math.max(a.most, b.most) };
}

function followed(first: Range, second: Range): Range {
  if (first === null || second === null) return null;
  return { least: first.least + second.least, most: first.most + second.most };
}

function nameOf({ flow, step }: Position): string {
  return `${flow}/${step}`;
}
