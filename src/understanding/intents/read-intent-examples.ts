import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseDocument } from 'yaml';
import type { z } from 'zod';
import type { Example } from '../../text';
import type { IntentExamples } from './intent-examples';
import { cueFileSchema, intentFileSchema, intentLineSchema } from './intent-files-schema';
import type { Intent } from './intents';

const CUES = 'cues.yaml';

/** Something is wrong in the files of examples. The message lists all of it, one line each, for those who write them. */
export class IntentFilesError extends Error {
  override readonly name = 'IntentFilesError';
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
  }
}

/**
 * Reads `<intent>.yaml`, `cues.yaml` and `examples/*.jsonl` below a folder. A phrase that stands there twice with the
 * same intent counts once. Throws {@link IntentFilesError}. Reads synchronously: call it at start-up.
 */
export function readIntentExamples(directory: string): IntentExamples {
  const problems: string[] = [];
  const hash = createHash('sha256');
  const examples = new Map<string, Example<Intent>>();
  let cues: IntentExamples['cues'] = {};
  const add = (text: string, label: Intent) => examples.set(`${label}\n${text}`, { text, label });

  const files = [
    ...namesIn(directory, '.yaml', problems),
    ...namesIn(path.join(directory, 'examples'), '.jsonl', null).map((name) => `examples/${name}`),
  ];
  for (const file of files) {
    const text = readFileSync(path.join(directory, file), 'utf8');
    hash.update(`${file}\n${text}\n`);
    if (file.endsWith('.jsonl')) {
      for (const [index, line] of text.split('\n').entries()) {
        if (line.trim() === '') continue;
        const read = checked(`${file}:${index + 1}`, parsedJson(line), intentLineSchema, problems);
        if (read) add(read.text, read.intent);
      }
    } else if (file === CUES) {
      cues = readYaml(file, text, cueFileSchema, problems)?.cues ?? cues;
    } else {
      const read = readYaml(file, text, intentFileSchema, problems);
      if (!read) continue;
      if (file !== `${read.intent}.yaml`) {
        problems.push(`${file}: is for \`${read.intent}\`: rename it to ${read.intent}.yaml`);
      }
      for (const phrase of Object.values(read.examples).flatMap((phrases) => phrases ?? []))
        add(phrase, read.intent);
    }
  }
  if (problems.length > 0) throw new IntentFilesError(problems);
  return { examples: [...examples.values()], cues, fingerprint: hash.digest('hex') };
}

/** Sorted, so that every machine learns in the same order. `problems` is null where a folder may be absent. */
function namesIn(directory: string, ending: string, problems: string[] | null): readonly string[] {
  try {
    return readdirSync(directory)
      .filter((name) => name.endsWith(ending))
      .sort();
  } catch {
    problems?.push(`${directory}: is missing or cannot be read: add this folder`);
    return [];
  }
}

function readYaml<Schema extends z.ZodType>(
  file: string,
  text: string,
  schema: Schema,
  problems: string[],
): z.infer<Schema> | null {
  const document = parseDocument(text);
  const [error] = document.errors;
  if (error) {
    problems.push(`${file}:${error.linePos?.[0].line ?? 1}: is not YAML from here on`);
    return null;
  }
  return checked(file, document.toJS(), schema, problems);
}

function parsedJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** What the schema makes of it, or null after each fault was noted. Values are not quoted: people wrote them. */
function checked<Schema extends z.ZodType>(
  place: string,
  written: unknown,
  schema: Schema,
  problems: string[],
): z.infer<Schema> | null {
  const result = schema.safeParse(written);
  if (result.success) return result.data;
  for (const issue of result.error.issues) {
    const where = issue.path.length === 0 ? '' : ` ${issue.path.map(String).join('.')}:`;
    problems.push(`${place}:${where} ${issue.message}`);
  }
  return null;
}
