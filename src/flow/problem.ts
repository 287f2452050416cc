import type { Language } from './message';

/** Something wrong in the files that authors write, told so that they can mend it without reading code. */
export interface Problem {
  /** Such as `flows/menu.yaml` or `locales/en/menu.yaml`. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  readonly flow?: string;
  readonly step?: string;
  readonly language?: Language;
  /** What is wrong, and what to do about it. */
  readonly message: string;
}

/** One line: place, then what is wrong and what to do. */
export function formatProblem(problem: Problem): string {
  const where = [
    problem.flow === undefined ? null : `flow ${problem.flow}`,
    problem.step === undefined ? null : `step ${problem.step}`,
    problem.language ?? null,
  ].filter((part) => part !== null);
  const place = `${problem.file}:${problem.line}`;
  return where.length === 0
    ? `${place}: ${problem.message}`
    : `${place} (${where.join(', ')}): ${problem.message}`;
}

/** By file, then line, so that an author works through a file from top to bottom. */
export function sortProblems(problems: readonly Problem[]): readonly Problem[] {
  return [...problems].sort(
    (a, b) => compare(a.file, b.file) || a.line - b.line || compare(a.message, b.message),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
