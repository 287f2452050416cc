import { z } from 'zod';

/** A pattern that holds each of these placeholders and no other: a missing one would hide a fact from people. */
export function withPlaceholders(...names: string[]) {
  const wanted = names.map((name) => `{${name}}`).sort();
  return z.string().refine(
    (pattern) => {
      const found = [...new Set(pattern.match(/\{\w+\}/g) ?? [])].sort();
      return found.join() === wanted.join();
    },
    `text with exactly the placeholders ${wanted.join(' ')}`,
  );
}
