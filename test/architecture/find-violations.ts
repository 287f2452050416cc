import path from 'node:path';
import { readSource } from './read-source';
import {
  browserRooms,
  environmentRoom,
  floorReasons,
  floors,
  furtherDoors,
  loaders,
  outsideModules,
  pureRooms,
} from './rooms';

/** The files below `src/`, by their path from there with forward slashes, and their text. */
export type SourceTree = ReadonlyMap<string, string>;

const roomsFirstLongest = floors.flat().sort((a, b) => b.length - a.length);

/** Every place where the house's rules are broken, as one sentence each, with the reason. Empty when all is well. */
export function findViolations(tree: SourceTree): readonly string[] {
  return [...tree].flatMap(([file, source]) => {
    const room = roomOf(file);
    if (room === null) {
      return [`${file} stands in no known room; give its room a floor in test/architecture/rooms.ts`];
    }
    const facts = readSource(source, file.endsWith('.tsx'));
    const problems = facts.imports.flatMap((name) =>
      room in browserRooms && name.startsWith('.')
        ? judgeBrowserImport(tree, file, room, name, facts.valueImports.includes(name))
        : judgeImport(tree, file, room, name),
    );
    if (facts.computedImports > 0) {
      problems.push('loads a module by a computed name; write it out, so that this rule can see it');
    }
    if (facts.readsEnvironment && room !== environmentRoom) {
      problems.push(
        `reads process.env; only ${environmentRoom} does, so that all faults are found at the start`,
      );
    }
    if (pureRooms.includes(room)) {
      problems.push(
        ...facts.impurities.map((what) => `calls ${what}; ${room} is pure: time and chance are handed in`),
      );
    }
    return problems.map((problem) => `${file} ${problem}`);
  });
}

function judgeImport(tree: SourceTree, file: string, room: string, name: string): readonly string[] {
  return name.startsWith('.')
    ? judgeOwnFile(tree, room, path.posix.join(path.posix.dirname(file), name))
    : judgeModule(file, room, name);
}

/** What runs in browsers takes along whatever it imports, so it names little beyond itself, and that one by one. */
function judgeBrowserImport(
  tree: SourceTree,
  file: string,
  room: string,
  name: string,
  isValue: boolean,
): readonly string[] {
  const wanted = path.posix.join(path.posix.dirname(file), name);
  if (wanted.startsWith(`${room}/`)) {
    return resolve(tree, wanted) === null && !wanted.endsWith('.css') ? judgeOwnFile(tree, room, wanted) : [];
  }
  const target = resolve(tree, wanted) ?? wanted;
  const allowed = browserRooms[room];
  if (allowed?.values.includes(target)) return [];
  if (!allowed?.types.includes(target)) {
    return [`imports ${target}; ${room} runs in browsers and may name only what rooms.ts lists for it`];
  }
  return isValue
    ? [`imports ${target} as more than types; ${room} runs in browsers and must not carry it along`]
    : [];
}

function judgeOwnFile(tree: SourceTree, room: string, wanted: string): readonly string[] {
  const target = resolve(tree, wanted);
  if (target === null) {
    return [`imports ${wanted}, which is not a source file below src; src is complete in itself`];
  }
  const other = roomOf(target);
  if (other === null || other === room) return [];
  const problems: string[] = [];
  if (floorOf(other) >= floorOf(room) && floorOf(other) > 0) {
    const reach = floorOf(other) === floorOf(room) ? 'next door' : 'upstairs';
    problems.push(`imports ${other}, which is ${reach} of ${room}: ${floorReasons[floorOf(room)]}`);
  }
  if (other === 'store' && pureRooms.includes(room)) {
    problems.push(`imports store; ${room} is pure: what it needs is loaded before and handed in`);
  }
  const doors = ['index', ...(furtherDoors[other] ?? [])].map((door) => `${other}/${door}.ts`);
  if (!doors.includes(target) && target !== `${other}.ts`) {
    problems.push(`imports ${target} past the door; what ${other} offers is in ${doors.join(' and ')}`);
  }
  return problems;
}

function judgeModule(file: string, room: string, name: string): readonly string[] {
  if (!pureRooms.includes(room)) return [];
  const bare = name.replace(/^node:/, '');
  const module = Object.keys(outsideModules).find((each) => bare === each || bare.startsWith(`${each}/`));
  if (module === undefined || (module === 'fs' && loaders.test(file))) return [];
  return [`imports ${name}; ${room} is pure and ${outsideModules[module]}`];
}

/** The file that a relative import means, as Node and TypeScript resolve it. */
function resolve(tree: SourceTree, wanted: string): string | null {
  const base = wanted.replace(/\/$/, '').replace(/\.js$/, '');
  return [`${base}.ts`, `${base}.tsx`, `${base}/index.ts`, base].find((each) => tree.has(each)) ?? null;
}

function roomOf(file: string): string | null {
  return roomsFirstLongest.find((room) => file === `${room}.ts` || file.startsWith(`${room}/`)) ?? null;
}

function floorOf(room: string): number {
  return floors.findIndex((rooms) => rooms.includes(room));
}
