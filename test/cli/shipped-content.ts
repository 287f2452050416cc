import path from 'node:path';
import { type Facts, loadFacts, servicesOf } from '../../src/conversation/services';
import { type FlowSet, formatProblem, loadFlows, type Services } from '../../src/flow';

/** The flows and services that come with Madobe. */
export function shippedContent(root: string): {
  readonly flows: FlowSet;
  readonly services: Services;
  readonly facts?: Facts;
} {
  const [flowsDir, localesDir] = [path.join(root, 'flows'), path.join(root, 'locales')];
  const loaded = loadFlows({ flows: flowsDir, locales: localesDir });
  if (!loaded.ok) throw new Error(loaded.problems.map(formatProblem).join('\n'));
  const facts = loadFacts({ flowsDir, localesDir });
  return { flows: loaded.flows, services: servicesOf(facts, 'Asia/Tokyo'), facts };
}
