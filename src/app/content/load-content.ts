import { loadServices } from '../../conversation/services';
import { checkFlows, type FlowSet, formatProblem, loadFlows, type Problem, type Services } from '../../flow';

/** Where conversations are written. */
export interface ContentLocation {
  readonly flowsDirectory: string;
  readonly localesDirectory: string;
  /** An IANA zone. */
  readonly timeZone: string;
}

/** Everything a conversation is made of, and everything that is wrong with it. */
export interface Content {
  /** Null when the files could not be understood well enough. */
  readonly ready: { readonly flows: FlowSet; readonly services: Services } | null;
  /** What is wrong in flows and words. */
  readonly problems: readonly Problem[];
  /** What is wrong in the catalogue and the words of the services, one plain line each. */
  readonly serviceProblems: readonly string[];
}

/** Reads flows, words and catalogue, and checks them. Never throws for what stands in the files. */
export function loadContent(location: ContentLocation): Content {
  const loaded = loadFlows({ flows: location.flowsDirectory, locales: location.localesDirectory });
  const { services, serviceProblems } = servicesOrProblems(location);
  if (!loaded.ok) return { ready: null, problems: loaded.problems, serviceProblems };
  // Flows cannot be judged without knowing what they may call.
  if (!services) return { ready: null, problems: [], serviceProblems };
  const ready = { flows: loaded.flows, services };
  return { ready, problems: checkFlows(loaded.flows, services), serviceProblems };
}

/** All that is wrong, one plain line each. Empty when a server may be started on it. */
export function contentProblems(content: Content): readonly string[] {
  return [...content.problems.map(formatProblem), ...content.serviceProblems];
}

function servicesOrProblems(location: ContentLocation): {
  readonly services: Services | null;
  readonly serviceProblems: readonly string[];
} {
  try {
    const services = loadServices({
      flowsDir: location.flowsDirectory,
      localesDir: location.localesDirectory,
      timeZone: location.timeZone,
    });
    return { services, serviceProblems: [] };
  } catch (fault) {
    // Its message lists the faults of files that authors write; nobody's conversation is in them.
    const message = fault instanceof Error ? fault.message : String(fault);
    return { services: null, serviceProblems: message.split('\n').filter((line) => line.trim() !== '') };
  }
}
