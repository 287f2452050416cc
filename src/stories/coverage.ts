import { type FlowSet, type Language, languages, reachableSteps } from '../flow';
import type { Told } from './tell-story';

/** How much of the flows stories pass, in one language. */
export interface LanguageCoverage {
  readonly language: Language;
  readonly steps: number;
  readonly visited: number;
  /** Steps that no story in this language takes, as `flow/step`, in the order of the files. */
  readonly missed: readonly string[];
}

/** Holds what stories took against every step that somebody can come to. */
export function coverageOf(flows: FlowSet, told: readonly Told[]): readonly LanguageCoverage[] {
  const reachable = reachableSteps(flows).map(({ flow, step }) => `${flow}/${step}`);
  return languages.map((language) => {
    const visited = new Set(
      told
        .filter(({ story }) => story.language === language)
        .flatMap(({ steps }) => steps.map(({ flow, step }) => `${flow}/${step}`)),
    );
    const missed = reachable.filter((step) => !visited.has(step));
    return { language, steps: reachable.length, visited: reachable.length - missed.length, missed };
  });
}
