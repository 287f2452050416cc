import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Language } from '../../../../flow/message';
import type { Route } from '../model/routes';
import { pageLanguages, type TextSize, textSizes, useApp } from './app-context';
import { Dialog } from './dialog';
import { ForgetDialog } from './forget-dialog';
import { HideButton } from './hide-button';
import { CloseIcon, DeviceIcon, EraseIcon, ForwardIcon, KeptIcon, LetterIcon, VoiceIcon } from './icons';
import { Say, sayPlain } from './text';

/** Everything that is not the conversation itself. */
export function Menu({ onClose }: { readonly onClose: () => void }) {
  const { words, state, conversation, textSize, go, setLanguage, setTextSize } = useApp();
  const [isForgetting, setForgetting] = useState(false);
  const hasConversation = state.value.phase === 'ready';

  const open = (route: Route) => {
    onClose();
    go(route);
  };
  const openVoice = () => {
    // The numbers that are right now stand in the flows; the conversation shows them.
    conversation.choose('move/crisis', words.value.say('menu.voice'));
    open({ page: 'chat' });
  };

  if (isForgetting) return <ForgetDialog onClose={onClose} />;
  return (
    <Dialog class="menu" labelledBy="menu-title" onClose={onClose}>
      <div class="menu-head">
        <h2 id="menu-title">
          <Say words="menu.title" />
        </h2>
        <HideButton />
        <button
          type="button"
          class="icon-button"
          aria-label={sayPlain(words.value, 'header.close')}
          onClick={onClose}
        >
          <CloseIcon />
        </button>
      </div>
      <ul class="menu-list">
        {hasConversation && <MenuItem icon={<VoiceIcon />} name="voice" isStrong onClick={openVoice} />}
        {hasConversation && (
          <MenuItem icon={<LetterIcon />} name="letters" onClick={() => open({ page: 'letters' })} />
        )}
        <MenuItem
          icon={<DeviceIcon />}
          name="device"
          onClick={() => open({ page: hasConversation ? 'device' : 'resume' })}
        />
        {hasConversation && (
          <MenuItem icon={<KeptIcon />} name="kept" onClick={() => open({ page: 'kept' })} />
        )}
      </ul>
      <Options
        name="menu.language"
        options={pageLanguages}
        chosen={words.value.language}
        label={(language) => `languages.${language}`}
        lang={languageTag}
        onChoose={(language) => void setLanguage(language).catch(() => undefined)}
      />
      <Options
        name="menu.size"
        options={textSizes}
        chosen={textSize.value}
        label={(size) => `menu.sizes.${size}`}
        onChoose={(size: TextSize) => setTextSize(size)}
      />
      {hasConversation && (
        <button type="button" class="menu-forget" onClick={() => setForgetting(true)}>
          <EraseIcon />
          <span>
            <Say words="menu.forget" />
          </span>
        </button>
      )}
      <p class="menu-note">
        <Say words="menu.hide-note" />
      </p>
    </Dialog>
  );
}

function MenuItem(props: {
  readonly icon: ComponentChildren;
  readonly name: 'voice' | 'letters' | 'device' | 'kept';
  readonly isStrong?: boolean;
  readonly onClick: () => void;
}) {
  return (
    <li>
      <button
        type="button"
        class={props.isStrong ? 'menu-item is-strong' : 'menu-item'}
        onClick={props.onClick}
      >
        <span class="menu-icon">{props.icon}</span>
        <span class="menu-words">
          <span class="menu-name">
            <Say words={`menu.${props.name}`} />
          </span>
          <span class="menu-about">
            <Say words={`menu.${props.name}-note`} />
          </span>
        </span>
        <ForwardIcon />
      </button>
    </li>
  );
}

/** The language that a screen reader speaks a label in. */
export function languageTag(language: Language): string {
  return language === 'en' ? 'en' : 'ja';
}

/** A few options of which one holds. */
export function Options<Option extends string>(props: {
  readonly name: string;
  readonly options: readonly Option[];
  readonly chosen: Option;
  readonly label: (option: Option) => string;
  readonly lang?: (option: Option) => string;
  readonly onChoose: (option: Option) => void;
}) {
  return (
    <fieldset class="options">
      <legend>
        <Say words={props.name} />
      </legend>
      <div class="options-row">
        {props.options.map((option) => (
          <label key={option} class="option" lang={props.lang?.(option)}>
            <input
              type="radio"
              name={props.name}
              checked={option === props.chosen}
              onChange={() => props.onChoose(option)}
            />
            <span>
              <Say words={props.label(option)} />
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
