import { join } from 'node:path';
import type { TurnScope } from '../../../src/conversation';
import { createServices, type Facts, loadFacts, loadServices } from '../../../src/conversation/services';
import { type FlowSet, loadFlows, type Service, type Services } from '../../../src/flow';

const root = join(__dirname, '../../..');

/** Folders of the content that Madobe ships. */
export const shippedDirectories = { flows: join(root, 'flows'), locales: join(root, 'locales') };

/** The services over the shipped catalogue, in Tokyo. */
export function shippedServices(): Services<TurnScope> {
  return loadServices({
    flowsDir: shippedDirectories.flows,
    localesDir: shippedDirectories.locales,
    timeZone: 'Asia/Tokyo',
  });
}

let facts: Facts | undefined;

/** The facts that Madobe ships, and the words for them; read once a test file. */
export function shippedFacts(): Facts {
  facts ??= loadFacts({ flowsDir: shippedDirectories.flows, localesDir: shippedDirectories.locales });
  return facts;
}

/** Those of the services that need no store. */
export function shippedPureServices(): Readonly<Record<string, Service>> {
  return createServices({ ...shippedFacts(), timeZone: 'Asia/Tokyo' });
}

/** The shipped flows. @throws Error when they cannot be read; `test/flow` says why */
export function shippedFlows(): FlowSet {
  const loaded = loadFlows(shippedDirectories);
  if (!loaded.ok) throw new Error('the shipped flows cannot be read');
  return loaded.flows;
}
