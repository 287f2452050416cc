import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { OrganisationSettings, SettingName } from '../../api';
import { type SettingsDraft, sourceOf } from '../model/settings-form';
import { useDesk } from './desk-context';
import { useSaySetting } from './use-say-setting';

/** One setting: what it does, where its value is from, and the way back to the file's. */
export function SettingsBlock(props: {
  readonly name: SettingName;
  readonly settings: OrganisationSettings;
  readonly draft: SettingsDraft;
  /** Drafts the file's value. */
  readonly back: () => void;
  readonly children: ReactNode;
}) {
  const { words, when } = useDesk();
  const say = useSaySetting();
  const { name, settings, draft, back, children } = props;
  const source = sourceOf(settings, draft, name);
  const isOverruled = settings.overruled.some((each) => each.name === name);
  const isGoingBack = draft[name] === null;
  return (
    // The fields inside are one question: their group is named by its heading.
    <fieldset className="setting" aria-describedby={`hint-${name}`}>
      <legend className="setting-name">{words.settings.names[name]}</legend>
      <p id={`hint-${name}`} className="setting-hint">
        {words.settings.hints[name]}
      </p>
      {children}
      <p className="setting-source">
        <span className={`setting-from is-${source.from}`}>
          {source.from === 'here'
            ? words.settings.source.here(source.by.by, when.moment(source.by.at))
            : words.settings.source[source.from]}
        </span>
        {isOverruled && !isGoingBack && (
          <>
            <span>{words.settings.ofFile(say(settings.ofFile, name))}</span>
            <Button
              variant="default"
              size="compact-sm"
              aria-label={words.settings.backToFileOf(words.settings.names[name])}
              onClick={back}
            >
              {words.settings.backToFile}
            </Button>
          </>
        )}
      </p>
    </fieldset>
  );
}
