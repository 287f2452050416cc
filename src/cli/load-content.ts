import { Option } from 'commander';
import { loadServices } from '../conversation/services';
import { checkFlows, type FlowSet, loadFlows, type Problem, type Services } from '../flow';
import { configOrFaults } from './config-or-faults';
import type { Terminal } from './terminal';

/** What the author chose on the command line; absent means what is configured. */
export interface ContentOptions {
  readonly flows?: string;
  readonly locales?: string;
}

/** Options of every command that reads conversations. */
export const contentOptions: readonly Option[] = [
  new Option(
    '--flows <folder>',
    'where the flows are (default: MADOBE_FLOWS_DIR, else those that come along)',
  ),
  new Option(
    '--locales <folder>',
    'where their words are (default: MADOBE_LOCALES_DIR, else those that come along)',
  ),
];

/** Everything a conversation is made of, and everything that is wrong with it. */
export interface Content {
  /** Null when the files could not be understood well enough. */
  readonly ready: { readonly flows: FlowSet; readonly services: Services } | null;
  /** What is wrong in flows and words. */
  readonly problems: readonly Problem[];
  /** What is wrong in the catalogue and the words of the services, one plain line each. */
  readonly serviceProblems: readonly string[];
}

/** Reads and checks the conversations. Null when the configuration has faults; they are printed then. */
export function loadContent(options: ContentOptions, terminal: Terminal): Content | null {
  const config = configOrFaults(terminal);
  if (config === null) return null;
  const flowsDir = options.flows ?? config.flowsDirectory;
  const localesDir = options.locales ?? config.localesDirectory;

  const loaded = loadFlows({ flows: flowsDir, locales: localesDir });
  const services = servicesOrProblems({ flowsDir, localesDir, timeZone: config.timeZone });
  const serviceProblems = 'problems' in services ? services.problems : [];
  if (!loaded.ok) return { ready: null, problems: loaded.problems, serviceProblems };
  // Flows cannot be judged without knowing what they may call.
  if ('problems' in services) return { ready: null, problems: [], serviceProblems };
  const ready = { flows: loaded.flows, services: services.services };
  return { ready, problems: checkFlows(loaded.flows, services.services), serviceProblems };
}

function servicesOrProblems(
  from: Parameters<typeof loadServices>[0],
): { readonly services: Services } | { readonly problems: readonly string[] } {
  try {
    return { services: loadServices(from) };
  } catch (problem) {
    // Its message lists the faults of files that authors write; nobody's conversation is in them.
    const message = problem instanceof Error ? problem.message : String(problem);
    return { problems: message.split('\n').filter((line) => line.trim() !== '') };
  }
}
