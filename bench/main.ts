import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { LoadFigures } from '../test/support/line-double';

/**
 * `npm run bench`: how many turns a second the built server answers with everything durable, beside two yardsticks
 * that store nothing, all in one run. The server under test has one core to itself (core 0), LINE's double another
 * (core 1). People are closed-loop: each writes, waits for the answer, writes again.
 *
 * Rounds are interleaved, so that what else the machine does strikes all alike; the median is printed, with the
 * lowest and highest round as the noise.
 */

interface Contender {
  readonly name: string;
  readonly program: string;
  readonly script: readonly string[];
}

interface Round {
  readonly figures: LoadFigures;
  readonly peakMemoryMb: number;
  /** Processor time of the server for one answered turn: hardly moved by what else the machine does. */
  readonly cpuMicrosPerTurn: number;
}

const root = path.resolve(__dirname, '..', '..', '..', '..');
const compiled = path.join(root, 'node_modules', '.cache', 'bench');
const secret = '0123456789abcdef0123456789abcdef';
const token = 'bench-channel-access-token';
const ports = { double: 24_101, server: 24_102 };

/** A first visit, a question, and coming back to the menu, over and over: every kind of step the flows have. */
const conversation = [
  'follow:',
  'メニュー',
  '電話',
  'メニュー',
  'もう、つかれました',
  '戻る',
  'やめる',
  'メニュー',
];

const contenders: readonly Contender[] = [
  { name: 'Madobe, SQLite, all durable', program: path.join(root, 'dist', 'main.js'), script: conversation },
  {
    name: 'echo bot (express + SDK)',
    program: path.join(compiled, 'bench', 'echo-bot.js'),
    script: ['こんにちは'],
  },
  {
    name: 'bare node:http echo',
    program: path.join(compiled, 'bench', 'bare-echo.js'),
    script: ['こんにちは'],
  },
];

const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '64' },
    seconds: { type: 'string', default: '6' },
    rounds: { type: 'string', default: '5' },
    only: { type: 'string' },
    profile: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
const settings = {
  people: Number(values.people),
  seconds: Number(values.seconds),
  rounds: Number(values.rounds),
};

async function main(): Promise<void> {
  const double = await startDouble();
  const chosen = contenders.filter(({ name }) => values.only === undefined || name.includes(values.only));
  const results = new Map<string, Round[]>(chosen.map(({ name }) => [name, []]));
  try {
    for (let round = 1; round <= settings.rounds; round += 1) {
      for (const contender of chosen) {
        process.stderr.write(`round ${round}/${settings.rounds}: ${contender.name}\n`);
        results.get(contender.name)?.push(await measure(contender));
      }
    }
  } finally {
    double.kill('SIGTERM');
  }
  print(results);
}

