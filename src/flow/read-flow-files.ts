import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { type Language, languages } from './message';
import { type MunicipalitiesFile, municipalitiesSchema } from './municipalities';
import { type Organisation, organisationSchema } from './organisation';
import type { Problem } from './problem';
import {
  type FactsDefinition,
  type FlowDefinition,
  type FlowWords,
  factsSchema,
  flowSchema,
  flowWordsSchema,
  type MovesDefinition,
  type MoveWords,
  movesSchema,
  moveWordsSchema,
  type WordTree,
  wordTreeSchema,
} from './schema';
import { readYamlFile, type YamlFile, type YamlPath } from './yaml-file';

/** Where the files that authors write are. */
export interface FlowDirectories {
  /** Directory of `<flow>.yaml`, `moves.yaml`, `organisation.yaml`, `facts.yaml` and `catalogue/municipalities.yaml`. */
  readonly flows: string;
  /** Directory with one directory per language. */
  readonly locales: string;
}

/** Files of words that belong to no flow: code says them. Each holds any tree of strings. */
export const codeWordFiles = [
  'errors',
  'calendar',
  'services',
  'web',
  'notices',
  'mine',
  'desk',
  'due-messages',
  'waiting',
] as const;
export type CodeWordFile = (typeof codeWordFiles)[number];

/** The files as they were written, with their lines; what the checker reads. */
export interface FlowSources {
  readonly flows: ReadonlyMap<string, YamlFile<FlowDefinition>>;
  readonly moves: YamlFile<MovesDefinition>;
  readonly organisation: YamlFile<Organisation>;
  /** Null in a set from before facts were declared. */
  readonly facts: YamlFile<FactsDefinition> | null;
  /** Null where no places are written down. */
  readonly municipalities: YamlFile<MunicipalitiesFile> | null;
  readonly words: Readonly<Record<Language, LanguageSources>>;
}

/** One language's files. */
export interface LanguageSources {
  readonly flows: ReadonlyMap<string, YamlFile<FlowWords>>;
  readonly moves: YamlFile<MoveWords>;
  readonly code: ReadonlyMap<CodeWordFile, YamlFile<WordTree>>;
}

/** Files of `flows/` that are no flow. */
const reservedNames = ['moves', 'organisation', 'facts'] as const;

/** Reads all files and holds each against its schema; nothing is checked across files yet. */
export function readFlowFiles(directories: FlowDirectories): {
  readonly sources: FlowSources | null;
  readonly problems: readonly Problem[];
} {
  const problems: Problem[] = [];
  const names = namesIn(directories.flows, 'flows', problems);
  const flowNames = names.filter((name) => !reservedNames.some((reserved) => reserved === name));

  const flows = new Map<string, YamlFile<FlowDefinition>>();
  for (const name of flowNames) {
    const read = readOne(directories.flows, 'flows', name, flowSchema, problems, { flow: name });
    if (read === null) continue;
    if (read.content.flow !== name) {
      problems.push({
        file: read.file,
        line: read.lineOf(['flow']),
        flow: name,
        message: `calls itself \`${read.content.flow}\`: write \`flow: ${name}\`, the name of the file`,
      });
    }
    flows.set(name, read);
  }
  const moves = readOne(directories.flows, 'flows', 'moves', movesSchema, problems, {});
  const organisation = readOne(directories.flows, 'flows', 'organisation', organisationSchema, problems, {});
  const facts = names.includes('facts')
    ? readOne(directories.flows, 'flows', 'facts', factsSchema, problems, {})
    : null;
  const catalogue = join(directories.flows, 'catalogue');
  const municipalities = existsSync(join(catalogue, 'municipalities.yaml'))
    ? readOne(catalogue, 'flows/catalogue', 'municipalities', municipalitiesSchema, problems, {})
    : null;
  const ja = readLanguage(directories, 'ja', flowNames, problems);
  const easy = readLanguage(directories, 'ja-easy', flowNames, problems);
  const en = readLanguage(directories, 'en', flowNames, problems);

  const sources =
    moves && organisation && ja && easy && en && problems.length === 0
      ? { flows, moves, organisation, facts, municipalities, words: { ja, 'ja-easy': easy, en } }
      : null;
  return { sources, problems };
}

function readLanguage(
  directories: FlowDirectories,
  language: Language,
  flowNames: readonly string[],
  problems: Problem[],
): LanguageSources | null {
  const directory = join(directories.locales, language);
  const shown = `locales/${language}`;
  const found = namesIn(directory, shown, problems);
  const isCode = (name: string): name is CodeWordFile => codeWordFiles.some((file) => file === name);
  const flows = new Map<string, YamlFile<FlowWords>>();
  const code = new Map<CodeWordFile, YamlFile<WordTree>>();
  for (const name of flowNames) {
    const read = readOne(directory, shown, name, flowWordsSchema, problems, { flow: name, language });
    if (read) flows.set(name, read);
  }
  for (const name of found) {
    if (isCode(name)) {
      const read = readOne(directory, shown, name, wordTreeSchema, problems, { language });
      if (read) code.set(name, read);
    } else if (name !== 'moves' && !flowNames.includes(name)) {
      problems.push({
        file: `${shown}/${name}.yaml`,
        line: 1,
        language,
        message: `belongs to no flow: rename it to the flow it is for, or take it out`,
      });
    }
  }
  const moves = readOne(directory, shown, 'moves', moveWordsSchema, problems, { language });
  return moves === null ? null : { flows, moves, code };
}

function readOne<Schema extends z.ZodType>(
  directory: string,
  shown: string,
  name: string,
  schema: Schema,
  problems: Problem[],
  place: { readonly flow?: string; readonly language?: Language },
): YamlFile<z.infer<Schema>> | null {
  const file = `${shown}/${name}.yaml`;
  let text: string;
  try {
    text = readFileSync(join(directory, `${name}.yaml`), 'utf8');
  } catch {
    problems.push({ file, line: 1, ...place, message: 'is missing or cannot be read: add this file' });
    return null;
  }
  return readYamlFile(file, text, schema, (problem, path) => {
    problems.push({ ...problem, ...place, ...stepAt(path, place.flow) });
  });
}

function stepAt(path: YamlPath, flow: string | undefined): { readonly step?: string } {
  const [top, second] = path;
  const named = top === 'steps' || top === 'options' || top === 'also';
  return flow !== undefined && named && second !== undefined ? { step: String(second) } : {};
}

function namesIn(directory: string, shown: string, problems: Problem[]): readonly string[] {
  try {
    return readdirSync(directory)
      .filter((file) => file.endsWith('.yaml'))
      .map((file) => file.slice(0, -'.yaml'.length))
      .sort();
  } catch {
    problems.push({ file: shown, line: 1, message: 'is missing or cannot be read: add this folder' });
    return [];
  }
}

/** Every language, with its files. */
export function eachLanguage(sources: FlowSources): readonly (readonly [Language, LanguageSources])[] {
  return languages.map((language) => [language, sources.words[language]] as const);
}
