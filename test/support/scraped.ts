/** One sample of a scrape. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const SAMPLE = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/;
const LABEL = /([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"(?:,|$)/g;

/** Reads the text form of Prometheus. Throws on a line that is none of it. */
export function readScrape(text: string): readonly Sample[] {
  if (!text.endsWith('\n')) throw new Error('A scrape ends with a line feed.');
  return text.split('\n').flatMap((line) => {
    if (line === '' || /^# (HELP|TYPE) [a-zA-Z_:][\w:]* /.test(line)) return [];
    const [, name, labels = '', value] = SAMPLE.exec(line) ?? [];
    // A number as Go reads it; NaN is one, in any case of its letters.
    if (name === undefined || (Number.isNaN(Number(value)) && !/^nan$/i.test(value ?? '')))
      throw new Error(`Not of Prometheus: ${line}`);
    const pairs = [...labels.matchAll(LABEL)].map(([, key = '', text = '']) => [key, text] as const);
    return [{ name, labels: Object.fromEntries(pairs), value: Number(value) }];
  });
}

/** The sum of all samples of a name that have these labels; null when there is none. */
export function sumOf(
  samples: readonly Sample[],
  name: string,
  labels: Readonly<Record<string, string>> = {},
): number | null {
  const found = samples.filter(
    (sample) =>
      sample.name === name && Object.entries(labels).every(([key, value]) => sample.labels[key] === value),
  );
  return found.length === 0 ? null : found.reduce((sum, { value }) => sum + value, 0);
}
