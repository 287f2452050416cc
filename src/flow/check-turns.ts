import { stepTargets } from './check-references';
import { messagesAtMost } from './fit-messages';
import { type FlowGraph, nameOf, type Way } from './flow-graph';
import type { Problem } from './problem';
import { countOf, type Proof } from './proof';
import type { Position } from './state';

/**
 * No turn says more than LINE takes at once, and none is silent.
 *
 * @param graph must have no loops: lengths of ways mean something only where ways end
 */
export function checkTurns(graph: FlowGraph): Proof {
  const { turns, problems } = judgeTurns(graph);
  return {
    name: 'turns',
    statement: `No answer is met with silence, and none says more than ${messagesAtMost} messages at once: ${countOf(turns, 'turn')} measured on every way.`,
    counted: { turns, messagesAtMost },
    problems,
  };
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

function judgeTurns(graph: FlowGraph): { readonly turns: number; readonly problems: readonly Problem[] } {
  const lengths = new TurnLengths(graph);
  const problems: Problem[] = [];
  let turns = 0;
  const judge = (place: Omit<Problem, 'message'>, what: string, own: number, starts: Way): void => {
    turns += 1;
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
      if (graph.step(start) !== undefined) judge(graph.place(at, path), what, 0, [start]);
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
  return { turns, problems };
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
