import { type Answer, ok, refusal } from './api-answer';
import { type JsonObject, textOf } from './json';
import type { WebhookSender } from './webhook-sender';

/**
 * The webhook address as the API sets and tests it. LINE takes https only; the double takes plain http to
 * loopback too, and never connects to anything but loopback.
 */
export class WebhookSettings {
  constructor(private readonly sender: WebhookSender) {}

  get(): Answer {
    const endpoint = this.sender.url;
    return endpoint === undefined
      ? refusal(404, 'Webhook endpoint not found')
      : ok({ endpoint, active: true });
  }

  async put(body: JsonObject): Promise<Answer> {
    const endpoint = textOf(body.endpoint);
    if (!isEndpoint(endpoint)) return refusal(400, 'Invalid webhook endpoint URL');
    await this.sender.setUrl(endpoint);
    return ok();
  }

  /** Sends the verify ping: a signed webhook without events. */
  async test(body: JsonObject): Promise<Answer> {
    const before = this.sender.url;
    const endpoint = textOf(body.endpoint) ?? before;
    if (!isEndpoint(endpoint)) return refusal(400, 'Invalid webhook endpoint URL');
    const timestamp = new Date().toISOString();
    if (!isLoopback(endpoint)) {
      const reason = 'COULD_NOT_CONNECT';
      return ok({ success: false, timestamp, statusCode: 0, reason, detail: 'Not loopback' });
    }
    if (endpoint !== before) await this.sender.setUrl(endpoint);
    const { status, acknowledged, late } = await this.sender.post([]);
    if (endpoint !== before) await this.sender.setUrl(before);
    const reason = acknowledged
      ? 'OK'
      : late
        ? 'REQUEST_TIMEOUT'
        : status === null
          ? 'COULD_NOT_CONNECT'
          : 'ERROR_STATUS_CODE';
    return ok({
      success: acknowledged,
      timestamp,
      statusCode: status ?? 0,
      reason,
      detail: String(status ?? ''),
    });
  }
}

/** Whether the double may connect there. */
export function isLoopback(url: string): boolean {
  return ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname);
}

function isEndpoint(url: string | undefined): url is string {
  if (url === undefined || url.length > 500 || !URL.canParse(url)) return false;
  const { protocol } = new URL(url);
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(url));
}
