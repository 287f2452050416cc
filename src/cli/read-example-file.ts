import { readFileSync } from 'node:fs';
import type { z } from 'zod';

/** The lines of a file of examples, or why it cannot be used, in one line that names the place and quotes nothing. */
export type ExampleFile<Row> = { readonly rows: readonly Row[] } | { readonly fault: string };

/** Reads JSON Lines. Empty lines are passed over; a file without examples is a fault, since nothing can be measured. */
export function readExampleFile<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
): ExampleFile<z.infer<Schema>> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return { fault: `${file}: cannot be read: name a file that exists` };
  }
  const rows: z.infer<Schema>[] = [];
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .entries()) {
    if (line.trim() === '') continue;
    const place = `${file}:${index + 1}`;
    const written = parsed(line);
    if (written === undefined) return { fault: `${place}: is not JSON: write one object a line` };
    const checked = schema.safeParse(written);
    if (checked.success) {
      rows.push(checked.data);
      continue;
    }
    const [issue] = checked.error.issues;
    const field = issue?.path.map(String).join('.') || 'the line';
    return { fault: `${place}: \`${field}\`: ${issue?.message ?? 'has another shape'}` };
  }
  return rows.length === 0 ? { fault: `${file}: holds no examples` } : { rows };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
