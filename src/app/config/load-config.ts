import { readFileSync } from 'node:fs';
import { parse } from 'dotenv';
import { type ConfigResult, type Environment, parseConfig } from './parse-config';

/**
 * The configuration of this process: its environment, completed by a `.env` in the current folder if there is one. A
 * variable of the real environment always wins over the file. Like {@link parseConfig} it throws nothing and lists
 * every fault.
 */
export function loadConfig(): ConfigResult {
  let fromFile: Environment = {};
  try {
    fromFile = parse(readFileSync('.env', 'utf8'));
  } catch (failure) {
    const code = (failure as NodeJS.ErrnoException).code ?? 'unknown fault';
    // A file that is there but cannot be read must not turn settings off silently.
    if (code !== 'ENOENT') {
      const problem = `is there but cannot be read (${code})`;
      return { faults: [{ variable: '.env', problem, example: 'chmod u+r .env' }] };
    }
  }
  return parseConfig({ ...fromFile, ...process.env });
}
