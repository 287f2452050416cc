import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import { type Content, type ContentLocation, contentProblems, loadContent } from './load-content';

/** Other facts, by the file they are in: `organisation` or `catalogue/<name>`, without the ending. */
export type OtherFacts = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** What flows need of their folder; the rest is large, and not about facts. */
const unneeded = ['intents', 'safety', 'schema', 'stories', 'wording'];

/**
 * Reads the conversations as if some facts were others: a phone that is closed for good, a date in the schedule. What is
 * given is laid over what the file says, key by key; a list is replaced whole. Nothing on the disk is changed.
 */
export function loadOtherFacts(
  location: ContentLocation,
  facts: OtherFacts,
): { readonly content: Content; readonly problems: readonly string[] } {
  const folder = mkdtempSync(path.join(tmpdir(), 'madobe-facts-'));
  try {
    cpSync(location.flowsDirectory, folder, {
      recursive: true,
      dereference: true,
      filter: (from) => !unneeded.includes(path.relative(location.flowsDirectory, from)),
    });
    const missing = Object.entries(facts).flatMap(([name, over]) => {
      const file = path.join(folder, `${name}.yaml`);
      if (!existsSync(file))
        return [`flows/${name}.yaml: there is no such file, so nothing can be laid over it`];
      writeFileSync(file, stringify(laidOver(parse(readFileSync(file, 'utf8')), over)));
      return [];
    });
    const content = loadContent({ ...location, flowsDirectory: folder });
    const found = contentProblems(content).map((line) => line.replaceAll(folder, 'flows'));
    return { content, problems: [...missing, ...found] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function laidOver(below: unknown, over: unknown): unknown {
  if (!isRecord(below) || !isRecord(over)) return over;
  const merged = Object.entries(over).map(([key, value]) => [key, laidOver(below[key], value)]);
  return { ...below, ...Object.fromEntries(merged) };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
