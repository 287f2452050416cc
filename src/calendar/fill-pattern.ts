/** Puts values into the `{placeholders}` of a pattern. A placeholder without a value stays as it is written. */
export function fillPattern(pattern: string, values: Readonly<Record<string, string>>): string {
  return pattern.replace(/\{(\w+)\}/g, (written, name: string) => values[name] ?? written);
}
