import { loadServices, loadStaleCrisisFacts, readMineWords } from '../../conversation/services';
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
  /** Where the flows were read from. */
  readonly flowsDirectory: string;
  /** Null when the files could not be understood well enough. */
  readonly ready: { readonly flows: FlowSet; readonly services: Services } | null;
  /** What is wrong in flows and words. */
  readonly problems: readonly Problem[];
  /** What is wrong in the catalogue and the words of the services, one plain line each. */
  readonly serviceProblems: readonly string[];
}

/** Reads flows, words and catalogue, and checks them. Never throws for what stands in the files. */
export function loadContent(location: ContentLocation): Content {
  const loaded = loadFlows(
    { flows: location.flowsDirectory, locales: location.localesDirectory },
    location.timeZone,
  );
  const { services, serviceProblems } = servicesOrProblems(location);
  const { flowsDirectory } = location;
  if (!loaded.ok) return { flowsDirectory, ready: null, problems: loaded.problems, serviceProblems };
  // Flows cannot be judged without knowing what they may call.
  if (!services) return { flowsDirectory, ready: null, problems: [], serviceProblems };
  const ready = { flows: loaded.flows, services };
  const codeProblems = [...serviceProblems, ...problemsOfMine(loaded.flows)];
  return {
    flowsDirectory,
    ready,
    problems: checkFlows(loaded.flows, services),
    serviceProblems: codeProblems,
  };
}

/**
 * What does not stop a start and should be looked at, one plain line each: facts for people in danger that nobody has
 * verified for half a year.
 *
 * @param now milliseconds since the epoch
 */
export function contentWarnings({ flowsDirectory }: Content, now: number): readonly string[] {
  return loadStaleCrisisFacts(flowsDirectory, now);
}

/** All that is wrong, one plain line each. Empty when a server may be started on it. */
export function contentProblems(content: Content): readonly string[] {
  return [...content.problems.map(formatProblem), ...content.serviceProblems];
}

/** People agree to these words: whoever lacks one finds it at the start. */
function problemsOfMine(flows: FlowSet): readonly string[] {
  try {
    readMineWords(flows);
    return [];
  } catch (fault) {
    return [fault instanceof Error ? fault.message : String(fault)];
  }
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
