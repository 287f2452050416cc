import { alwaysOffered, choicesAtMost } from './choices';
import type { FlowSources } from './read-flow-files';
import type { AskDefinition, MoveDefinition } from './schema';
import type { Services } from './service';

/** What shows under a question when everything that may be offered is. */
export interface QuestionButtons {
  /** How many options a question here can have beside the moves that always show. */
  readonly room: number;
  /** The moves whose button is there for certain. */
  readonly moves: ReadonlySet<string>;
}

/** The moves that have a button under a question of this flow with so many options, in the fullest case. */
export function questionButtons(flow: string, options: number, sources: FlowSources): QuestionButtons {
  const offered = Object.entries(sources.moves.content.moves).filter(
    ([, move]) => move.offer !== undefined && flowOfMove(move) !== flow,
  );
  const isKept = ([name]: readonly [string, unknown]): boolean =>
    alwaysOffered.some((always) => always === name);
  const kept = offered.filter(isKept);
  const room = choicesAtMost - kept.length;
  const others = offered.filter((move) => !isKept(move)).slice(0, Math.max(0, room - options));
  const certain = [...kept, ...others].filter(([, move]) => move.offer === true);
  return { room, moves: new Set(certain.map(([name]) => name)) };
}

/** The most options that a question can have: its own, and one for each item of its list. */
export function optionsAtMost({ options = {}, each }: AskDefinition, services: Services): number {
  const lists = Object.values(services).flatMap((service) =>
    each !== undefined && Object.hasOwn(service.lists ?? {}, each.list) ? [service.lists?.[each.list]] : [],
  );
  return Object.keys(options).length + Math.max(0, ...lists.map((list) => list?.most ?? 0));
}

/** The flow that a move leads to. */
export function flowOfMove(move: MoveDefinition): string | undefined {
  return move.go ?? move.enter;
}
