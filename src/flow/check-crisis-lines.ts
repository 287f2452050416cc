import { dangerOpenings } from './danger';
import { type FlowGraph, nameOf, type Way } from './flow-graph';
import { languages } from './message';
import type { Problem } from './problem';
import { countOf, type Proof } from './proof';
import { flowOfMove } from './question-buttons';
import { eachLanguage, type FlowSources } from './read-flow-files';
import type { Position } from './state';
import { utterancesOf } from './written-texts';

/** Somewhere that must show numbers, with where it is written. */
interface Opening {
  readonly flow: string;
  readonly at: Pick<Problem, 'file' | 'line'>;
  readonly what: string;
}

/**
 * Whoever asks for the lines that answer at once, or is found to be in danger, is shown numbers that can be called in
 * that same turn, on every way and in every language, before anything is asked.
 */
export function checkCrisisLines(graph: FlowGraph): Proof {
  const openings = openingsOf(graph.sources);
  const shown = languages.map((language) => phoneKeys(graph.sources, language));
  return {
    name: 'crisis-lines',
    statement: `Whoever asks for the lines that answer at once, or is in danger, is shown numbers to call in that same turn: ${countOf(openings.length, 'opening')} followed on every way, in ${languages.length} languages.`,
    counted: { openings: openings.length, languages: languages.length },
    problems: openings.flatMap(({ flow, at, what }) =>
      languages.flatMap((language, index) => {
        const way = wayWithout(graph, graph.startOf(flow), shown[index] ?? new Set());
        if (way === null) return [];
        const steps = way.map(nameOf).join(' → ');
        const message = `${what} leads to the flow \`${flow}\`, which can be answered without a number to call (${steps}): say a card with a \`phone\` button on that way, before asking anything`;
        return [{ ...at, language, message }];
      }),
    ),
  };
}

function openingsOf({ moves }: FlowSources): readonly Opening[] {
  const { content, file, lineOf } = moves;
  const crisis = content.moves.crisis === undefined ? undefined : flowOfMove(content.moves.crisis);
  const openings: Opening[] = [];
  if (crisis !== undefined) {
    openings.push({
      flow: crisis,
      at: { file, line: lineOf(['moves', 'crisis']) },
      what: 'the move `crisis`',
    });
  }
  for (const name of dangerOpenings) {
    // Suffering without danger is acknowledged, and `again` speaks to somebody who was shown the numbers just before.
    if (name === 'distress') continue;
    const line = lineOf(['danger', name, 'enter']);
    openings.push({ flow: content.danger[name].enter, at: { file, line }, what: `danger (\`${name}\`)` });
  }
  return openings;
}

/** `flow/key` of everything said in a language that has a number to call. */
function phoneKeys(sources: FlowSources, language: (typeof languages)[number]): ReadonlySet<string> {
  const keys = new Set<string>();
  const own = eachLanguage(sources).find(([known]) => known === language)?.[1];
  for (const [flow, { content }] of own?.flows ?? []) {
    for (const [key, said] of utterancesOf(content)) {
      const buttons = typeof said === 'object' && 'buttons' in said ? said.buttons : [];
      if (buttons.some(({ phone }) => phone !== undefined)) keys.add(`${flow}/${key}`);
    }
  }
  return keys;
}

/** A way to the end of a turn on which none of the keys is said; null when there is none. */
function wayWithout(graph: FlowGraph, starts: Way, keys: ReadonlySet<string>): Way | null {
  const seen = new Set<string>();
  const waiting: Way[] = starts.map((start) => [start]);
  const says = (at: Position): boolean =>
    graph.step(at)?.say?.some((key) => keys.has(`${at.flow}/${key}`)) ?? false;
  for (let way = waiting.shift(); way !== undefined; way = waiting.shift()) {
    const at = way.at(-1);
    if (at === undefined || seen.has(nameOf(at)) || says(at)) continue;
    seen.add(nameOf(at));
    const step = graph.step(at);
    if (step?.ask !== undefined || step?.end) return way;
    waiting.push(...graph.next(at).map((next) => [...(way ?? []), next]));
  }
  return null;
}
