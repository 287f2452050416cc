import { dangerOpenings } from './danger';
import { type FlowGraph, nameOf } from './flow-graph';
import type { Problem } from './problem';
import { eachLanguage } from './read-flow-files';
import type { MoveDefinition } from './schema';

/**
 * What answers meaning and danger exists: every intent leads to a move, every danger to a flow that speaks without asking,
 * what is answered beside a counsellor is a move, and every move that may be offered has a label in every language.
 */
export function checkMeanings(graph: FlowGraph): readonly Problem[] {
  return [
    ...checkIntents(graph),
    ...checkDanger(graph),
    ...checkBesideCounsellor(graph),
    ...checkLabels(graph),
  ];
}

function checkBesideCounsellor({ sources: { moves } }: FlowGraph): readonly Problem[] {
  return moves.content.withCounsellor.flatMap((name, index) =>
    moveCalled(name, moves.content.moves) === undefined
      ? [
          {
            file: moves.file,
            line: moves.lineOf(['withCounsellor', index]),
            message: unknownMove('`withCounsellor`', name),
          },
        ]
      : [],
  );
}

function checkIntents({ sources: { moves } }: FlowGraph): readonly Problem[] {
  return Object.entries(moves.content.intents).flatMap(([intent, name]) =>
    moveCalled(name, moves.content.moves) === undefined
      ? [
          {
            file: moves.file,
            line: moves.lineOf(['intents', intent]),
            message: unknownMove(`\`${intent}\``, name),
          },
        ]
      : [],
  );
}

function checkDanger(graph: FlowGraph): readonly Problem[] {
  const { moves, flows } = graph.sources;
  const { danger } = moves.content;
  const problems: Problem[] = [];
  const report = (path: readonly PropertyKey[], message: string): void => {
    problems.push({ file: moves.file, line: moves.lineOf(['danger', ...path]), message });
  };
  for (const [index, name] of danger.offer.entries()) {
    const move = moveCalled(name, moves.content.moves);
    if (move === undefined) report(['offer', index], unknownMove('`offer`', name));
    else if (move.stay)
      report(['offer', index], `\`offer\` names \`${name}\`, which only says something: name another`);
  }
  const spoken = new Set<string>();
  for (const opening of dangerOpenings) {
    for (const key of ['enter', 'again'] as const) {
      const flow = danger[opening][key];
      if (flow === undefined) continue;
      if (flows.has(flow)) spoken.add(flow);
      else {
        report(
          [opening, key],
          `\`${opening}\` leads to the flow \`${flow}\`, which does not exist: correct the name, or write the flow`,
        );
      }
    }
  }
  return [...problems, ...[...spoken].flatMap((flow) => checkSpoken(flow, graph))];
}

/** What is said in danger leaves the open question open, so it may say and look things up, and nothing else. */
function checkSpoken(flow: string, graph: FlowGraph): readonly Problem[] {
  const seen = new Set<string>();
  const problems: Problem[] = [];
  const waiting = [...graph.startOf(flow)];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (seen.has(nameOf(at))) continue;
    seen.add(nameOf(at));
    const step = graph.step(at);
    const forbidden = (['ask', 'go', 'enter', 'effect', 'forget'] as const).find(
      (word) => step?.[word] !== undefined,
    );
    if (forbidden !== undefined) {
      problems.push({
        ...graph.place(at),
        message: `is said in danger, while another question is open, and has \`${forbidden}\`: only say, call and branch here`,
      });
    }
    waiting.push(...graph.inside(at));
  }
  return problems;
}

/** Moves that shown buttons need a label for are checked with the words; these are shown only at times. */
function checkLabels({ sources }: FlowGraph): readonly Problem[] {
  const { intents, danger, moves } = sources.moves.content;
  const offered = new Set([...Object.values(intents), ...danger.offer]);
  return eachLanguage(sources).flatMap(([language, words]) =>
    [...offered].flatMap((name) => {
      const move = moveCalled(name, moves);
      const shownAnyway = move?.offer !== undefined || move?.resume === true;
      if (move === undefined || move.stay || shownAnyway || Object.hasOwn(words.moves.content.labels, name)) {
        return [];
      }
      const message = `lacks the label of the move \`${name}\`, which is offered to people whose words are not clear: write it`;
      return [{ file: words.moves.file, line: words.moves.lineOf(['labels']), language, message }];
    }),
  );
}

function moveCalled(
  name: string,
  moves: Readonly<Record<string, MoveDefinition>>,
): MoveDefinition | undefined {
  return Object.hasOwn(moves, name) ? moves[name] : undefined;
}

function unknownMove(what: string, name: string): string {
  return `${what} names the move \`${name}\`, which does not exist: correct the name, or write the move`;
}
