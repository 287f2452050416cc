import type { ListDeclaration, ListItem } from '../../../src/flow';

const kebabCase = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** A list is no longer than it may be, its ids fit a button, and no value is missing or longer than declared. */
export function expectToKeepTo(declared: ListDeclaration | undefined, items: readonly ListItem[]): void {
  if (!declared) throw new Error('the list is not declared');
  const names = Object.keys(declared.values).sort().join();
  const broken = items.flatMap(({ id, values }) => [
    ...(kebabCase.test(id) ? [] : [`${id} is no id`]),
    ...(Object.keys(values).sort().join() === names ? [] : [`${id} has other values than ${names}`]),
    ...Object.entries(values)
      .filter(([name, text]) => text.length > (declared.values[name]?.length ?? 0))
      .map(([name, text]) => `${id}: ${name} is longer than declared: ${text}`),
  ]);
  const doubled = items.length - new Set(items.map(({ id }) => id)).size;
  expect({ broken, doubled, tooMany: items.length > declared.most }).toEqual({
    broken: [],
    doubled: 0,
    tooMany: false,
  });
}
