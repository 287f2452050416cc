import { readCrisisCatalogue } from './read-crisis-catalogue';

/**
 * The number that a page gives when the server itself is in trouble and can choose nothing by the hour: the first
 * confirmed line of `crisis.yaml` that answers at every hour and about anything. Null for a file that cannot be used.
 */
export function loadVoiceNumber(flowsDir: string): string | null {
  const lines = Object.values(readCrisisCatalogue(flowsDir)?.lines ?? {});
  const answersAlways = lines.find(
    ({ hours, standing, for: matters }) =>
      hours === 'always' && standing === 'confirmed' && matters.includes('anything'),
  );
  return answersAlways?.number ?? null;
}
