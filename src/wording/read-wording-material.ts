import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { parseYaml } from '../yaml';
import { wordingCategories, wordingLabels } from './wording-category';
import { WordingFilesError } from './wording-files-error';
import type { WordingExample, WordingMaterial } from './wording-material';

const line = z.string().trim().min(1);
const advice = z.strictObject({ ja: line, en: line });
const categoryFile = z.record(
  z.enum(wordingCategories),
  z.strictObject({
    ja: z.strictObject({ name: line, reason: line, suggestion: line }),
    en: z.strictObject({ name: line, reason: line, suggestion: line }),
  }),
);
const dictionaryFile = z.strictObject({
  version: z.literal(1),
  rules: z.array(
    z.strictObject({
      expected: z.string(),
      patterns: z.array(line).min(1),
      category: z.enum(wordingCategories),
    }),
  ),
});
const exampleFile = z.partialRecord(z.enum(wordingLabels), z.array(line));
const allowedFile = z.array(z.strictObject({ text: line, reason: line }));

/**
 * Reads what an organisation may edit about wording: `categories.yaml`, `prh.yml`, `allowed.yaml` and every file of
 * `examples/`, from `directory` (`flows/wording`). Throws a {@link WordingFilesError} when one is missing or is not what
 * it should be.
 */
export function readWordingMaterial(directory: string): WordingMaterial {
  const categories = readOne(directory, 'categories.yaml', categoryFile);
  const about = (category: (typeof wordingCategories)[number]) => {
    const { ja, en } = categories[category];
    const both = (part: keyof typeof ja) => advice.parse({ ja: ja[part], en: en[part] });
    return { name: both('name'), reason: both('reason'), suggestion: both('suggestion') };
  };
  return {
    categories: {
      coercion: about('coercion'),
      blame: about('blame'),
      hurry: about('hurry'),
      diagnosis: about('diagnosis'),
      'goal-setting': about('goal-setting'),
      comparison: about('comparison'),
      minimising: about('minimising'),
      'demanding-a-reply': about('demanding-a-reply'),
      'demanding-reasons': about('demanding-reasons'),
      threat: about('threat'),
    },
    dictionary: readOne(directory, 'prh.yml', dictionaryFile).rules,
    examples: exampleFiles(directory).flatMap((file) => readExamples(directory, file)),
    allowed: readOne(directory, 'allowed.yaml', allowedFile),
  };
}

/** A word that changes whenever an example does: what a built model must have been trained on. */
export function fingerprintOfWordingExamples(directory: string): string {
  const hash = createHash('sha256');
  for (const file of exampleFiles(directory)) {
    hash.update(`${file}\0`).update(readFileSync(path.join(directory, file)));
  }
  return hash.digest('hex');
}

/** Sorted, so that the model is the same whatever order a disk lists files in. */
function exampleFiles(directory: string): readonly string[] {
  const folder = path.join(directory, 'examples');
  if (!existsSync(folder)) throw new WordingFilesError(`${folder} is missing: add this folder`);
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => path.join('examples', file));
}

function readExamples(directory: string, file: string): readonly WordingExample[] {
  const read = readOne(directory, file, exampleFile);
  return wordingLabels.flatMap((label) => (read[label] ?? []).map((text) => ({ text, label })));
}

function readOne<Schema extends z.ZodType>(directory: string, file: string, schema: Schema): z.infer<Schema> {
  const where = path.join(directory, file);
  try {
    return schema.parse(parseYaml(readFileSync(where, 'utf8')));
  } catch (fault) {
    const said = fault instanceof z.ZodError ? z.prettifyError(fault) : String(fault);
    throw new WordingFilesError(`${where} cannot be used: ${said}`);
  }
}
