import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { WordTree } from '../../../../src/channels/web/api';
import { problemWords } from '../../../../src/channels/web/ui/model/problem-words';
import { errorTable } from '../../../../src/errors';
import { languages } from '../../../../src/flow';

const ui = path.resolve('src/channels/web/ui');

const sources = readdirSync(ui, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(tsx?|html)$/.test(file))
  .map((file) => readFileSync(path.join(ui, file), 'utf8'))
  .join('\n');

function leaves(tree: WordTree, at: readonly string[] = []): readonly string[] {
  if (typeof tree === 'string' || Array.isArray(tree)) return [at.join('.')];
  return Object.entries(tree).flatMap(([key, inner]) => leaves(inner, [...at, key]));
}

const keysOf = (language: string) => leaves(parse(readFileSync(`locales/${language}/web.yaml`, 'utf8')));
const keys = keysOf('ja');

/** What the page says: keys written out, and groups of which one member is named while it runs. */
const written = [...sources.matchAll(/[`'":%]([a-z-]+(?:\.[a-zA-Z0-9-]+)+)[`'"%]/g)].map(
  ([, key = '']) => key,
);
const groups = [...sources.matchAll(/`([a-z-]+(?:\.[a-z-]+)*[.-]?)\.?\$\{/g)].map(([, group = '']) => group);
const isSaid = (key: string) =>
  written.includes(key) ||
  groups.some((group) => group !== '' && key.startsWith(group)) ||
  /^(embed|dates)\./.test(key);

describe('the words of the page', () => {
  it.each(languages)('are the same ones in every language: %s', (language) => {
    expect(keysOf(language)).toEqual(keys);
  });

  it('are all there: what the page says, it has words for', () => {
    const top = new Set(keys.map((key) => key.split('.')[0]));
    const wanted = written.filter(
      (key) => top.has(key.split('.')[0] ?? '') && !/\.(css|ts|tsx|js|svg)$/.test(key),
    );
    expect(wanted.length).toBeGreaterThan(80);
    expect(
      wanted.filter((key) => !keys.includes(key) && !keys.some((each) => each.startsWith(`${key}.`))),
    ).toEqual([]);
  });

  it('are all said: none is left over', () => {
    expect(keys.filter((key) => !isSaid(key))).toEqual([]);
  });

  it('have kind words and a way on for every error there is', () => {
    for (const code of [...Object.keys(errorTable), 'unreachable'] as (
      | keyof typeof errorTable
      | 'unreachable'
    )[]) {
      const group = problemWords(code);
      expect(keys).toContain(`problems.${group}.text`);
      expect(keys).toContain(`problems.${group}.way`);
    }
  });

  it.each([
    ['message_too_long', 'too-long'],
    ['rate_limited', 'busy'],
    ['resume_refused', 'resume'],
    ['link_used_up', 'link'],
    ['session_missing', 'session'],
    ['cross_site_refused', 'reload'],
    ['store_unavailable', 'trouble'],
    ['unreachable', 'unreachable'],
  ] as const)('say for %s what can be done', (code, group) => {
    expect(problemWords(code)).toBe(group);
  });
});
