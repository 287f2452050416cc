import { useApp } from './app-context';
import { HideIcon } from './icons';
import { Say, sayPlain } from './text';

/** The way out of this page, at once. */
export function HideButton() {
  const { words, hide } = useApp();
  return (
    <button type="button" class="hide-button" title={sayPlain(words.value, 'header.hide')} onClick={hide}>
      <HideIcon />
      <span class="when-wide">
        <Say words="header.hide" />
      </span>
      <span class="when-narrow">
        <Say words="header.hide-short" />
      </span>
    </button>
  );
}
