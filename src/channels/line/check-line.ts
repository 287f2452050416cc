import { z } from 'zod';
import type { LineClient } from './line-client';

/** One thing that was looked at. */
export interface LineFinding {
  readonly ok: boolean;
  /** What was looked at. */
  readonly subject: 'token' | 'webhook' | 'webhook-test' | 'chat-mode' | 'quota';
  /** What was found, and what to do about it. For people; holds no secret and no id. */
  readonly message: string;
}

const botInfoSchema = z.object({ chatMode: z.string().optional() });
const endpointSchema = z.object({ endpoint: z.string(), active: z.boolean() });
const testSchema = z.object({ success: z.boolean(), reason: z.string().optional() });
const quotaSchema = z.object({ type: z.string(), value: z.number().optional() });
const consumptionSchema = z.object({ totalUsage: z.number() });

const WEBHOOK_PATH = '/line/webhook';

/**
 * Looks at what LINE's API shows of a channel: whether the token works, where the webhook points and whether it
 * answers, how the account is set, what is left of the month's messages. Reads only, but for LINE's own test of the
 * webhook.
 *
 * @param baseUrl the address people's LINE reaches us at, or null when it is not configured
 */
export async function checkLine(client: LineClient, baseUrl: string | null): Promise<readonly LineFinding[]> {
  const bot = await client.get('/v2/bot/info');
  if (bot.status !== 200) return [tokenFinding(bot.status)];
  return [
    { ok: true, subject: 'token', message: 'The channel access token works.' },
    ...(await webhookFindings(client, baseUrl)),
    chatModeFinding(botInfoSchema.safeParse(bot.body).data?.chatMode),
    ...(await quotaFindings(client)),
  ];
}

function tokenFinding(status: number | null): LineFinding {
  const subject = 'token';
  if (status === null) {
    return {
      ok: false,
      subject,
      message: 'LINE could not be reached. Check the network, and LINE_API_ORIGIN if it is set.',
    };
  }
  if (status === 401 || status === 403) {
    return {
      ok: false,
      subject,
      message:
        'LINE refuses the channel access token. Issue a new one in the LINE Developers console (Messaging API tab) and put it into LINE_CHANNEL_ACCESS_TOKEN.',
    };
  }
  return { ok: false, subject, message: `LINE answered with status ${status}. Try again in a while.` };
}

async function webhookFindings(client: LineClient, baseUrl: string | null): Promise<LineFinding[]> {
  const answer = await client.get('/v2/bot/channel/webhook/endpoint');
  const endpoint = answer.status === 200 ? endpointSchema.safeParse(answer.body).data : undefined;
  if (!endpoint) {
    return [
      {
        ok: false,
        subject: 'webhook',
        message: `No webhook address is set. Set it in the LINE Developers console (Messaging API tab) to https://<your server>${WEBHOOK_PATH}.`,
      },
    ];
  }
  const expected = baseUrl === null ? null : new URL(WEBHOOK_PATH, baseUrl).href;
  const findings: LineFinding[] = [];
  if (expected !== null && endpoint.endpoint !== expected) {
    findings.push({
      ok: false,
      subject: 'webhook',
      message: `The webhook points to ${endpoint.endpoint}, but MADOBE_BASE_URL makes it ${expected}.`,
    });
  } else if (!endpoint.endpoint.endsWith(WEBHOOK_PATH)) {
    findings.push({
      ok: false,
      subject: 'webhook',
      message: `The webhook points to ${endpoint.endpoint}; Madobe listens at ${WEBHOOK_PATH}.`,
    });
  } else {
    findings.push({ ok: true, subject: 'webhook', message: `The webhook points to ${endpoint.endpoint}.` });
  }
  if (!endpoint.active) {
    findings.push({
      ok: false,
      subject: 'webhook',
      message: '"Use webhook" is off. Turn it on in the LINE Developers console, else nothing arrives.',
    });
  }
  const test = await client.post('/v2/bot/channel/webhook/test', {});
  const tested = test.status === 200 ? testSchema.safeParse(test.body).data : undefined;
  findings.push(
    tested?.success
      ? { ok: true, subject: 'webhook-test', message: 'LINE reached the webhook and got its answer.' }
      : {
          ok: false,
          subject: 'webhook-test',
          message: `LINE’s test of the webhook did not succeed${tested?.reason ? ` (${tested.reason})` : ''}. Is the server running, reachable by https, and is LINE_CHANNEL_SECRET this channel’s?`,
        },
  );
  return findings;
}

function chatModeFinding(chatMode: string | undefined): LineFinding {
  return chatMode === 'bot'
    ? {
        ok: true,
        subject: 'chat-mode',
        message:
          'Chat in LINE Official Account Manager is off. LINE marks messages as read by itself, before anybody has read them.',
      }
    : {
        ok: true,
        subject: 'chat-mode',
        message:
          'Chat in LINE Official Account Manager is on. Make sure that its greeting and automatic replies are off, or people get two answers.',
      };
}

async function quotaFindings(client: LineClient): Promise<LineFinding[]> {
  const [quota, consumption] = await Promise.all([
    client.get('/v2/bot/message/quota'),
    client.get('/v2/bot/message/quota/consumption'),
  ]);
  const limit = quota.status === 200 ? quotaSchema.safeParse(quota.body).data : undefined;
  const used = consumption.status === 200 ? consumptionSchema.safeParse(consumption.body).data : undefined;
  if (!limit || !used) return [];
  if (limit.type !== 'limited' || limit.value === undefined) {
    return [
      { ok: true, subject: 'quota', message: `Messages this month: ${used.totalUsage}, without a limit.` },
    ];
  }
  const isLeft = used.totalUsage < limit.value;
  return [
    {
      ok: isLeft,
      subject: 'quota',
      message: isLeft
        ? `Messages this month: ${used.totalUsage} of ${limit.value}. Replies are not counted.`
        : `The month’s ${limit.value} messages are used up. Replies still go out; messages sent unasked wait for the next month.`,
    },
  ];
}
