import { checkAction } from './action-rules';
import { checkFlex } from './flex-rules';
import { isObject, type JsonObject, listOf } from './json';
import { userIdPattern } from './line-ids';
import { type Problem, Problems } from './problems';
import { checkTemplate } from './template-rules';

/** The requests that carry messages. */
export type SendKind = 'reply' | 'push' | 'multicast' | 'validate';

const chatIdPattern = /^[UCR][0-9a-f]{32}$/;

/**
 * What is wrong with a sending request by the limits of LINE.md, section 2, most of which LINE's OpenAPI file does
 * not carry. Empty when LINE would take it.
 */
export function checkSend(kind: SendKind, body: JsonObject): readonly Problem[] {
  const problems = new Problems();
  if (kind === 'reply') problems.text(body, 'replyToken', '', { max: 1000, unit: 'utf16' });
  if (kind === 'push' && (typeof body.to !== 'string' || !chatIdPattern.test(body.to))) {
    problems.add('to', 'Must be a user, group or room id');
  }
  if (kind === 'multicast') checkRecipients(problems, body);
  if (body.notificationDisabled !== undefined && typeof body.notificationDisabled !== 'boolean') {
    problems.add('notificationDisabled', 'Must be true or false');
  }
  if (body.customAggregationUnits !== undefined) checkUnits(problems, body);
  for (const message of problems.list(body, 'messages', '', 1, 5)) {
    checkMessage(problems, message.item, message.at);
  }
  return problems.found.map(({ property, message }) => ({ message, property: property.replace(/^\./, '') }));
}

function checkRecipients(problems: Problems, body: JsonObject): void {
  const ids = listOf(body.to);
  if (ids.length < 1 || ids.length > 500)
    problems.add('to', `Size must be between 1 and 500 (is ${ids.length})`);
  if (ids.some((id) => typeof id !== 'string' || !userIdPattern.test(id))) {
    problems.add('to', 'Must hold user ids only');
  }
}

function checkUnits(problems: Problems, body: JsonObject): void {
  const units = listOf(body.customAggregationUnits);
  if (units.length !== 1) problems.add('customAggregationUnits', 'Must hold one name');
  if (units.some((unit) => typeof unit !== 'string' || !/^\w{1,30}$/.test(unit))) {
    problems.add('customAggregationUnits', 'Names are 1 to 30 of letters, digits and _');
  }
}

function checkMessage(problems: Problems, message: JsonObject, at: string): void {
  checkContent(problems, message, at);
  if (message.quickReply !== undefined) checkQuickReply(problems, message, at);
  if (message.sender !== undefined) checkSender(problems, message, at);
}

function checkContent(problems: Problems, message: JsonObject, at: string): void {
  switch (message.type) {
    case 'text':
      problems.text(message, 'text', at, { max: 5000, unit: 'utf16' });
      if (listOf(message.emojis).length > 20) problems.add(`${at}.emojis`, 'At most 20');
      return;
    case 'textV2':
      problems.text(message, 'text', at, { max: 5000, unit: 'utf16' });
      checkSubstitution(problems, message, at);
      return;
    case 'sticker':
      problems.text(message, 'packageId', at, { max: 20, unit: 'utf16' });
      problems.text(message, 'stickerId', at, { max: 20, unit: 'utf16' });
      return;
    case 'image':
    case 'video':
      problems.url(message, 'originalContentUrl', at, ['https'], 2000);
      problems.url(message, 'previewImageUrl', at, ['https'], 2000);
      return;
    case 'audio':
      problems.url(message, 'originalContentUrl', at, ['https'], 2000);
      if (typeof message.duration !== 'number') problems.add(`${at}.duration`, 'Must be milliseconds');
      return;
    case 'location':
      problems.text(message, 'title', at, { max: 100, unit: 'utf16' });
      problems.text(message, 'address', at, { max: 100, unit: 'utf16' });
      return;
    case 'imagemap':
      problems.url(message, 'baseUrl', at, ['https'], 2000);
      checkAltText(problems, message, at);
      if (!isObject(message.baseSize) || message.baseSize.width !== 1040) {
        problems.add(`${at}.baseSize.width`, 'Must be 1040');
      }
      if (listOf(message.actions).length > 50) problems.add(`${at}.actions`, 'At most 50');
      return;
    case 'template': {
      checkAltText(problems, message, at);
      const template = problems.object(message, 'template', at);
      if (template) checkTemplate(problems, template, `${at}.template`);
      return;
    }
    case 'flex': {
      checkAltText(problems, message, at);
      const container = problems.object(message, 'contents', at);
      if (container) checkFlex(problems, container, `${at}.contents`);
      return;
    }
    case 'coupon':
      problems.text(message, 'couponId', at, { max: 100, unit: 'utf16' });
      return;
    default:
      problems.add(`${at}.type`, 'Unknown message type');
  }
}

function checkAltText(problems: Problems, message: JsonObject, at: string): void {
  problems.text(message, 'altText', at, { max: 1500, unit: 'utf16' });
}

function checkSubstitution(problems: Problems, message: JsonObject, at: string): void {
  const keys = isObject(message.substitution) ? Object.keys(message.substitution) : [];
  if (keys.length > 100) problems.add(`${at}.substitution`, 'At most 100');
  if (keys.some((key) => !/^\w{1,20}$/.test(key))) {
    problems.add(`${at}.substitution`, 'Keys are 1 to 20 of letters, digits and _');
  }
  // Literal braces are doubled; what is left must be {key} with a known key.
  const bare = String(message.text).replaceAll('{{', '').replaceAll('}}', '');
  for (const [, key] of bare.matchAll(/\{([^{}]*)\}/g)) {
    if (key === undefined || !keys.includes(key))
      problems.add(`${at}.text`, 'A placeholder has no substitution');
  }
  if (/[{}]/.test(bare.replace(/\{[^{}]*\}/g, ''))) problems.add(`${at}.text`, 'A brace stands alone');
}

function checkQuickReply(problems: Problems, message: JsonObject, at: string): void {
  const quickReply = problems.object(message, 'quickReply', at);
  if (!quickReply) return;
  for (const item of problems.list(quickReply, 'items', `${at}.quickReply`, 1, 13)) {
    problems.oneOf(item.item, 'type', item.at, ['action']);
    const action = problems.object(item.item, 'action', item.at);
    if (action) checkAction(problems, action, `${item.at}.action`, 'quickReply');
    if (item.item.imageUrl !== undefined) problems.url(item.item, 'imageUrl', item.at, ['https'], 2000);
  }
}

function checkSender(problems: Problems, message: JsonObject, at: string): void {
  const sender = problems.object(message, 'sender', at);
  if (!sender) return;
  problems.text(sender, 'name', `${at}.sender`, { max: 20, unit: 'graphemes', optional: true });
  if (typeof sender.name === 'string' && /line/i.test(sender.name)) {
    problems.add(`${at}.sender.name`, 'LINE refuses names that hold its own');
  }
  if (sender.iconUrl !== undefined) problems.url(sender, 'iconUrl', `${at}.sender`, ['https'], 2000);
}
