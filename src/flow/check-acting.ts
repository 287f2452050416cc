import { type FlowGraph, nameOf, type Way } from './flow-graph';
import type { Problem } from './problem';
import { countOf, type Proof } from './proof';
import { isErasure } from './schema';
import type { Services } from './service';
import type { Position } from './state';

/**
 * Nothing is done to what is stored, booked or sent that nobody chose: services that act and erasures stand behind an
 * answer, so that a word which opens a flow (a move, an event, a guess at what was meant) never does anything by itself.
 * And nothing is done twice in one turn.
 */
export function checkActing(graph: FlowGraph, services: Services): Proof {
  const acts = graph.reached.filter((at) => actOf(at, graph, services) !== null);
  const calls = acts.filter((at) => graph.step(at)?.call !== undefined).length;
  const erasures = acts.length - calls;
  return {
    name: 'acting',
    statement: `Nothing is done that was not chosen: ${countOf(calls, 'call')} that change something and ${countOf(erasures, 'erasure')}, each behind an answer.`,
    counted: { calls, erasures },
    problems: [
      ...checkMoves(graph),
      ...acts.flatMap((at) => checkAsked(at, graph, services)),
      ...acts.flatMap((at) => checkOnce(at, graph, services)),
    ],
  };
}

/** What a step does to the world, in the words of its file; null for the others. */
function actOf(at: Position, graph: FlowGraph, services: Services): string | null {
  const { call, effect } = graph.step(at) ?? {};
  if (effect === 'erase') return 'erases everything';
  if (effect === 'erase-conversation') return 'erases the conversation';
  const service = call !== undefined && Object.hasOwn(services, call) ? services[call] : undefined;
  return service?.live === 'acts' ? `calls \`${call}\`, which changes something,` : null;
}

function checkMoves({ sources: { moves } }: FlowGraph): readonly Problem[] {
  return Object.entries(moves.content.moves).flatMap(([name, { effect }]) => {
    if (!isErasure(effect)) return [];
    const message = `the move \`${name}\` erases at once, and a word may be meant otherwise: lead to a flow that asks first`;
    return [{ file: moves.file, line: moves.lineOf(['moves', name, 'effect']), message }];
  });
}

function checkAsked(at: Position, graph: FlowGraph, services: Services): readonly Problem[] {
  const way = wayTo(graph.roots, at, graph);
  if (way === null) return [];
  const shown = way.map(nameOf).join(' → ');
  const message = `${actOf(at, graph, services)} before the person has chosen anything (${shown}): put a question before it`;
  return [{ ...graph.place(at), message }];
}

function checkOnce(at: Position, graph: FlowGraph, services: Services): readonly Problem[] {
  const act = actOf(at, graph, services);
  const again = graph.positions.filter((other) => actOf(other, graph, services) === act);
  const way = again
    .filter((other) => nameOf(other) !== nameOf(at))
    .map((other) => wayTo(graph.next(at), other, graph))
    .find((found) => found !== null);
  if (way === undefined) return [];
  const shown = [at, ...way].map(nameOf).join(' → ');
  const message = `${act} and does so again in the same turn (${shown}): do it once, or ask something in between`;
  return [{ ...graph.place(at), message }];
}

/** The shortest way on which a step is come to without waiting; null when there is none. */
function wayTo(starts: Way, wanted: Position, graph: FlowGraph): Way | null {
  const seen = new Set<string>();
  const waiting: Way[] = starts.map((start) => [start]);
  for (let way = waiting.shift(); way !== undefined; way = waiting.shift()) {
    const at = way.at(-1);
    if (at === undefined || seen.has(nameOf(at))) continue;
    if (nameOf(at) === nameOf(wanted)) return way;
    seen.add(nameOf(at));
    waiting.push(...graph.next(at).map((next) => [...(way ?? []), next]));
  }
  return null;
}
