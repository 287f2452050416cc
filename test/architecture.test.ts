import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { findViolations, type SourceTree } from './architecture/find-violations';
import { readSource } from './architecture/read-source';
import { floorReasons, floors } from './architecture/rooms';

const sourceFolder = path.resolve(__dirname, '../src');

function readTree(): SourceTree {
  const files = readdirSync(sourceFolder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll(path.sep, '/'))
    .filter((file) => /\.tsx?$/.test(file))
    .sort();
  return new Map(files.map((file) => [file, readFileSync(path.join(sourceFolder, file), 'utf8')]));
}

/** A made-up house with a file under test in it, and a public face for every room. */
function houseWith(files: Readonly<Record<string, string>>): SourceTree {
  const faces = floors.flat().map((room) => [`${room}/index.ts`, ''] as const);
  return new Map([...faces, ...Object.entries(files)]);
}

describe('the architecture', () => {
  it('holds: every import goes down, through a door, and the pure rooms stay pure', () => {
    expect(findViolations(readTree())).toEqual([]);
  });

  it('is really looked at', () => {
    const tree = readTree();
    expect(tree.has('flow/turn.ts')).toBe(true);
    expect(readSource(tree.get('flow/turn.ts') ?? '').imports).toContain('./message');
  });

  it('has a reason for each floor', () => {
    expect(floorReasons).toHaveLength(floors.length);
  });
});

describe('a good import', () => {
  it.each([
    ['conversation/turn.ts', "import { interpret } from '../flow';"],
    ['conversation/turn.ts', "import { interpret } from '../flow/index';"],
    ['conversation/services/phone.ts', "import { openingAt } from '../../calendar';"],
    ['channels/line/webhook.ts', "import { accept } from '../../delivery';"],
    ['flow/interpret.ts', "import { normalise } from '../understanding'; import './index';"],
    ['errors/table.ts', "import { systemClock } from '../clock';"],
    ['cli/talk.ts', "import { parseConfig } from '../app/config';"],
    ['cli/talk.ts', "import { createServices } from '../conversation/services';"],
    ['main.ts', "import { compose } from './app';"],
    ['flow/load-flows.ts', "import { readFileSync } from 'node:fs';"],
    ['store/database.ts', "import { DataSource } from 'typeorm';"],
    ['app/compose.ts', 'export const port = process.env.PORT;'],
    ['flow/moment.ts', 'export const at = (now: number) => new Date(now);'],
    ['flow/words.ts', "export const text = \"import './cli'\"; // import '../cli';"],
  ])('in %s is let pass: %s', (file, source) => {
    const others = { 'conversation/services/index.ts': '', 'app/config/index.ts': '' };
    expect(findViolations(houseWith({ ...others, [file]: source }))).toEqual([]);
  });
});

describe('a bad import', () => {
  const upstairs =
    'flow/step.ts imports conversation, which is upstairs of flow: flows, bookings, the queue and people are the core; they are given what they need and never fetch it';

  it.each([
    "import { turn } from '../conversation';",
    "import type { Turn } from '../conversation';",
    "import { type Turn } from '../conversation';",
    "import * as all from '../conversation';",
    "import '../conversation';",
    "export { turn } from '../conversation';",
    "export * from '../conversation';",
    "export type { Turn } from '../conversation';",
    "import turn = require('../conversation');",
    "const turn = require('../conversation');",
    "const turn = () => import('../conversation');",
    'const turn = () => import(`../conversation`);',
    "type Turn = import('../conversation').Turn;",
  ])('is found however it is written: %s', (source) => {
    expect(findViolations(houseWith({ 'flow/step.ts': source }))).toEqual([upstairs]);
  });

  it.each([
    [
      'next door',
      'channels/line/send.ts',
      "import '../web';",
      'channels/line/send.ts imports channels/web, which is next door of channels/line: channels, desk and reminders translate; only the composition root knows them all',
    ],
    [
      'of the way in',
      'app/compose.ts',
      "import '../cli';",
      'app/compose.ts imports cli, which is upstairs of app: the composition root is called by main and cli, and calls neither',
    ],
    [
      'past the door',
      'conversation/turn.ts',
      "import '../flow/interpret';",
      'conversation/turn.ts imports flow/interpret.ts past the door; what flow offers is in flow/index.ts and flow/draw/index.ts',
    ],
    [
      'of the store into a pure room',
      'flow/step.ts',
      "import '../store';",
      'flow/step.ts imports store; flow is pure: what it needs is loaded before and handed in',
    ],
    [
      'out of src',
      'app/compose.ts',
      "import '../../test/support/fake-clock';",
      'app/compose.ts imports ../test/support/fake-clock, which is not a source file below src; src is complete in itself',
    ],
    [
      'of files into a pure room',
      'flow/interpret.ts',
      "import { readFile } from 'node:fs/promises';",
      'flow/interpret.ts imports node:fs/promises; flow is pure and it reads and writes files',
    ],
    [
      'of a database driver into a pure room',
      'understanding/match.ts',
      "import 'pg';",
      'understanding/match.ts imports pg; understanding is pure and it reads and writes the database',
    ],
    [
      'that cannot be seen',
      'app/compose.ts',
      'export const load = (name: string) => import(name);',
      'app/compose.ts loads a module by a computed name; write it out, so that this rule can see it',
    ],
  ])('%s fails with its reason', (_, file, source, reason) => {
    const others = { 'flow/interpret.ts': '' };
    expect(findViolations(houseWith({ ...others, [file]: source }))).toEqual([reason]);
  });
});

