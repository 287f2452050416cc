import { pageLanguages, useApp } from './app-context';
import { languageTag } from './menu';
import { Say, sayPlain } from './text';
import { WindowView } from './window-view';

/** How the conversation begins: where one is, that nothing is asked, and in which language. */
export function Hero() {
  const { words, setLanguage } = useApp();
  const { language } = words.value;
  return (
    <section class="hero">
      <WindowView />
      <p class="hero-lead">
        <Say words="hero.lead" />
      </p>
      <p class="hero-note">
        <Say words="hero.note" />
      </p>
      <fieldset class="hero-languages">
        <legend class="heard-only">{sayPlain(words.value, 'hero.language')}</legend>
        {pageLanguages.map((each) => (
          <button
            key={each}
            type="button"
            class="hero-language"
            lang={languageTag(each)}
            aria-pressed={each === language}
            onClick={() => void setLanguage(each).catch(() => undefined)}
          >
            {words.value.say(`languages.${each}`)}
          </button>
        ))}
      </fieldset>
    </section>
  );
}
