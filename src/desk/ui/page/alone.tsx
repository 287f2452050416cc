import type { ReactNode } from 'react';
import { useDesk } from './desk-context';
import { iconUrl } from './icon-url';
import { LanguageChoice } from './language-choice';
import { useTitle } from './use-title';

/** A page for who is not in yet: one thing to do, in the middle. */
export function Alone(props: {
  readonly title: string;
  readonly lead: string;
  readonly children: ReactNode;
}) {
  const { words } = useDesk();
  useTitle(props.title);
  return (
    <main className="alone">
      <section className="alone-card">
        <p className="alone-name">
          <img src={iconUrl} alt="" width="28" height="28" />
          Madobe {words.desk}
        </p>
        <h1>{props.title}</h1>
        <p className="alone-lead">{props.lead}</p>
        {props.children}
      </section>
      <LanguageChoice />
    </main>
  );
}
