import { join } from 'node:path';
import { loadServices } from '../../../src/conversation/services';
import { type FlowSet, loadFlows, type Services } from '../../../src/flow';

const root = join(__dirname, '../../..');

/** Folders of the content that Madobe ships. */
export const shippedDirectories = { flows: join(root, 'flows'), locales: join(root, 'locales') };

/** The services over the shipped catalogue, in Tokyo. */
export function shippedServices(): Services {
  return loadServices({
    flowsDir: shippedDirectories.flows,
    localesDir: shippedDirectories.locales,
    timeZone: 'Asia/Tokyo',
  });
}

/** The shipped flows. @throws Error when they cannot be read; `test/flow` says why */
export function shippedFlows(): FlowSet {
  const loaded = loadFlows(shippedDirectories);
  if (!loaded.ok) throw new Error('the shipped flows cannot be read');
  return loaded.flows;
}
