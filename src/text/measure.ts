/** How well predictions met the truth for one label. */
export interface LabelFigures {
  readonly label: string;
  /** How often it is the truth. */
  readonly count: number;
  /** Of those said to be it, the share that is; null when none was said to be. */
  readonly precision: number | null;
  /** Of those that are it, the share that was found; null when there is none. */
  readonly recall: number | null;
}

/** A truth with what was said of it. */
export interface Compared {
  readonly expected: string;
  readonly predicted: string;
}

/** Figures of a whole set. */
export interface Figures {
  readonly n: number;
  readonly accuracy: number;
  readonly labels: readonly LabelFigures[];
  /** `confusion[expected][predicted]`: how often; pairs that never occurred are left out. */
  readonly confusion: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** Accuracy, precision and recall of each label, and what was taken for what. */
export function measure(rows: readonly Compared[]): Figures {
  const names = [...new Set(rows.flatMap(({ expected, predicted }) => [expected, predicted]))].sort();
  const confusion: Record<string, Record<string, number>> = {};
  for (const { expected, predicted } of rows) {
    confusion[expected] = {
      ...confusion[expected],
      [predicted]: (confusion[expected]?.[predicted] ?? 0) + 1,
    };
  }
  const hits = (label: string) => confusion[label]?.[label] ?? 0;
  return {
    n: rows.length,
    accuracy:
      share(
        names.reduce((sum, label) => sum + hits(label), 0),
        rows.length,
      ) ?? 0,
    labels: names.map((label) => {
      const count = rows.filter(({ expected }) => expected === label).length;
      const said = rows.filter(({ predicted }) => predicted === label).length;
      return { label, count, precision: share(hits(label), said), recall: share(hits(label), count) };
    }),
    confusion,
  };
}

/** `part` of `whole`, or null when there is no whole. */
export function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
