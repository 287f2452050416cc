import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { cueBook, type Example } from '../text';
import { parseYaml } from '../yaml';
import { foldDisguise } from './fold-disguise';
import { dangerLabels, isSafetyClass, type SafetyClass, safetyClassOf, safetyLabels } from './safety-label';
import type { Folding, SafetyMaterial, ScreeningMaterial } from './safety-material';

/** As how many n-grams an idea counts. Chosen by training on one hand and measuring on the other; see README. */
const CUE_WEIGHT = 2;

const line = z.string().trim().min(1);
const pattern = line.refine(isPattern, { error: 'is not a pattern: look for an unclosed bracket' });
const foldingFile = z.strictObject({
  emoji: z.record(line, line),
  disguises: z.array(z.strictObject({ reads: line, written: z.array(pattern).min(1) })),
});
const cueFile = z.strictObject({ cues: z.record(line, z.array(line).min(1)) });
const ruleFile = z.strictObject({
  rules: z.array(
    z.strictObject({
      name: line,
      label: z.enum(dangerLabels),
      urgent: z.boolean(),
      when: z.array(pattern).min(1),
      unless: z.array(pattern).optional(),
    }),
  ),
});
const exampleFile = z.record(
  line.refine(isSafetyClass, { error: 'is not a label; an urgent one ends in `!`' }),
  z.array(line).min(1),
);
const exampleLine = z.object({ text: line, label: z.enum(safetyLabels), urgent: z.boolean() });

/** A file of the screening cannot be used. The message names it and what is wrong, for those who write them. */
export class SafetyFilesError extends Error {
  override readonly name = 'SafetyFilesError';
}

/**
 * Reads `folding.yaml`, `cues.yaml`, `rules.yaml` and `examples/*.{yaml,jsonl}` below a folder (`flows/safety`). Throws
 * {@link SafetyFilesError} when one is missing or is not what it should be. Reads synchronously: call it at start-up.
 */
export function readSafetyMaterial(directory: string): SafetyMaterial {
  const screening = readScreeningMaterial(directory);
  const read = (file: string) => readFileSync(path.join(directory, file), 'utf8');
  const { cues } = checked('cues.yaml', () => cueFile.parse(parseYaml(read('cues.yaml'))));
  const examples = exampleFiles(directory).flatMap((file) =>
    checked(file, () => examplesIn(file, read(file))),
  );
  return { ...screening, cues: cueBook(foldedToo(cues, screening.folding), CUE_WEIGHT), examples };
}

/**
 * The part of the material that is needed beside a model that was trained on the rest; the rest is looked at for its
 * fingerprint only, which is many times faster. Throws as {@link readSafetyMaterial} does.
 */
export function readScreeningMaterial(directory: string): ScreeningMaterial {
  const hash = createHash('sha256');
  const read = (file: string) => readFileSync(path.join(directory, file), 'utf8');
  const learnt = (file: string): string => {
    const text = read(file);
    hash.update(`${file}\0${text}\0`);
    return text;
  };
  const folding = checked('folding.yaml', () => foldingFile.parse(parseYaml(learnt('folding.yaml'))));
  checked('cues.yaml', () => learnt('cues.yaml'));
  for (const file of checked('examples', () => exampleFiles(directory))) checked(file, () => learnt(file));
  const { rules } = checked('rules.yaml', () => ruleFile.parse(parseYaml(read('rules.yaml'))));
  return {
    folding: {
      emoji: new Map(Object.entries(folding.emoji)),
      disguises: folding.disguises.map(({ reads, written }) => ({
        reads,
        written: new RegExp(written.join('|'), 'gu'),
      })),
    },
    rules: rules.map(({ when, unless = [], ...rule }) => ({
      ...rule,
      when: when.map((source) => new RegExp(source, 'u')),
      unless: unless.map((source) => new RegExp(source, 'u')),
    })),
    fingerprint: hash.digest('hex'),
  };
}

/** Each phrase as it is written and as it is read in a text: what is folded there is not met by its plain form alone. */
function foldedToo(
  cues: Readonly<Record<string, readonly string[]>>,
  folding: Folding,
): Record<string, readonly string[]> {
  return Object.fromEntries(
    Object.entries(cues).map(([name, phrases]) => [
      name,
      phrases.flatMap((phrase) => [phrase, foldDisguise(phrase, folding)]),
    ]),
  );
}

/** Sorted, so that the model is the same whatever order a disk lists files in. */
function exampleFiles(directory: string): readonly string[] {
  return readdirSync(path.join(directory, 'examples'))
    .filter((file) => /\.(yaml|jsonl)$/.test(file))
    .sort()
    .map((file) => `examples/${file}`);
}

function examplesIn(file: string, text: string): readonly Example<SafetyClass>[] {
  if (file.endsWith('.yaml')) {
    const read: unknown = parseYaml(text);
    return Object.entries(exampleFile.parse(read)).flatMap(([label, texts]) =>
      isSafetyClass(label) ? texts.map((written) => ({ text: written, label })) : [],
    );
  }
  return text.split('\n').flatMap((written) => {
    if (written.trim() === '') return [];
    const example = exampleLine.parse(JSON.parse(written));
    return [{ text: example.text, label: safetyClassOf(example.label, example.urgent) }];
  });
}

function checked<Result>(file: string, read: () => Result): Result {
  try {
    return read();
  } catch (fault) {
    const said = fault instanceof z.ZodError ? z.prettifyError(fault) : String(fault);
    throw new SafetyFilesError(`${file} cannot be used: ${said}`);
  }
}

function isPattern(source: string): boolean {
  try {
    new RegExp(source, 'u');
    return true;
  } catch {
    return false;
  }
}
