import { describeFault } from '../log';
import type { Config } from './config';
import { type RunningMadobe, startMadobe } from './start-madobe';

/** A stop that takes longer is ended: everything accepted is durable, and the next start goes on with it. */
const STOP_WITHIN_MS = 9_000;

/**
 * Serves until the process is asked to stop (SIGTERM, SIGINT), then finishes what is in hand and ends the process with
 * status 0, within ten seconds. Resolves once it serves; rejects when it could not be started.
 *
 * A fault that nothing caught ends the process with status 1, for its state can no longer be trusted and the next
 * start goes on with everything accepted. Node itself would print such an error whole; its message may quote what a
 * person wrote, so only what {@link describeFault} lets through is printed.
 */
export async function serve(config: Config): Promise<void> {
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (fault: unknown) => {
      sayFault(fault);
      process.exit(1);
    });
  }
  // Beside the log, which is on the other output and is carried off and kept: what is told here is for whoever started
  // this process.
  const madobe = await startMadobe(config, { tell: (line) => process.stderr.write(`${line}\n`) });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop(madobe));
}

function stop(madobe: RunningMadobe): void {
  setTimeout(() => process.exit(0), STOP_WITHIN_MS).unref();
  madobe.stop().then(
    () => process.exit(0),
    (fault) => {
      sayFault(fault);
      process.exit(1);
    },
  );
}

function sayFault(fault: unknown): void {
  process.stderr.write(`madobe: ${JSON.stringify(describeFault(fault))}\n`);
}
