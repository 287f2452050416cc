import { stepTargets } from './check-references';
import { dangerOpenings } from './danger';
import type { FlowSet } from './flow-set';
import type { Problem } from './problem';
import type { FlowSources } from './read-flow-files';
import type { StepDefinition } from './schema';
import type { Position } from './state';

/** Steps that follow a step. */
export type Way = readonly Position[];

/** The steps of all flows with the ways between them. Names that lead nowhere are no ways. */
export class FlowGraph {
  /** Where people come in: what moves, events and danger lead to. */
  readonly roots: Way;
  /** Every step that exists. */
  readonly positions: Way;
  /** Every step that somebody can come to, in the order of the files. */
  readonly reached: Way;
  /** Every question that somebody can be asked. */
  readonly questions: Way;
  /** Flows that can end in the same turn in which they were entered. */
  private readonly passable: ReadonlySet<string>;
  /** Flows that can end at all: whoever entered them comes back. */
  private readonly returning: ReadonlySet<string>;

  constructor(readonly sources: FlowSources) {
    const { moves, events, danger } = sources.moves.content;
    this.roots = [
      ...[...Object.values(moves), ...Object.values(events)].flatMap((written) => [
        ...('go' in written ? this.startOf(written.go) : []),
        ...('enter' in written ? this.startOf(written.enter) : []),
      ]),
      ...dangerOpenings.flatMap((opening) => {
        const { enter, again } = danger[opening];
        return [...this.startOf(enter), ...this.startOf(again)];
      }),
    ];
    this.positions = [...sources.flows].flatMap(([flow, { content }]) =>
      Object.keys(content.steps).map((step) => ({ flow, step })),
    );
    this.passable = this.flowsThatEnd((step) => step.ask !== undefined);
    this.returning = this.flowsThatEnd(() => false);
    const reached = this.followed(this.roots);
    this.reached = this.positions.filter((at) => reached.has(nameOf(at)));
    this.questions = this.reached.filter((at) => this.step(at)?.ask !== undefined);
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

  /** Whether whoever enters this flow can come back from it. */
  returns(flow: string): boolean {
    return this.returning.has(flow);
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

  /** Where a step is written, or the deepest part of it that `path` names. */
  place(at: Position, path: readonly PropertyKey[] = []): Pick<Problem, 'file' | 'line' | 'flow' | 'step'> {
    const file = this.sources.flows.get(at.flow);
    return {
      file: file?.file ?? at.flow,
      line: file?.lineOf(['steps', at.step, ...path]) ?? 1,
      flow: at.flow,
      step: at.step,
    };
  }

  private existing(at: Position): Way {
    return this.step(at) === undefined ? [] : [at];
  }

  private followed(starts: Way): ReadonlySet<string> {
    const reached = new Set<string>();
    const waiting = [...starts];
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      if (reached.has(nameOf(at))) continue;
      reached.add(nameOf(at));
      const step = this.step(at);
      waiting.push(...this.inside(at), ...this.startOf(step?.go), ...this.startOf(step?.enter));
    }
    return reached;
  }

  private flowsThatEnd(stopsAt: (step: StepDefinition) => boolean): ReadonlySet<string> {
    const ending = new Set<string>();
    for (let before = -1; before !== ending.size; ) {
      before = ending.size;
      for (const flow of this.sources.flows.keys()) {
        if (this.startOf(flow).some((start) => this.reachesEnd(start, stopsAt, ending, new Set()))) {
          ending.add(flow);
        }
      }
    }
    return ending;
  }

  private reachesEnd(
    at: Position,
    stopsAt: (step: StepDefinition) => boolean,
    ending: ReadonlySet<string>,
    seen: Set<string>,
  ): boolean {
    if (seen.has(nameOf(at))) return false;
    seen.add(nameOf(at));
    const step = this.step(at);
    if (step?.end) return true;
    if (step === undefined || step.go !== undefined || stopsAt(step)) return false;
    if (step.enter !== undefined && !ending.has(step.enter)) return false;
    return this.inside(at).some((target) => this.reachesEnd(target, stopsAt, ending, seen));
  }
}

/** Every step that somebody can come to, in the order of the files. */
export function reachableSteps({ sources }: FlowSet): readonly Position[] {
  return new FlowGraph(sources).reached;
}

/** A step's name over all flows. */
export function nameOf({ flow, step }: Position): string {
  return `${flow}/${step}`;
}
