import { createHmac } from 'node:crypto';

/** The value of `x-line-signature`: base64 of HMAC-SHA256 over the exact bytes, keyed with the channel secret. */
export function signWebhook(channelSecret: string, body: Buffer | string): string {
  return createHmac('sha256', channelSecret).update(body).digest('base64');
}

/**
 * JSON as LINE writes it: one block of emoji (high surrogate D83E) comes as `\uD83E\uXXXX`, all else as it is. A
 * receiver that parses the body and writes it again to check the signature fails on those alone.
 */
export function writeWebhook(body: unknown): Buffer {
  const plain = JSON.stringify(body);
  const escaped = plain.includes('\ud83e')
    ? plain.replace(/\ud83e[\udc00-\udfff]/g, (pair) => escapeUnit(pair, 0) + escapeUnit(pair, 1))
    : plain;
  return Buffer.from(escaped);
}

function escapeUnit(pair: string, at: number): string {
  return `\\u${pair.charCodeAt(at).toString(16).toUpperCase().padStart(4, '0')}`;
}
