import type { Language } from '../../flow';

/** The locale in which a language's moments are written. */
export function localeOf(language: Language): string {
  return language === 'en' ? 'en-GB' : 'ja-JP';
}
