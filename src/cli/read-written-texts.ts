import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { isScalar, LineCounter, parseAllDocuments, visit } from 'yaml';

/** A text that people will read, and where it is written. */
export interface WrittenText {
  readonly file: string;
  /** The line on which it begins, counted from 1. */
  readonly line: number;
  readonly text: string;
}

/** Where flows keep what people may write. */
const ownWords: readonly string[] = ['also', 'phrases'];

/**
 * The texts of files and of all YAML, Markdown and text files in folders, in the order of their names. Of YAML every
 * value that is a text, but not what stands under `also` and `phrases`: those are people's own words, which nobody is
 * sent. Throws when a path cannot be read or is not YAML although it says so.
 */
export function readWrittenTexts(paths: readonly string[]): readonly WrittenText[] {
  return paths.flatMap(filesAt).flatMap((file) => {
    const content = readFileSync(file, 'utf8');
    return /\.ya?ml$/.test(file) ? textsOfYaml(file, content) : [{ file, line: 1, text: content }];
  });
}

function filesAt(where: string): readonly string[] {
  if (!statSync(where).isDirectory()) return [where];
  return readdirSync(where, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:ya?ml|md|txt)$/.test(name))
    .sort()
    .map((name) => path.join(where, name));
}

function textsOfYaml(file: string, content: string): readonly WrittenText[] {
  const lineCounter = new LineCounter();
  const texts: WrittenText[] = [];
  for (const document of parseAllDocuments(content, { lineCounter, prettyErrors: false })) {
    const [error] = document.errors;
    if (error) {
      throw new Error(`${file}:${lineCounter.linePos(error.pos[0]).line}: is not YAML from here on`);
    }
    visit(document, {
      Pair: (_, { key }) => (isScalar(key) && ownWords.includes(String(key.value)) ? visit.SKIP : undefined),
      Scalar: (role, { value, range }) => {
        if (role === 'key' || typeof value !== 'string') return;
        texts.push({ file, line: lineCounter.linePos(range?.[0] ?? 0).line, text: value });
      },
    });
  }
  return texts;
}
