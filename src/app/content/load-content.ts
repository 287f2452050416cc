import {
  type Facts,
  loadFacts,
  loadStaleCrisisFacts,
  readMineWords,
  servicesOf,
} from '../../conversation/services';
import {
  checkFlows,
  type FlowSet,
  formatProblem,
  type Language,
  loadFlows,
  type Problem,
  type Services,
} from '../../flow';
import { readReminderWords } from '../../reminders';
import { loadRecordTemplate } from './load-record-template';

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
  readonly ready: {
    readonly flows: FlowSet;
    readonly services: Services;
    /** What services are made of. */
    readonly facts: Facts;
  } | null;
  /** What is wrong in flows and words. */
  readonly problems: readonly Problem[];
  /** What is wrong in the catalogue and the words of the services, one plain line each. */
  readonly serviceProblems: readonly string[];
}

/**
 * Reads flows, words and catalogue, and checks them. Never throws for what stands in the files.
 *
 * @param known `isSound`: these very files are known to be without fault in what spans files; that is not proved anew
 */
export function loadContent(
  location: ContentLocation,
  known: { readonly isSound: boolean } = { isSound: false },
): Content {
  const loaded = loadFlows(
    { flows: location.flowsDirectory, locales: location.localesDirectory },
    location.timeZone,
  );
  const { facts, serviceProblems } = factsOrProblems(location);
  const { flowsDirectory } = location;
  if (!loaded.ok) return { flowsDirectory, ready: null, problems: loaded.problems, serviceProblems };
  // Flows cannot be judged without knowing what they may call.
  if (!facts) return { flowsDirectory, ready: null, problems: [], serviceProblems };
  const services = servicesOf(facts, location.timeZone);
  const ready = { flows: loaded.flows, services, facts };
  const codeProblems = [
    ...serviceProblems,
    ...problemsOf(() => readMineWords(loaded.flows)),
    ...problemsOf(() => readReminderWords(wordsOfReminders(loaded.flows))),
    ...problemsOf(() => loadRecordTemplate(flowsDirectory)),
  ];
  return {
    flowsDirectory,
    ready,
    problems: known.isSound ? [] : checkFlows(loaded.flows, services),
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

/** Where reminders find their words. */
export function wordsOfReminders(flows: FlowSet): (language: Language) => unknown {
  return (language) => flows.words[language].get('due-messages');
}

/** People agree to these words, or are told them unasked: whoever lacks one finds it at the start. */
function problemsOf(read: () => unknown): readonly string[] {
  try {
    read();
    return [];
  } catch (fault) {
    return (fault instanceof Error ? fault.message : String(fault)).split('\n');
  }
}

function factsOrProblems(location: ContentLocation): {
  readonly facts: Facts | null;
  readonly serviceProblems: readonly string[];
} {
  try {
    const facts = loadFacts({
      flowsDir: location.flowsDirectory,
      localesDir: location.localesDirectory,
    });
    return { facts, serviceProblems: [] };
  } catch (fault) {
    // Its message lists the faults of files that authors write; nobody's conversation is in them.
    const message = fault instanceof Error ? fault.message : String(fault);
    return { facts: null, serviceProblems: message.split('\n').filter((line) => line.trim() !== '') };
  }
}
