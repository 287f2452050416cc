import cron from 'node-cron';
import type { Clock } from '../clock';
import { describeFault, type Log } from '../log';

const EVERY_MINUTE = '* * * * *';

/**
 * Does something now and every minute from then on, never twice at a time in this process. A fault is logged, and the next
 * minute tries again. `stop` waits for what is under way.
 *
 * @param name what it is called in the log
 */
export function startBeat(
  name: string,
  runDue: (now: number) => Promise<unknown>,
  { clock, log }: { readonly clock: Clock; readonly log: Log },
): { readonly stop: () => Promise<void> } {
  let beating: Promise<unknown> = Promise.resolve();
  const beat = () => {
    beating = runDue(clock.now()).catch((fault) => log.error(`${name}.failed`, describeFault(fault)));
    return beating;
  };
  void beat();
  const task = cron.schedule(EVERY_MINUTE, beat, { name, noOverlap: true });
  return {
    stop: async () => {
      await task.destroy();
      await beating;
    },
  };
}
