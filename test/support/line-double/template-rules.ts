import { type ActionPlace, checkAction } from './action-rules';
import { isObject, type JsonObject, listOf } from './json';
import type { Problems } from './problems';

/** LINE's rules for the inside of a template message (LINE.md, section 2). */
export function checkTemplate(problems: Problems, template: JsonObject, at: string): void {
  switch (template.type) {
    case 'buttons':
      checkHeading(problems, template, at, { plain: 160, headed: 60 });
      checkActions(problems, template, at, 1, 4);
      return;
    case 'confirm':
      problems.text(template, 'text', at, { max: 240, unit: 'graphemes' });
      checkActions(problems, template, at, 2, 2);
      return;
    case 'carousel':
      checkCarousel(problems, template, at);
      return;
    case 'image_carousel':
      for (const column of problems.list(template, 'columns', at, 1, 10)) {
        problems.url(column.item, 'imageUrl', column.at, ['https'], 2000);
        checkOneAction(problems, column.item, 'action', column.at, 'imageCarousel');
      }
      return;
    default:
      problems.add(`${at}.type`, 'Must be one of buttons, confirm, carousel, image_carousel');
  }
}

function checkCarousel(problems: Problems, template: JsonObject, at: string): void {
  const columns = problems.list(template, 'columns', at, 1, 10);
  for (const column of columns) {
    checkHeading(problems, column.item, column.at, { plain: 120, headed: 60 });
    checkActions(problems, column.item, column.at, 1, 3);
  }
  const counts = new Set(columns.map(({ item }) => listOf(item.actions).length));
  if (counts.size > 1) problems.add(`${at}.columns`, 'Every column has the same number of actions');
}

/** Less text fits beside a title or an image. */
function checkHeading(
  problems: Problems,
  owner: JsonObject,
  at: string,
  max: { readonly plain: number; readonly headed: number },
): void {
  const headed = owner.title !== undefined || owner.thumbnailImageUrl !== undefined;
  problems.text(owner, 'text', at, { max: headed ? max.headed : max.plain, unit: 'graphemes' });
  problems.text(owner, 'title', at, { max: 40, unit: 'graphemes', optional: true });
  if (owner.thumbnailImageUrl !== undefined) {
    problems.url(owner, 'thumbnailImageUrl', at, ['https'], 2000);
  }
  if (isObject(owner.defaultAction)) {
    checkAction(problems, owner.defaultAction, `${at}.defaultAction`, 'flexArea');
  }
}

function checkActions(problems: Problems, owner: JsonObject, at: string, min: number, max: number): void {
  for (const action of problems.list(owner, 'actions', at, min, max)) {
    checkAction(problems, action.item, action.at, 'template');
  }
}

function checkOneAction(
  problems: Problems,
  owner: JsonObject,
  key: string,
  at: string,
  place: ActionPlace,
): void {
  const action = problems.object(owner, key, at);
  if (action) checkAction(problems, action, `${at}.${key}`, place);
}
