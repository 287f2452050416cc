/** A text with places for values, taken apart once so that saying it costs no parsing. */
export interface Template {
  /** The whole text when it has no places. */
  readonly fixed: string | null;
  /** Lines of parts; parts at odd indexes are names of values. */
  readonly lines: readonly (readonly string[])[];
  /** Names of all values used, each once. */
  readonly names: readonly string[];
}

/** Gives a value's text, or undefined when it is not known. */
export type Lookup = (name: string) => string | undefined;

const token = /\{\{|\}\}|\{([A-Za-z][A-Za-z0-9-]*)\}|[{}]/g;

/**
 * Takes a text apart. `{name}` is a place for a value; a brace that is meant as a brace is doubled. Returns null when
 * a brace is neither.
 */
export function parseTemplate(text: string): Template | null {
  const names = new Set<string>();
  const lines: string[][] = [];
  for (const line of text.replace(/\n+$/, '').split('\n')) {
    const parts: string[] = [];
    let plain = '';
    let end = 0;
    for (const match of line.matchAll(token)) {
      plain += line.slice(end, match.index);
      end = match.index + match[0].length;
      if (match[1] !== undefined) {
        names.add(match[1]);
        parts.push(plain, match[1]);
        plain = '';
      } else if (match[0].length === 2) {
        plain += match[0].slice(1);
      } else {
        return null;
      }
    }
    parts.push(plain + line.slice(end));
    lines.push(parts);
  }
  const fixed = names.size === 0 ? lines.map((parts) => parts.join('')).join('\n') : null;
  return { fixed, lines, names: [...names] };
}

/**
 * The text with its values filled in. A line that needs a value which is not known is left out, since half a sentence
 * helps nobody; the result is then perhaps `''`.
 */
export function renderTemplate(template: Template, lookup: Lookup): string {
  if (template.fixed !== null) return template.fixed;
  const lines: string[] = [];
  for (const parts of template.lines) {
    const line = renderLine(parts, lookup);
    if (line !== null) lines.push(line);
  }
  return lines.join('\n');
}

function renderLine(parts: readonly string[], lookup: Lookup): string | null {
  let line = '';
  for (let index = 0; index < parts.length; index += 1) {
    const part = parts[index] ?? '';
    if (index % 2 === 0) {
      line += part;
      continue;
    }
    const value = lookup(part);
    if (value === undefined) return null;
    line += value;
  }
  return line;
}
