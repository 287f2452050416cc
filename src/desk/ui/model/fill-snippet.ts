import type { SnippetVariable } from '../../api';

const place = /\{([a-z]+)\}/g;

/**
 * A snippet with its `{nickname}`, `{me}` and `{organisation}` filled in. A place whose value nobody knows is left out, with
 * the 「さん」 or comma that would hang behind it; what is no variable stays as it is.
 */
export function fillSnippet(text: string, values: Readonly<Record<SnippetVariable, string | null>>): string {
  const unknown = Object.entries(values).filter(([, value]) => value === null || value === '');
  const without = unknown.reduce(
    (left, [name]) => left.replaceAll(new RegExp(`\\{${name}\\}(?:さん)?[、,]?[ 　]*`, 'g'), ''),
    text,
  );
  return without.replaceAll(place, (whole, name: string) =>
    Object.hasOwn(values, name) ? (values[name as SnippetVariable] ?? '') : whole,
  );
}
