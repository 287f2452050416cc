import { type Config, formatConfigFault, loadConfig } from '../app/config';
import type { Terminal } from './terminal';

/** The configuration, or null after every fault was printed and the status set to 1. */
export function configOrFaults(terminal: Terminal): Config | null {
  const result = loadConfig();
  if ('config' in result) return result.config;
  for (const fault of result.faults) terminal.errors.write(`${formatConfigFault(fault)}\n`);
  terminal.exitWith(1);
  return null;
}
