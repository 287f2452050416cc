import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { checkFlows, formatProblem, loadFlows, type Services } from '../../src/flow';
import { copyGatheringSet, gatheringServices } from './gathering-set';
import { copySmallSet, smallServices } from './small-set';

/** A way to break a set, and every problem that must then be told, word for word. */
const brokenSchema = z.strictObject({
  because: z.string(),
  /** The set that is broken. */
  of: z.enum(['small', 'gathering']).default('small'),
  change: z.array(
    z.union([
      z.strictObject({ file: z.string(), from: z.string(), to: z.string() }),
      z.strictObject({ file: z.string(), write: z.string() }),
      z.strictObject({ remove: z.string() }),
    ]),
  ),
  problems: z.array(z.string()).min(1),
});

const directory = join(__dirname, 'broken');
const cases = readdirSync(directory).map((file) => {
  const broken = brokenSchema.parse(parse(readFileSync(join(directory, file), 'utf8')));
  return { file, ...broken };
});

function problemsIn(root: string, services: Services = smallServices): readonly string[] {
  const loaded = loadFlows({ flows: join(root, 'flows'), locales: join(root, 'locales') });
  const problems = loaded.ok ? checkFlows(loaded.flows, services) : loaded.problems;
  return problems.map(formatProblem);
}

describe('the checker', () => {
  let root: string;
  afterEach(() => rmSync(root, { recursive: true }));

  it('finds nothing wrong with the small set', () => {
    root = copySmallSet();
    expect(problemsIn(root)).toEqual([]);
  });

  it('finds nothing wrong with the set that has lists, typed inputs and services that act', () => {
    root = copyGatheringSet();
    expect(problemsIn(root, gatheringServices)).toEqual([]);
  });

  it.each(cases)('tells $because ($file)', ({ of, change, problems }) => {
    const gathering = of === 'gathering';
    root = gathering ? copyGatheringSet() : copySmallSet();
    for (const edit of change) {
      if ('remove' in edit) {
        rmSync(join(root, edit.remove), { recursive: true });
        continue;
      }
      const path = join(root, edit.file);
      if ('write' in edit) {
        writeFileSync(path, edit.write);
        continue;
      }
      const text = readFileSync(path, 'utf8');
      expect(text).toContain(edit.from);
      writeFileSync(
        path,
        text.replace(edit.from, () => edit.to),
      );
    }
    expect(problemsIn(root, gathering ? gatheringServices : smallServices)).toEqual(problems);
  });
});
