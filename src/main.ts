import { formatConfigFault, loadConfig, serve } from './app';
import { MadobeError } from './errors';
import { describeFault } from './log';

async function main(): Promise<void> {
  const result = loadConfig();
  if ('config' in result) return serve(result.config);
  for (const fault of result.faults) process.stderr.write(`${formatConfigFault(fault)}\n`);
  process.exitCode = 1;
}

main().catch((fault: unknown) => {
  const said = fault instanceof MadobeError ? fault.message : JSON.stringify(describeFault(fault));
  process.stderr.write(`madobe: ${said}\n`);
  process.exitCode = 1;
});
