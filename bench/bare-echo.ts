import { createHmac, timingSafeEqual } from 'node:crypto';
import { Agent, createServer, request } from 'node:http';
import { yardstickSettings } from './yardstick-settings';

/** The other yardstick: what this machine can do with `node:http` alone. Verifies, echoes, stores nothing. */
const { port, channelSecret, accessToken, lineOrigin } = yardstickSettings();
const agent = new Agent({ keepAlive: true, maxSockets: 64 });

interface EchoedEvent {
  readonly replyToken?: string;
  readonly message?: { readonly text?: string };
}

createServer((incoming, response) => {
  const chunks: Buffer[] = [];
  incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
  incoming.on('end', () => {
    const body = Buffer.concat(chunks);
    const signature = Buffer.from(String(incoming.headers['x-line-signature'] ?? ''), 'base64');
    const expected = createHmac('sha256', channelSecret).update(body).digest();
    const isSigned = signature.length === expected.length && timingSafeEqual(signature, expected);
    response.writeHead(isSigned ? 200 : 401).end();
    if (!isSigned) return;
    const { events } = JSON.parse(body.toString()) as { events: EchoedEvent[] };
    for (const event of events) echo(event);
  });
}).listen(port, '127.0.0.1');

function echo({ replyToken, message }: EchoedEvent): void {
  const body = JSON.stringify({ replyToken, messages: [{ type: 'text', text: message?.text ?? '…' }] });
  request(
    `${lineOrigin}/v2/bot/message/reply`,
    {
      method: 'POST',
      agent,
      headers: {
        authorization: `Bearer ${accessToken}`,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
      },
    },
    (answer) => answer.resume(),
  ).end(body);
}
