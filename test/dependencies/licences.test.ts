import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readAllowList } from './allow-list';
import { idleExceptions, judgeLicences } from './judge-licences';
import { type LockedPackage, readLockFile } from './lock-file';

const packages = readLockFile();
const { licences } = readAllowList();

const made = (name: string, license: string | undefined, isProduction = true): LockedPackage => ({
  name,
  place: `node_modules/${name}`,
  ...(license === undefined ? {} : { license }),
  isProduction,
  dev: !isProduction,
  devOptional: false,
});

describe('the licences of all dependencies', () => {
  it('let Madobe be given away as it is', () => {
    expect(judgeLicences(packages, licences)).toEqual([]);
  });

  it('are permissive in everything the server runs on, its fonts excepted', () => {
    const running = packages.filter(({ isProduction }) => isProduction);
    expect(running.length).toBeGreaterThan(100);
    const fonts = licences.exceptions.filter(({ use }) => use === 'font');
    expect(judgeLicences(running, { ...licences, exceptions: fonts })).toEqual([]);
  });

  it('are what the installed packages say of themselves', () => {
    const others = packages.filter(({ place, license }) => {
      const file = join(place, 'package.json');
      if (!existsSync(file)) return false;
      const own = JSON.parse(readFileSync(file, 'utf8')) as { license?: string };
      return typeof own.license === 'string' && own.license !== license;
    });
    expect(others.map(({ place }) => place)).toEqual([]);
  });

  it('stand in a file of those packages that do not name theirs', () => {
    for (const { package: name, licence } of licences.unnamed)
      expect(readFileSync(join('node_modules', name, 'LICENSE'), 'utf8')).toContain(`${licence} License`);
  });

  it('need every exception there is', () => {
    expect(idleExceptions(packages, licences)).toEqual([]);
  });
});

describe('a licence', () => {
  const finds = (each: LockedPackage) => judgeLicences([each], licences).length > 0;

  it.each([
    'GPL-3.0-only',
    'AGPL-3.0-or-later',
    'LGPL-2.1',
    'MPL-2.0',
    'SSPL-1.0',
    'UNLICENSED',
    'SEE LICENSE IN X',
  ])('that is not on the list is found: %s', (license) => {
    expect(finds(made('some-package', license))).toBe(true);
  });

  it('that is missing is found', () => {
    expect(finds(made('some-package', undefined))).toBe(true);
  });

  it('of two passes when either may be chosen and one is permissive, or both hold and both are', () => {
    expect(finds(made('some-package', '(MIT OR GPL-3.0-only)'))).toBe(false);
    expect(finds(made('some-package', 'MIT AND Apache-2.0'))).toBe(false);
    expect(finds(made('some-package', 'MIT AND GPL-3.0-only'))).toBe(true);
    expect(finds(made('some-package', '(MIT AND (GPL-3.0-only OR ISC))'))).toBe(true);
  });

  it('that a tool may have is found in what the server runs on', () => {
    expect(finds(made('axe-core', 'MPL-2.0', false))).toBe(false);
    expect(finds(made('axe-core', 'MPL-2.0', true))).toBe(true);
    expect(finds(made('axe-cores', 'MPL-2.0', false))).toBe(true);
  });
});

describe('what is installed', () => {
  it('is pinned by a checksum: everything the server runs on, and every tool of this platform', () => {
    const unpinned = packages.filter(({ integrity }) => !/^sha512-/.test(integrity ?? ''));
    expect(unpinned.filter(({ isProduction }) => isProduction).map(({ name }) => name)).toEqual([]);
    const forHere = unpinned.filter(({ place, os, cpu }) => (!os && !cpu) || existsSync(place));
    expect(forHere.map(({ name }) => name)).toEqual([]);
  });

  it('comes from the registry alone: no package is fetched from an address of its own', () => {
    const elsewhere = packages.filter(({ resolved }) => resolved !== undefined && !/^https:/.test(resolved));
    expect(elsewhere.map(({ name }) => name)).toEqual([]);
    const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as Record<
      string,
      Record<string, string>
    >;
    for (const range of Object.values({ ...dependencies, ...devDependencies })) {
      expect(range).toMatch(/^[\^~]?\d+\.\d+\.\d+(-[\w.]+)?$/);
    }
  });
});
