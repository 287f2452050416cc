import type { FlowSet } from '../flow-set';
import type { Language } from '../message';
import type { FlowSources } from '../read-flow-files';
import { describePicture } from './describe-picture';
import { legendOf } from './legend';
import type { Arrow, Box, Content, Picture } from './picture';
import { openingWords, waysInto } from './surroundings';

/**
 * A picture of all flows in one language: each as one box with what leads there and its first words. An arrow shows
 * where a flow is first come to; whatever else it leads to is named in its box, or nothing could be seen for arrows.
 */
export function pictureAll(flows: FlowSet, language: Language): Picture {
  const { sources } = flows;
  const ways = new Map([...sources.flows.keys()].map((name) => [name, waysInto(sources, name, language)]));
  const tree = firstWays(sources, (name) => (ways.get(name)?.happened.length ?? 0) > 0);
  const starts = [...new Set([...ways.values()].flatMap(({ happened }) => happened))];
  const boxes = [
    ...starts.map((text, index): Box => {
      return { id: `into_${index}`, kind: 'start', name: null, contents: [{ kind: 'remark', text }] };
    }),
    ...[...ways].map(([name, { said }]): Box => {
      const text = openingWords(sources, name, language);
      const others = tree.others.get(name) ?? [];
      const contents: Content[] = [
        ...said.map((way): Content => ({ kind: 'remark', text: way })),
        ...(text === null ? [] : [{ kind: 'words', text } as const]),
        ...(others.length === 0 ? [] : [{ kind: 'remark', text: `→ ${others.join(', ')}` } as const]),
      ];
      return { id: idOf(name), kind: 'flow', name, contents };
    }),
  ];
  const arrows = [
    ...[...ways].flatMap(([name, { happened }]) =>
      happened.map((text): Arrow => ({ from: `into_${starts.indexOf(text)}`, to: idOf(name), labels: [] })),
    ),
    ...tree.arrows.map(([from, to]): Arrow => ({ from: idOf(from), to: idOf(to), labels: [] })),
  ];
  const picture = { title: 'all-flows', language, boxes, arrows, legend: legendOf(sources, language) };
  return { ...picture, description: describePicture(picture) };
}

/** Each flow with the one from which it is come to first, and where each leads besides. */
function firstWays(
  sources: FlowSources,
  isStart: (flow: string) => boolean,
): {
  readonly arrows: readonly (readonly [string, string])[];
  readonly others: ReadonlyMap<string, readonly string[]>;
} {
  const everywhere = offeredEverywhere(sources);
  const names = [...sources.flows.keys()];
  const arrows: (readonly [string, string])[] = [];
  const others = new Map<string, readonly string[]>();
  const known = new Set(names.filter((name) => isStart(name) || everywhere.has(name)));
  const spread = (waiting: string[]): void => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      const next = [...flowsFrom(sources, name)].filter((flow) => !everywhere.has(flow));
      const fresh = next.filter((flow) => !known.has(flow));
      for (const flow of fresh) {
        known.add(flow);
        arrows.push([name, flow]);
      }
      others.set(
        name,
        next.filter((flow) => !fresh.includes(flow)),
      );
      waiting.push(...fresh);
    }
  };
  // The menu is where most people begin.
  const { menu } = sources.moves.content.moves;
  spread([...new Set([menu?.go ?? menu?.enter ?? '', ...known])].filter((name) => known.has(name)));
  // What is left is come to by saying so.
  for (const name of names) {
    if (known.has(name)) continue;
    known.add(name);
    spread([name]);
  }
  return { arrows, others };
}

/** Flows that a button under every question leads to: arrows to them would only hide the others. */
function offeredEverywhere({ moves }: FlowSources): ReadonlySet<string | undefined> {
  const offered = Object.values(moves.content.moves).filter(({ offer }) => offer === true);
  return new Set(offered.flatMap(({ go, enter }) => [go, enter]));
}

function flowsFrom({ flows }: FlowSources, name: string): ReadonlySet<string> {
  const steps = Object.values(flows.get(name)?.content.steps ?? {});
  const named = steps.flatMap(({ go, enter }) => [go, enter].filter((flow) => flow !== undefined));
  return new Set(named.filter((flow) => flows.has(flow) && flow !== name));
}

function idOf(flow: string): string {
  return `flow_${flow.replaceAll('-', '_')}`;
}
