import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';
import { parse } from 'yaml';
import { locales } from './places';

const place = /%([a-z-]+):([a-z-]+)\.([a-z-]+)%/g;

/**
 * Puts the few words into `index.html` that have to be there before any script runs: `%ja:page.title%` is `page.title`
 * of `locales/ja/web.yaml`.
 */
export function sayInHtml(): Plugin {
  return {
    name: 'say-in-html',
    transformIndexHtml: {
      order: 'pre',
      handler: (html) =>
        html.replace(place, (_, language: string, group: string, key: string) =>
          asHtml(readPageWord(language, group, key)),
        ),
    },
  };
}

/** One sentence of `locales/<language>/web.yaml`. Throws when it is not there. */
export function readPageWord(language: string, group: string, key: string): string {
  const file = path.join(locales, language, 'web.yaml');
  const words: unknown = parse(readFileSync(file, 'utf8'));
  const text = under(under(words, group), key);
  if (typeof text !== 'string') throw new Error(`${file} has no text "${group}.${key}".`);
  return text.trim();
}

function under(tree: unknown, key: string): unknown {
  return typeof tree === 'object' && tree !== null
    ? Object.entries(tree).find(([name]) => name === key)?.[1]
    : undefined;
}

function asHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\n', '<br>');
}
