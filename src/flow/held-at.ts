import { type FlowDefinition, longOption, type StepDefinition } from './schema';

/**
 * Which of `names`, the values that a flow holds for as long as it lasts, are there for certain at each step. A question
 * is about these: where they are gone, the question that takes them is asked again first.
 */
export function heldAt(
  flow: FlowDefinition,
  names: ReadonlySet<string>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const certain = new Map<string, ReadonlySet<string>>();
  const waiting: [string, ReadonlySet<string>][] = [[flow.start, new Set()]];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [name, arriving] = next;
    const step = Object.hasOwn(flow.steps, name) ? flow.steps[name] : undefined;
    if (step === undefined) continue;
    const before = certain.get(name);
    const now = before === undefined ? arriving : new Set([...before].filter((value) => arriving.has(value)));
    if (before !== undefined && before.size === now.size) continue;
    certain.set(name, now);
    for (const [target, hold] of waysOn(step)) {
      // Nothing is held over another flow.
      const kept = step.enter === undefined ? now : new Set<string>();
      waiting.push([target, hold !== undefined && names.has(hold) ? new Set([...kept, hold]) : kept]);
    }
  }
  return certain;
}

/** The steps that follow in this flow, each with the name under which the way there holds an answer. */
function waysOn(step: StepDefinition): readonly (readonly [string, string | undefined])[] {
  const { ask } = step;
  const plain = [
    step.then,
    ...(step.branch ?? []).map(({ then }) => then),
    step.else,
    ...Object.values(step.outcomes ?? {}),
    ...Object.values(ask?.options ?? {}).map((option) => longOption(option).then),
    ask?.input?.kind === 'text' ? ask.input.longer : undefined,
  ].filter((target) => target !== undefined);
  return [
    ...plain.map((target) => [target, undefined] as const),
    ...(ask?.input === undefined ? [] : [[ask.input.then, ask.input.hold] as const]),
    ...(ask?.each === undefined ? [] : [[ask.each.then, ask.each.hold] as const]),
  ];
}
