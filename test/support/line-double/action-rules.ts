import type { JsonObject } from './json';
import { isObject } from './json';
import type { Problems } from './problems';

/** Where an action stands: that decides its label's length and which actions there are. */
export type ActionPlace = 'quickReply' | 'template' | 'imageCarousel' | 'flexButton' | 'flexArea';

const labelMax: Readonly<Record<ActionPlace, number>> = {
  quickReply: 20,
  template: 20,
  imageCarousel: 12,
  flexButton: 40,
  flexArea: 40,
};
const labelOptional: ReadonlySet<ActionPlace> = new Set(['flexArea', 'imageCarousel']);
const uriSchemes = ['http', 'https', 'line', 'tel'];
const inputOptions = ['closeRichMenu', 'openRichMenu', 'openKeyboard', 'openVoice'];
const dateShapes: Readonly<Record<string, RegExp>> = {
  date: /^\d{4}-\d{2}-\d{2}$/,
  time: /^\d{2}:\d{2}$/,
  datetime: /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}$/,
};

/** LINE's rules for one action object (LINE.md, section 2). */
export function checkAction(problems: Problems, action: JsonObject, at: string, place: ActionPlace): void {
  problems.text(action, 'label', at, {
    max: labelMax[place],
    unit: 'graphemes',
    optional: labelOptional.has(place),
  });
  switch (action.type) {
    case 'postback':
      checkPostback(problems, action, at);
      return;
    case 'message':
      problems.text(action, 'text', at, { max: 300, unit: 'graphemes' });
      return;
    case 'uri':
      checkUri(problems, action, at, place);
      return;
    case 'datetimepicker':
      checkDatePicker(problems, action, at);
      return;
    case 'clipboard':
      problems.text(action, 'clipboardText', at, { max: 1000, unit: 'utf16' });
      return;
    case 'camera':
    case 'cameraRoll':
    case 'location':
      if (place !== 'quickReply') problems.add(`${at}.type`, 'Only quick replies can have this action');
      return;
    case 'richmenuswitch':
      problems.add(`${at}.type`, 'Only rich menus can have this action');
      return;
    default:
      problems.add(`${at}.type`, 'Unknown action type');
      return;
  }
}

function checkPostback(problems: Problems, action: JsonObject, at: string): void {
  problems.text(action, 'data', at, { max: 300, unit: 'utf16' });
  problems.text(action, 'displayText', at, { max: 300, unit: 'graphemes', optional: true });
  problems.text(action, 'text', at, { max: 300, unit: 'graphemes', optional: true });
  if (action.displayText !== undefined && action.text !== undefined) {
    problems.add(`${at}.text`, 'displayText and text exclude each other');
  }
  if (action.inputOption !== undefined) problems.oneOf(action, 'inputOption', at, inputOptions);
  if (action.fillInText === undefined) return;
  problems.text(action, 'fillInText', at, { max: 300, unit: 'graphemes' });
  if (action.inputOption !== 'openKeyboard') {
    problems.add(`${at}.fillInText`, 'Only with inputOption openKeyboard');
  }
}

function checkUri(problems: Problems, action: JsonObject, at: string, place: ActionPlace): void {
  problems.url(action, 'uri', at, uriSchemes, 1000);
  if (action.altUri === undefined) return;
  if (place === 'quickReply') {
    problems.add(`${at}.altUri`, 'Not in quick replies');
    return;
  }
  if (isObject(action.altUri)) problems.url(action.altUri, 'desktop', `${at}.altUri`, uriSchemes, 1000);
}

function checkDatePicker(problems: Problems, action: JsonObject, at: string): void {
  problems.text(action, 'data', at, { max: 300, unit: 'utf16' });
  problems.oneOf(action, 'mode', at, Object.keys(dateShapes));
  const shape = typeof action.mode === 'string' ? dateShapes[action.mode] : undefined;
  for (const key of ['initial', 'min', 'max']) {
    const value = action[key];
    if (value === undefined || !shape) continue;
    if (typeof value !== 'string' || !shape.test(value))
      problems.add(`${at}.${key}`, 'Not in the mode’s format');
  }
}
