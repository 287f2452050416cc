import { useRef, useState } from 'preact/hooks';
import { useApp } from './app-context';
import { HideButton } from './hide-button';
import { tellParent } from './hide-page';
import { BackIcon, CloseIcon, Mark, MenuIcon } from './icons';
import { Menu } from './menu';
import { Say, sayPlain } from './text';

/** Whose window this is, the way out, and the menu. Always there. */
export function Header() {
  const { words, route, isEmbedded, go } = useApp();
  const [isMenuOpen, setMenuOpen] = useState(false);
  const menuButton = useRef<HTMLButtonElement>(null);
  const say = (key: string) => sayPlain(words.value, key);
  const isChat = route.value.page === 'chat';

  const closeMenu = () => {
    setMenuOpen(false);
    menuButton.current?.focus();
  };

  return (
    <header class="header">
      <div class="header-inner">
        {!isChat && (
          <button
            type="button"
            class="icon-button"
            aria-label={say('header.home')}
            onClick={() => go({ page: 'chat' })}
          >
            <BackIcon />
          </button>
        )}
        <div class="brand">
          <Mark />
          <div class="brand-words">
            <span class="brand-name">
              <Say words="hero.title" />
            </span>
            <span class="brand-by">
              <Say words="page.by" />
            </span>
          </div>
        </div>
        <HideButton />
        <button
          ref={menuButton}
          type="button"
          class="icon-button"
          aria-haspopup="dialog"
          aria-expanded={isMenuOpen}
          aria-label={say('header.menu')}
          onClick={() => setMenuOpen(true)}
        >
          <MenuIcon />
        </button>
        {isEmbedded && (
          <button
            type="button"
            class="icon-button"
            aria-label={say('header.close')}
            onClick={() => tellParent({ madobe: 'close' })}
          >
            <CloseIcon />
          </button>
        )}
      </div>
      {isMenuOpen && <Menu onClose={closeMenu} />}
    </header>
  );
}