describe('a room', () => {
  it('that nobody knows fails', () => {
    expect(findViolations(new Map([['helpers/strings.ts', '']]))).toEqual([
      'helpers/strings.ts stands in no known room; give its room a floor in test/architecture/rooms.ts',
    ]);
  });

  it.each([
    'process.env.PORT;',
    "process['env'].PORT;",
    'process?.env.PORT;',
    'globalThis.process.env.PORT;',
    'const { env } = process;',
    "import { env } from 'node:process';",
  ])('other than app may not read the environment: %s', (source) => {
    expect(findViolations(houseWith({ 'cli/talk.ts': source }))).toEqual([
      'cli/talk.ts reads process.env; only app does, so that all faults are found at the start',
    ]);
  });

  it.each(['Date.now()', 'new Date()', 'Math.random()', 'performance.now()'])(
    'that is pure may not call %s',
    (call) => {
      expect(findViolations(houseWith({ 'calendar/opening.ts': `export const at = ${call};` }))).toEqual([
        `calendar/opening.ts calls ${call}; calendar is pure: time and chance are handed in`,
      ]);
    },
  );
});

describe('the page that runs in browsers', () => {
  const others = {
    'channels/web/api.ts': '',
    'channels/web/limits.ts': '',
    'channels/web/ui/model/words.ts': '',
    'flow/message.ts': '',
  };
  const reasonsFor = (source: string) =>
    findViolations(houseWith({ ...others, 'channels/web/ui/page/chat.tsx': source }));

  it.each([
    "import type { Entry } from '../../api';",
    "import { type Entry } from '../../api';",
    "export type { Entry } from '../../api';",
    "import type { Message } from '../../../../flow/message';",
    "import { limits } from '../../limits';",
    "import { readWords } from '../model/words';",
    "import '../style/chat.css';",
    "import { render } from 'preact'; export const chat = <p>…</p>;",
  ])('may say: %s', (source) => {
    expect(reasonsFor(source)).toEqual([]);
  });

  it.each([
    "import { openSessionSchema } from '../../api';",
    "import { type Entry, openSessionSchema } from '../../api';",
    "import '../../api';",
    "export * from '../../api';",
  ])('takes nothing but types along from the API: %s', (source) => {
    expect(reasonsFor(source)).toEqual([
      'channels/web/ui/page/chat.tsx imports channels/web/api.ts as more than types; channels/web/ui runs in browsers and must not carry it along',
    ]);
  });

  it('names no other room, not even for a type', () => {
    expect(reasonsFor("import type { FlowSet } from '../../../../flow';")).toEqual([
      'channels/web/ui/page/chat.tsx imports flow/index.ts; channels/web/ui runs in browsers and may name only what rooms.ts lists for it',
    ]);
  });

  it('is complete in itself', () => {
    expect(reasonsFor("import '../style/chat';")).toEqual([
      'channels/web/ui/page/chat.tsx imports channels/web/ui/style/chat, which is not a source file below src; src is complete in itself',
    ]);
  });

  it('is called by no server code', () => {
    expect(
      findViolations(
        houseWith({ ...others, 'channels/web/page.ts': "import { readWords } from './ui/model/words';" }),
      ).join('\n'),
    ).toContain('channels/web/page.ts imports channels/web/ui, which is next door of channels/web');
  });
});
