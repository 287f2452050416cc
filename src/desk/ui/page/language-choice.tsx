import { SegmentedControl } from '@mantine/core';
import { useDesk } from './desk-context';

/** The language of the page. Each is named in itself. */
export function LanguageChoice() {
  const { words, language, chooseLanguage } = useDesk();
  return (
    <SegmentedControl
      aria-label={words.account.language}
      size="xs"
      transitionDuration={0}
      value={language}
      onChange={(chosen) => chooseLanguage(chosen === 'en' ? 'en' : 'ja')}
      data={[
        { value: 'ja', label: '日本語' },
        { value: 'en', label: 'English' },
      ]}
    />
  );
}
