import type { ContentLocation } from '../content';
import { contentProblems, contentWarnings, loadContent, loadMeaning, wasChecked } from '../content';
import { type DoctorFinding, toMend, well } from './finding';

/** Whether a server could be started on these conversations, and whether their facts have been verified lately. */
export function examineContent(location: ContentLocation, now: number): readonly DoctorFinding[] {
  const content = loadContent(location, { isSound: wasChecked(location) });
  const problems = [...contentProblems(content), ...loadMeaning(location.flowsDirectory).problems];
  if (problems.length > 0) {
    const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
    return [
      toMend(
        'content',
        `The conversations have ${count}, so no server starts on them. \`madobe flows check\` lists all.`,
      ),
    ];
  }
  const stale = contentWarnings(content, now);
  return stale.length > 0
    ? stale.map((warning) => toMend('content', `${warning}.`))
    : [well('content', 'The conversations are sound, and their facts for people in danger verified.')];
}
