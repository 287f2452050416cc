/** The fewest letters to insert, delete or replace to come from one word to the other (Levenshtein). */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (const [index, letter] of [...from].entries()) {
    const next = [index + 1];
    for (const [column, other] of [...to].entries()) {
      const replaced = (row[column] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** The name among `known` that `name` most likely meant: the one fewest letters away, the first of equals. */
export function nearestName<Name extends string>(name: string, known: readonly [Name, ...Name[]]): Name {
  const [first, ...others] = known;
  return others.reduce((best, other) => (distance(name, other) < distance(name, best) ? other : best), first);
}
