import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { parseYaml } from '../yaml';

const fileSchema = z.array(
  z.strictObject({ name: z.string().min(1).max(60), text: z.string().min(1).max(2_000) }),
);

/** A prepared phrase for counsellors. */
export interface ShippedSnippet {
  /** UUID, always the same for the same name. */
  readonly id: string;
  readonly name: string;
  readonly text: string;
}

/**
 * The prepared phrases of `desk/snippets.yaml` in a flows folder; none where there is no such file. Throws when the file
 * is not a list of names and texts.
 */
export function shippedSnippets(flowsDirectory: string): readonly ShippedSnippet[] {
  const file = path.join(flowsDirectory, 'desk', 'snippets.yaml');
  if (!existsSync(file)) return [];
  const read = fileSchema.safeParse(parseYaml(readFileSync(file, 'utf8')));
  if (!read.success) {
    throw new Error('flows/desk/snippets.yaml is not a list of phrases, each with a name and a text.');
  }
  return read.data.map(({ name, text }) => ({ id: idOf(name), name, text: text.trimEnd() }));
}

function idOf(name: string): string {
  const digits = createHash('sha256').update(`snippet\n${name}`).digest('hex');
  // Version 8 of RFC 9562: bits of our own choosing.
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-8${digits.slice(13, 16)}-8${digits.slice(17, 20)}-${digits.slice(20, 32)}`;
}
