import { formatConfigFault, loadConfig, type RunningMadobe, startMadobe } from './app';
import { MadobeError } from './errors';
import { describeFault } from './log';

/** A stop that takes longer is ended: everything accepted is durable, and the next start goes on with it. */
const STOP_WITHIN_MS = 9_000;

async function main(): Promise<void> {
  const result = loadConfig();
  if ('faults' in result) {
    for (const fault of result.faults) process.stderr.write(`${formatConfigFault(fault)}\n`);
    process.exitCode = 1;
    return;
  }
  const madobe = await startMadobe(result.config);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop(madobe));
}

function stop(madobe: RunningMadobe): void {
  setTimeout(() => process.exit(0), STOP_WITHIN_MS).unref();
  madobe.stop().then(
    () => process.exit(0),
    (fault) => {
      process.stderr.write(`${JSON.stringify(describeFault(fault))}\n`);
      process.exit(1);
    },
  );
}

main().catch((fault: unknown) => {
  const said = fault instanceof MadobeError ? fault.message : JSON.stringify(describeFault(fault));
  process.stderr.write(`madobe: ${said}\n`);
  process.exitCode = 1;
});
