#!/usr/bin/env node
import { runCli } from './run-cli';
import { processTerminal } from './terminal';

// Whoever reads our output may have seen enough (`madobe … | head`): that is no fault.
process.stdout.on('error', (fault: NodeJS.ErrnoException) => {
  if (fault.code !== 'EPIPE') throw fault;
  process.exit(0);
});

void runCli(process.argv.slice(2), processTerminal);
