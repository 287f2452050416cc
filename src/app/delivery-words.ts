import type { DeliveryWords } from '../delivery';
import { deliveryWordNames } from '../delivery';
import { type FlowSet, type Language, languages } from '../flow';

/**
 * The sentences that delivery may say, from `locales/<language>/errors.yaml`. All are looked up at once, so that a
 * missing one is found at the start and not when somebody needs it; throws then.
 */
export function deliveryWords(flows: FlowSet): DeliveryWords {
  const texts = new Map<string, string>();
  for (const language of languages) {
    for (const name of deliveryWordNames) texts.set(`${language}/${name}`, textOf(flows, language, name));
  }
  return {
    defaultLanguage: flows.organisation.defaultLanguage,
    say: (word, language) => texts.get(`${language}/${word}`) ?? textOf(flows, language, word),
  };
}

function textOf(flows: FlowSet, language: Language, name: string): string {
  const file = flows.words[language].get('errors');
  const text =
    typeof file === 'object' && !Array.isArray(file)
      ? Object.entries(file).find(([key]) => key === name)?.[1]
      : undefined;
  if (typeof text !== 'string') throw new Error(`locales/${language}/errors.yaml has no text "${name}".`);
  return text;
}
