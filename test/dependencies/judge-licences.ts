import type { AllowList } from './allow-list';
import type { LockedPackage } from './lock-file';

/** What is wrong with the licences of these packages, one line for each; nothing when all may be used as they are. */
export function judgeLicences(
  packages: readonly LockedPackage[],
  list: AllowList['licences'],
): readonly string[] {
  const permissive = new Set(list.permissive);
  const unnamed = new Map(list.unnamed.map((each) => [each.package, each.licence]));
  return packages.flatMap(({ name, license: named, isProduction }) => {
    const license = named ?? unnamed.get(name);
    if (license === undefined) return [`${name} names no licence`];
    if (isAllowed(license, permissive)) return [];
    const exception = list.exceptions.find((each) => fits(each.package, name) && each.licence === license);
    if (!exception) return [`${name} is under ${license}, which is not on the list`];
    const goesOut = isProduction && exception.use === 'tool';
    return goesOut ? [`${name} is under ${license} and allowed as a tool, but the server runs on it`] : [];
  });
}

/** Exceptions that no package needs. */
export function idleExceptions(
  packages: readonly LockedPackage[],
  list: AllowList['licences'],
): readonly string[] {
  const isIdle = (each: { readonly package: string; readonly licence: string | undefined }) =>
    !packages.some(({ name, license }) => fits(each.package, name) && license === each.licence);
  const unnamed = list.unnamed.map(({ package: name }) => ({ package: name, licence: undefined }));
  return [...list.exceptions, ...unnamed].filter(isIdle).map((each) => each.package);
}

/** Reads what SPDX expressions packages use: names, OR, AND, brackets around the whole. */
function isAllowed(expression: string, permissive: ReadonlySet<string>): boolean {
  const bare = expression.replace(/^\((.*)\)$/, '$1');
  // A bracket inside would need a parser, and no package has one: refused, so that somebody looks.
  if (/[()]/.test(bare)) return false;
  return bare
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((name) => permissive.has(name.trim())));
}

function fits(pattern: string, name: string): boolean {
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}
