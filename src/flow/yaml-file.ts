import { type Document, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type { z } from 'zod';
import { preparedValue } from '../yaml';
import type { Problem } from './problem';
import { migrateSpec } from './spec-version';

/** Where in a YAML file something stands: keys and indexes from the top. */
export type YamlPath = readonly PropertyKey[];

/** A YAML file that was read and has the shape it should have. */
export interface YamlFile<Content> {
  /** The name that problems show. */
  readonly file: string;
  readonly content: Content;
  /** The line of the deepest part of `path` that exists, counted from 1. */
  lineOf(path: YamlPath): number;
}

/**
 * Reads the text of a YAML 1.2 file, of this version of the language or an older one, and holds it against a schema. The first fault of syntax, or every
 * fault of shape, goes to `report` with its line; the result is null when there was any.
 */
export function readYamlFile<Schema extends z.ZodType>(
  file: string,
  text: string,
  schema: Schema,
  report: (problem: Problem, path: YamlPath) => void,
): YamlFile<z.infer<Schema>> | null {
  let withLines: LinedDocument | null = null;
  const lined = (): LinedDocument => {
    withLines ??= readLined(text);
    return withLines;
  };
  const prepared = preparedValue(text);
  const [error] = prepared === null ? lined().document.errors : [];
  if (error !== undefined) {
    // What follows the first fault of syntax is mostly its echo.
    const { line } = lined().lineCounter.linePos(error.pos[0]);
    report({ file, line, message: `is not YAML from here on: ${error.message}` }, []);
    return null;
  }
  // Lines are wanted for what is at fault only, and most files never are.
  const lineOf = (path: YamlPath): number => {
    const { document, lineCounter } = lined();
    return Math.max(1, lineCounter.linePos(offsetOf(document.contents, path)).line);
  };
  const value: unknown = prepared === null ? lined().document.toJS() : prepared.value;
  const checked = schema.safeParse(migrateSpec(value));
  if (checked.success) return { file, content: checked.data, lineOf };
  for (const { path, message } of checked.error.issues.flatMap((issue) => explain(issue))) {
    report({ file, line: lineOf(path), message }, path);
  }
  return null;
}

/** A file with the places of its parts. */
interface LinedDocument {
  readonly document: Document.Parsed;
  readonly lineCounter: LineCounter;
}

function readLined(text: string): LinedDocument {
  const lineCounter = new LineCounter();
  return { document: parseDocument(text, { lineCounter, prettyErrors: false }), lineCounter };
}

function offsetOf(contents: Node | null, path: YamlPath): number {
  let node: unknown = contents;
  let offset = contents?.range?.[0] ?? 0;
  for (const part of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(part));
      if (pair === undefined || !isScalar(pair.key)) return offset;
      offset = pair.key.range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(part)];
      const range = isMap(node) || isSeq(node) || isScalar(node) ? node.range : undefined;
      if (!range) return offset;
      offset = range[0];
    } else {
      return offset;
    }
  }
  return offset;
}

type Issue = z.core.$ZodIssue;

/** Says a schema's finding in words that an author understands. */
function explain(issue: Issue, above: YamlPath = []): { path: YamlPath; message: string }[] {
  const path = [...above, ...issue.path];
  const what = path.length === 0 ? 'this file' : `\`${path.map(String).join('.')}\``;
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: [...path, key],
        message: `\`${key}\` is not a word of the flow language here: check its spelling and indentation, or take it out`,
      }));
    case 'invalid_union': {
      const best = mostSpecific(issue.errors);
      if (best !== null) return best.flatMap((inner) => explain(inner, path));
      const own = issue.message.startsWith('Invalid')
        ? 'has a form that is not allowed here: see docs/flows.md'
        : issue.message;
      return [{ path, message: `${what} ${own}` }];
    }
    case 'invalid_key':
      return [
        { path, message: `${what} ${issue.issues[0]?.message ?? 'is not a name that can stand here'}` },
      ];
    case 'invalid_type':
      return [{ path, message: `${what} ${wrongType(issue)}` }];
    case 'invalid_value':
      return [{ path, message: `${what} ${oneOf(issue.message, issue.values)}` }];
    case 'too_small':
    case 'too_big':
      return [{ path, message: `${what} ${size(issue)}` }];
    default:
      return [{ path, message: `${what} ${issue.message}` }];
  }
}

/** Of the forms that were tried, the one that the author most likely meant: whose complaints lie deepest. */
function mostSpecific(forms: readonly (readonly Issue[])[]): readonly Issue[] | null {
  const own = forms.filter(
    (issues) => !issues.some((issue) => issue.code === 'invalid_type' && issue.path.length === 0),
  );
  return own[0] ?? null;
}

const articles: Readonly<Record<string, string>> = {
  string: 'a text',
  object: 'a set of `key: value` lines',
  record: 'a set of `key: value` lines',
  array: 'a list',
  number: 'a number',
  int: 'a whole number',
  boolean: '`true` or `false`',
};

function wrongType(issue: Extract<Issue, { code: 'invalid_type' }>): string {
  const wanted = articles[issue.expected] ?? issue.expected;
  return issue.message.endsWith('received undefined')
    ? `is missing: add it, as ${wanted}`
    : `must be ${wanted}`;
}

function oneOf(message: string, values: readonly unknown[]): string {
  if (!message.startsWith('Invalid')) return message;
  return `must be ${values.map((value) => `\`${String(value)}\``).join(' or ')}`;
}

function size(issue: Extract<Issue, { code: 'too_small' | 'too_big' }>): string {
  if (!/^(Too|Invalid)/.test(issue.message)) return issue.message;
  return issue.code === 'too_small'
    ? `is too small: at least ${issue.minimum}`
    : `is too large: at most ${issue.maximum}`;
}