async function measure(contender: Contender): Promise<Round> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'madobe-bench-'));
  const server = start(
    0,
    contender.program,
    {
      PORT: String(ports.server),
      MADOBE_DATA_DIR: dataDir,
      MADOBE_LOG_LEVEL: 'warn',
      LINE_CHANNEL_SECRET: secret,
      LINE_CHANNEL_ACCESS_TOKEN: token,
      LINE_API_ORIGIN: `http://127.0.0.1:${ports.double}`,
    },
    values.profile && contender.program.endsWith('main.js')
      ? ['--cpu-prof', `--cpu-prof-dir=${path.join(root, 'node_modules', '.cache', 'profiles')}`]
      : [],
  );
  try {
    await listening(ports.server);
    // The first seconds compile; they are not what an evening is like.
    await load(contender.script, 2);
    const cpuBefore = cpuMicros(server);
    const figures = await load(contender.script, settings.seconds);
    return {
      figures,
      peakMemoryMb: peakMemoryMb(server),
      cpuMicrosPerTurn: (cpuMicros(server) - cpuBefore) / figures.turns,
    };
  } finally {
    await ended(server);
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function load(script: readonly string[], seconds: number): Promise<LoadFigures> {
  const answer = await fetch(`http://127.0.0.1:${ports.double}/_double/load`, {
    method: 'POST',
    body: JSON.stringify({
      people: settings.people,
      seconds,
      webhookUrl: `http://127.0.0.1:${ports.server}/line/webhook`,
      script,
    }),
  });
  if (!answer.ok)
    throw new Error(`The double could not run the load: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as LoadFigures;
}

async function startDouble(): Promise<ChildProcess> {
  const program = path.join(compiled, 'test', 'support', 'line-double', 'main.js');
  const double = start(
    1,
    program,
    {},
    [],
    ['--channel-secret', secret, '--access-token', token, '--port', String(ports.double)],
  );
  await listening(ports.double);
  return double;
}

const hasTaskset = spawnSync('taskset', ['-c', '0', 'true']).status === 0;

function start(
  core: number,
  program: string,
  environment: Record<string, string>,
  nodeFlags: readonly string[] = [],
  words: readonly string[] = [],
): ChildProcess {
  const command = [process.execPath, ...nodeFlags, program, ...words];
  const pinned = hasTaskset ? ['taskset', '-c', String(core), ...command] : command;
  const [executable = process.execPath, ...rest] = pinned;
  return spawn(executable, rest, {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'ignore', 'inherit'],
    cwd: tmpdir(),
  });
}

async function listening(port: number): Promise<void> {
  const giveUpAt = performance.now() + 15_000;
  for (;;) {
    try {
      await fetch(`http://127.0.0.1:${port}/healthz`);
      return;
    } catch (problem) {
      if (performance.now() > giveUpAt) throw problem;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}

/** Processor time spent so far, in user and system mode. The kernel counts it in hundredths of a second. */
function cpuMicros(child: ChildProcess): number {
  const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10_000;
}

/** The most memory the process ever held (VmHWM). */
function peakMemoryMb(child: ChildProcess): number {
  const line = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'));
  return Math.round(Number(line?.[1] ?? 0) / 1024);
}

function print(results: ReadonlyMap<string, readonly Round[]>): void {
  if (values.json) {
    process.stdout.write(`${JSON.stringify(Object.fromEntries(results), null, 2)}\n`);
    return;
  }
  const rows = [...results].map(([name, rounds]) => {
    const rates = rounds.map(({ figures }) => figures.turnsPerSecond);
    const of = (pick: (round: Round) => number) => median(rounds.map(pick));
    return {
      contender: name,
      'turns/s': Math.round(median(rates)),
      'lowest–highest': `${Math.round(Math.min(...rates))}–${Math.round(Math.max(...rates))}`,
      'ack p50/p99 ms': `${of(({ figures }) => figures.ackMs.p50).toFixed(1)} / ${of(({ figures }) => figures.ackMs.p99).toFixed(1)}`,
      'answer p50/p99 ms': `${of(({ figures }) => figures.answerMs.p50).toFixed(1)} / ${of(({ figures }) => figures.answerMs.p99).toFixed(1)}`,
      'CPU µs/turn': Math.round(of(({ cpuMicrosPerTurn }) => cpuMicrosPerTurn)),
      'peak MB': of(({ peakMemoryMb }) => peakMemoryMb),
      'lost/doubled': `${sum(rounds, ({ figures }) => figures.unanswered)} / ${sum(rounds, ({ figures }) => figures.doubled)}`,
    };
  });
  console.log(
    `${settings.people} closed-loop people, ${settings.rounds} rounds of ${settings.seconds} s, Node ${process.version}, ${hasTaskset ? 'one core each for server and double' : 'cores not pinned'}`,
  );
  console.table(rows);
  const rateOf = (part: string) => rows.find(({ contender }) => contender.includes(part))?.['turns/s'];
  const [madobe, echo] = [rateOf('Madobe'), rateOf('echo bot')];
  if (madobe && echo) console.log(`Turns a second, Madobe : echo bot = ${(madobe / echo).toFixed(2)}`);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? 0)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

function sum(rounds: readonly Round[], pick: (round: Round) => number): number {
  return rounds.reduce((total, round) => total + pick(round), 0);
}

void main();
