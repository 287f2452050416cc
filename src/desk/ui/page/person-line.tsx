import type { PersonName } from '../../api';
import { useDesk } from './desk-context';

/** Somebody in one line: how they want to be called, who they are, their language where it is another, and where they write. */
export function PersonLine({ person }: { readonly person: PersonName }) {
  const { words } = useDesk();
  const { nickname, standpoint, language, channel } = person;
  return (
    <>
      <strong className="person-name">{nickname ?? words.common.nameless}</strong>
      <span className="person-about">
        {[standpoint, language === 'ja' ? null : words.languages[language], words.channels[channel]]
          .filter((each) => each !== null)
          .join(' · ')}
      </span>
    </>
  );
}
