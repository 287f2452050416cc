import { loadServices } from '../conversation/services';
import { checkFlows, type FlowSet, formatProblem, loadFlows, type Services } from '../flow';

/** Where conversations are written. */
export interface ContentLocation {
  readonly flowsDirectory: string;
  readonly localesDirectory: string;
  /** An IANA zone. */
  readonly timeZone: string;
}

/** What conversations are made of, checked; or all that is wrong with it, one plain line each. */
export type Content =
  | { readonly ok: true; readonly flows: FlowSet; readonly services: Services }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Reads flows, words and catalogue, and checks them. A server is not started on content that has problems. */
export function loadContent(location: ContentLocation): Content {
  const loaded = loadFlows({ flows: location.flowsDirectory, locales: location.localesDirectory });
  const services = readServices(location);
  const problems = [...(loaded.ok ? [] : loaded.problems.map(formatProblem)), ...services.problems];
  if (!loaded.ok || !services.services) return { ok: false, problems };
  const found = checkFlows(loaded.flows, services.services).map(formatProblem);
  return found.length > 0
    ? { ok: false, problems: found }
    : { ok: true, flows: loaded.flows, services: services.services };
}

function readServices(location: ContentLocation): {
  readonly services: Services | null;
  readonly problems: readonly string[];
} {
  try {
    const services = loadServices({
      flowsDir: location.flowsDirectory,
      localesDir: location.localesDirectory,
      timeZone: location.timeZone,
    });
    return { services, problems: [] };
  } catch (fault) {
    // Its message lists the faults of files that authors write; nobody's conversation is in them.
    const message = fault instanceof Error ? fault.message : String(fault);
    return { services: null, problems: message.split('\n').filter((line) => line.trim() !== '') };
  }
}
