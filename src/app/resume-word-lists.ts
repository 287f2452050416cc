import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { Language } from '../flow';
import type { WordList } from '../people';
import { parseYaml } from '../yaml';

/** Under this a passphrase would be a sentence. */
const FEWEST = 128;

const list = z
  .string()
  .transform((words): WordList => [...new Set(words.trim().split(/\s+/))])
  .refine((words) => words.length >= FEWEST, `needs at least ${FEWEST} different words`);
const fileSchema = z.strictObject({ ja: list, en: list });

/**
 * The words of which passphrases are made, from `flows/catalogue/resume-words.yaml`, where they stand with spaces
 * between. やさしい日本語 shares the Japanese ones. Throws at the start when the file is not there or too poor.
 */
export function resumeWordLists(flowsDirectory: string): (language: Language) => WordList {
  const file = path.join(flowsDirectory, 'catalogue', 'resume-words.yaml');
  const { ja, en } = fileSchema.parse(parseYaml(readFileSync(file, 'utf8')));
  return (language) => (language === 'en' ? en : ja);
}
