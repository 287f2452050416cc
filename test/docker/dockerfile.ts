/** One instruction of a Dockerfile, its continued lines joined. */
export interface Instruction {
  /** In capitals, such as `RUN`. */
  readonly name: string;
  readonly text: string;
  /** Where it begins, counted from 1. */
  readonly line: number;
}

/** Reads the instructions of a Dockerfile; comments and empty lines are left out. */
export function parseDockerfile(source: string): readonly Instruction[] {
  const instructions: Instruction[] = [];
  let open: { text: string; line: number } | null = null;
  for (const [index, raw] of source.split('\n').entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const text: string = open ? `${open.text} ${line}` : line;
    const from: number = open?.line ?? index + 1;
    if (text.endsWith('\\')) {
      open = { text: text.slice(0, -1).trimEnd(), line: from };
      continue;
    }
    open = null;
    const [name = '', ...rest] = text.split(/\s+/);
    instructions.push({ name: name.toUpperCase(), text: rest.join(' '), line: from });
  }
  return instructions;
}
