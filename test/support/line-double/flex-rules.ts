import { checkAction } from './action-rules';
import type { JsonObject } from './json';
import { isObject } from './json';
import type { Problems } from './problems';

const kilobyte = 1024;
const componentTypes = ['box', 'button', 'image', 'video', 'icon', 'text', 'span', 'separator', 'filler'];
const inBaseline = ['icon', 'text', 'filler'];
const inHero = ['box', 'image', 'video'];

/** LINE's rules for what a Flex message holds (LINE.md, section 2). */
export function checkFlex(problems: Problems, container: JsonObject, at: string): void {
  if (container.type === 'bubble') {
    checkBubble(problems, container, at);
    return;
  }
  if (container.type !== 'carousel') {
    problems.add(`${at}.type`, 'Must be one of bubble, carousel');
    return;
  }
  checkBytes(problems, container, at, 50 * kilobyte);
  const bubbles = problems.list(container, 'contents', at, 1, 12);
  for (const bubble of bubbles) checkBubble(problems, bubble.item, bubble.at);
  const sizes = new Set(bubbles.map(({ item }) => item.size ?? 'mega'));
  if (sizes.size > 1) problems.add(`${at}.contents`, 'All bubbles of a carousel have the same size');
}

function checkBubble(problems: Problems, bubble: JsonObject, at: string): void {
  if (bubble.type !== 'bubble') problems.add(`${at}.type`, 'Must be bubble');
  checkBytes(problems, bubble, at, 30 * kilobyte);
  const blocks = ['header', 'body', 'footer'];
  if (![...blocks, 'hero'].some((block) => bubble[block] !== undefined)) {
    problems.add(at, 'At least one block is needed');
  }
  for (const block of blocks) {
    const box = bubble[block];
    if (isObject(box)) checkComponent(problems, box, `${at}.${block}`, ['box']);
  }
  if (isObject(bubble.hero)) checkComponent(problems, bubble.hero, `${at}.hero`, inHero);
  if (isObject(bubble.action)) checkAction(problems, bubble.action, `${at}.action`, 'flexArea');
}

function checkComponent(
  problems: Problems,
  component: JsonObject,
  at: string,
  allowed: readonly string[],
): void {
  problems.oneOf(component, 'type', at, allowed);
  if (isObject(component.action) && component.type !== 'button') {
    checkAction(problems, component.action, `${at}.action`, 'flexArea');
  }
  switch (component.type) {
    case 'box':
      checkBox(problems, component, at);
      return;
    case 'button': {
      const action = problems.object(component, 'action', at);
      if (action) checkAction(problems, action, `${at}.action`, 'flexButton');
      return;
    }
    case 'text':
      checkText(problems, component, at);
      return;
    case 'image':
    case 'icon':
    case 'video':
      problems.url(component, 'url', at, ['https'], 2000);
      return;
  }
}

function checkBox(problems: Problems, box: JsonObject, at: string): void {
  problems.oneOf(box, 'layout', at, ['horizontal', 'vertical', 'baseline']);
  const allowed =
    box.layout === 'baseline'
      ? inBaseline
      : componentTypes.filter((type) => type !== 'icon' && type !== 'span');
  for (const child of problems.list(box, 'contents', at, 0, Number.MAX_SAFE_INTEGER)) {
    checkComponent(problems, child.item, child.at, allowed);
  }
}

/** A text says something itself or through spans. LINE refuses the empty string. */
function checkText(problems: Problems, component: JsonObject, at: string): void {
  if (component.contents === undefined) {
    problems.text(component, 'text', at, { max: Number.MAX_SAFE_INTEGER, unit: 'utf16' });
    return;
  }
  for (const span of problems.list(component, 'contents', at, 1, Number.MAX_SAFE_INTEGER)) {
    problems.oneOf(span.item, 'type', span.at, ['span']);
  }
}

function checkBytes(problems: Problems, value: JsonObject, at: string, max: number): void {
  const bytes = Buffer.byteLength(JSON.stringify(value));
  if (bytes > max) problems.add(at, `At most ${max} bytes (is ${bytes})`);
}
