import { setImmediate, setTimeout } from 'node:timers/promises';

/** What happens in this process comes within so long; what happens in another may have the processor meanwhile. */
const HERE_MS = 20;
const GLANCE_MS = 5;

/**
 * Waits until `condition` holds, looking again after each turn of the event loop and, later, every few milliseconds;
 * fails with `what` after `limitMs` of real time. The only wait that tests use.
 */
export async function waitFor(
  what: string,
  condition: () => boolean | Promise<boolean>,
  limitMs = 10_000,
): Promise<void> {
  const begin = performance.now();
  while (!(await condition())) {
    const waited = performance.now() - begin;
    if (waited > limitMs) throw new Error(`Waited ${limitMs} ms in vain for: ${what}`);
    await (waited < HERE_MS ? setImmediate() : setTimeout(GLANCE_MS));
  }
}
