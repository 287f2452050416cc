import { type Answer, ok, refusal } from './api-answer';
import type { Fault } from './fault';
import { type Json, type JsonObject, listOf, objectOf, textOf } from './json';
import type { LineDouble } from './line-double';
import { userIdPattern } from './line-ids';
import type { Phone, Sent } from './phone';
import type { LoadOptions } from './run-load';

/**
 * The control API under `/_double/`, by which another process drives and inspects the double. Everything is JSON;
 * a refused act (nothing to tap) answers 409 with the reason. The README lists the routes.
 */
export async function control(
  double: LineDouble,
  method: string,
  path: string,
  body: unknown,
): Promise<Answer> {
  const [first = '', userId, act] = path.split('/');
  try {
    if (first === 'phones') return await phones(double, method, userId, act, objectOf(body));
    return await whole(double, `${method} ${first}`, body);
  } catch (problem) {
    return refusal(409, problem instanceof Error ? problem.message : 'Refused');
  }
}

async function whole(double: LineDouble, route: string, body: unknown): Promise<Answer> {
  const request = objectOf(body);
  switch (route) {
    case 'GET stats':
      return ok(statsOf(double));
    case 'GET requests':
      return ok({ requests: asJson(double.requests) });
    case 'GET acks':
      return ok({ acks: asJson(double.acks) });
    case 'PUT webhook':
      await double.setWebhookUrl(textOf(request.url));
      return ok();
    case 'POST faults':
      double.addFaults(...(Array.isArray(body) ? body : [request]).map(faultOf));
      return ok({ waiting: double.faultsWaiting });
    case 'DELETE faults':
      double.clearFaults();
      double.releaseHangs();
      return ok();
    case 'POST verify':
      return ok({ ...(await double.verify()) });
    case 'POST redeliver': {
      const eventId = textOf(request.eventId);
      const deliveries =
        eventId === undefined ? await double.redeliverAll() : [await double.redeliver(eventId)];
      return ok({ deliveries: asJson(deliveries) });
    }
    case 'POST load':
      return ok(objectOf(asJson(await double.runLoad(loadOptionsOf(request)))));
    default:
      return refusal(404);
  }
}

async function phones(
  double: LineDouble,
  method: string,
  userId: string | undefined,
  act: string | undefined,
  body: JsonObject,
): Promise<Answer> {
  if (userId === undefined) {
    if (method === 'POST') return ok({ userId: double.phone(textOf(body.userId)).userId });
    return ok({ userIds: [...double.delivered.keys()] });
  }
  if (!userIdPattern.test(userId)) return refusal(400, 'Not a user id');
  const phone = double.phone(userId);
  if (act === undefined) return ok(screenOf(phone));
  if (act === 'wait') {
    const limitMs = typeof body.limitMs === 'number' ? body.limitMs : undefined;
    const shown =
      typeof body.messages === 'number'
        ? await phone.waitForMessages(body.messages, limitMs)
        : await phone.waitForAnswer(limitMs);
    return ok({ messages: asJson(shown), quickReplies: phone.quickReplies });
  }
  const done = await perform(phone, act, body);
  return done === undefined ? refusal(404) : ok(done);
}

async function perform(phone: Phone, act: string, body: JsonObject): Promise<JsonObject | undefined> {
  const label = textOf(body.label) ?? '';
  const pick = textOf(body.pick);
  switch (act) {
    case 'text':
      return plain(await phone.text(textOf(body.text) ?? ''));
    case 'tap':
      return objectOf(asJson(await phone.tap(label, pick)));
    case 'tap-button':
      return objectOf(asJson(await phone.tapButton(label, pick)));
    case 'unsend':
      return plain(await phone.unsend(textOf(body.messageId) ?? ''));
    case 'follow':
    case 'unfollow':
    case 'sticker':
    case 'image':
    case 'video':
    case 'audio':
    case 'file':
    case 'location':
      return plain(await phone[act]());
    default:
      return undefined;
  }
}

function statsOf(double: LineDouble): JsonObject {
  return {
    openApi: double.openApi,
    requests: double.requests.length,
    events: double.events.length,
    shown: [...double.delivered.values()].reduce((sum, messages) => sum + messages.length, 0),
    acks: double.acks.length,
    lateAcks: double.lateAcks.length,
    violations: asJson(double.violations),
    profileCalls: double.profileCalls,
    refusedReplies: asJson(double.refusedReplies),
    retryKeyMismatches: double.retryKeyMismatches,
    quotaUsed: double.quota.used,
    faultsWaiting: double.faultsWaiting,
  };
}

function screenOf(phone: Phone): JsonObject {
  return {
    userId: phone.userId,
    screen: asJson(phone.screen),
    quickReplies: phone.quickReplies,
    buttons: phone.buttons,
    loading: phone.loading,
    lastRead: phone.lastRead,
  };
}

function plain(sent: Sent): JsonObject {
  return { ...sent };
}

/** What our own types hold is JSON already; this only says so to the compiler, and drops what JSON cannot say. */
function asJson(value: unknown): Json {
  return JSON.parse(JSON.stringify(value ?? null));
}

const faultKinds = ['accept-then-drop', 'drop-before', 'hang', 'status', 'slow', 'cut-body'] as const;

/** A fault as JSON says it: without `where`, and with `times: "always"` for all calls. Throws on an unknown kind. */
function faultOf(json: Json): Fault {
  const from = objectOf(json);
  const kind = faultKinds.find((known) => known === from.kind);
  const path = textOf(from.path);
  const scope = {
    ...(path === undefined ? {} : { path }),
    ...(from.times === 'always' ? { times: Number.POSITIVE_INFINITY } : {}),
    ...(typeof from.times === 'number' ? { times: from.times } : {}),
  };
  const side = (['before', 'after'] as const).find((known) => known === from.when);
  const when = side === undefined ? {} : { when: side };
  switch (kind) {
    case 'status': {
      const body = textOf(from.body);
      return {
        ...scope,
        ...when,
        kind,
        status: numberOf(from, 'status'),
        ...(body === undefined ? {} : { body }),
      };
    }
    case 'slow':
      return { ...scope, ...when, kind, ms: numberOf(from, 'ms') };
    case 'hang':
      return { ...scope, ...when, kind };
    case 'accept-then-drop':
    case 'drop-before':
    case 'cut-body':
      return { ...scope, kind };
    default:
      throw new Error(`A fault is one of ${faultKinds.join(', ')}`);
  }
}

function loadOptionsOf(from: JsonObject): LoadOptions {
  const webhookUrl = textOf(from.webhookUrl);
  return {
    people: numberOf(from, 'people'),
    seconds: numberOf(from, 'seconds'),
    script: listOf(from.script).map(String),
    ...(webhookUrl === undefined ? {} : { webhookUrl }),
    ...(from.redeliver === true ? { redeliver: true } : {}),
    ...(typeof from.retryMs === 'number' ? { retryMs: from.retryMs } : {}),
    ...(typeof from.answerTimeoutMs === 'number' ? { answerTimeoutMs: from.answerTimeoutMs } : {}),
  };
}

function numberOf(from: JsonObject, key: string): number {
  const value = from[key];
  if (typeof value !== 'number') throw new Error(`“${key}” must be a number`);
  return value;
}
