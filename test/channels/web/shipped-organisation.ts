import { resolve } from 'node:path';
import { loadFlows, type Organisation } from '../../../src/flow';

/** `flows/organisation.yaml` as it is shipped. */
export function shippedOrganisation(): Organisation {
  const loaded = loadFlows({ flows: resolve('flows'), locales: resolve('locales') });
  if (!loaded.ok) throw new Error('The shipped flows cannot be loaded.');
  return loaded.flows.organisation;
}
