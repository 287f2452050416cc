import { fillPattern } from '../../calendar';
import type { Language } from '../../flow';
import type { applicationItems } from './catalogue';
import type { ServiceFacts } from './service-facts';

type ApplicationItem = (typeof applicationItems)[number];

/** How one applies: `applyPhone` and `applyMail`, the same in every language. */
export function applicationValues({ catalogue: { events } }: ServiceFacts) {
  return { applyPhone: events.application.phone, applyMail: events.application.mail };
}

/** What one is asked when applying, one line each, in order. */
export function itemLines(
  items: readonly ApplicationItem[],
  { factWords }: ServiceFacts,
  language: Language,
): string {
  const words = factWords[language];
  return items.map((item) => fillPattern(words.itemLine, { item: words.items[item] })).join('\n');
}
