import { Agent, request } from 'undici';
import type { Way } from './way';

const TIMEOUT_MS = 15_000;

/**
 * Tells of alarms by a JSON POST: `{ event: 'alarm', id, urgent, at }`, `at` in ISO 8601. The header `idempotency-key`
 * is the same for the same alarm. Anything but 2xx counts as not told; redirects are not followed.
 */
export function webhookWay(url: string): Way {
  const agent = new Agent({ connect: { timeout: TIMEOUT_MS } });
  return {
    name: 'webhook',
    tell: async ({ id, urgent, at }) => {
      const { statusCode, body } = await request(url, {
        method: 'POST',
        dispatcher: agent,
        headersTimeout: TIMEOUT_MS,
        bodyTimeout: TIMEOUT_MS,
        headers: { 'content-type': 'application/json', 'idempotency-key': `${id}/${at}` },
        body: JSON.stringify({ event: 'alarm', id, urgent, at: new Date(at).toISOString() }),
      });
      await body.dump();
      if (statusCode < 200 || statusCode > 299) throw new WebhookRefused(statusCode);
    },
    close: () => agent.close(),
  };
}

/** The other side answered, and did not take it. */
class WebhookRefused extends Error {
  override readonly name = 'WebhookRefused';
  readonly code: string;

  constructor(status: number) {
    super('The webhook did not take the news of an alarm.');
    this.code = `http_${status}`;
  }
}
