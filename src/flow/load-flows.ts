import { compileFlows } from './compile-flows';
import type { FlowSet } from './flow-set';
import { type Problem, sortProblems } from './problem';
import { type FlowDirectories, readFlowFiles } from './read-flow-files';
import { parseTemplate } from './template';
import { writtenTexts } from './written-texts';

const defaultTimeZone = 'Asia/Tokyo';

export type LoadedFlows =
  | { readonly ok: true; readonly flows: FlowSet }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Reads flows and words from disk. Everything wrong inside single files is listed together: syntax, shape, words the
 * language does not have, braces. What spans files is `checkFlows`' part. Reads synchronously: call it at start-up.
 *
 * @param timeZone IANA zone in which “tomorrow” is meant
 */
export function loadFlows(directories: FlowDirectories, timeZone = defaultTimeZone): LoadedFlows {
  const { sources, problems } = readFlowFiles(directories);
  if (sources === null) return { ok: false, problems: sortProblems(problems) };
  const braces = writtenTexts(sources)
    .filter(({ text }) => parseTemplate(text) === null)
    .map(({ at }) => ({
      ...at,
      message:
        'has a brace that is no place for a value: write `{name}`, or double a brace that is meant as one',
    }));
  if (braces.length > 0) return { ok: false, problems: sortProblems(braces) };
  return { ok: true, flows: compileFlows(sources, timeZone) };
}
