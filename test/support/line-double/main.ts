import { parseArgs } from 'node:util';
import { systemClock } from '../../../src/clock';
import { LineDouble } from './line-double';

const usage = `The LINE double as a process of its own.

  --channel-secret TEXT   (needed)
  --access-token TEXT     (needed)
  --port NUMBER           default: any free port
  --webhook-url URL       loopback only; can be set later by PUT /_double/webhook
  --redelivery            deliver again what was not acknowledged
  --quota NUMBER          messages a month; default: no limit

It prints one line of JSON, {"origin":"http://127.0.0.1:…"}, once it listens, and stops on SIGTERM or SIGINT.
`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      'channel-secret': { type: 'string' },
      'access-token': { type: 'string' },
      port: { type: 'string', default: '0' },
      'webhook-url': { type: 'string' },
      redelivery: { type: 'boolean', default: false },
      quota: { type: 'string' },
    },
  });
  const { 'channel-secret': channelSecret, 'access-token': accessToken, 'webhook-url': webhookUrl } = values;
  if (channelSecret === undefined || accessToken === undefined) {
    process.stderr.write(usage);
    process.exitCode = 2;
    return;
  }
  const double = await LineDouble.start({
    clock: systemClock,
    channelSecret,
    accessToken,
    port: Number(values.port),
    redelivery: values.redelivery,
    ...(webhookUrl === undefined ? {} : { webhookUrl }),
    ...(values.quota === undefined ? {} : { quota: { type: 'limited', value: Number(values.quota) } }),
  });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void double.stop());
  process.stdout.write(`${JSON.stringify({ origin: double.origin })}\n`);
}

main().catch((problem: unknown) => {
  process.stderr.write(`${problem instanceof Error ? problem.message : 'Failed'}\n\n${usage}`);
  process.exitCode = 1;
});
