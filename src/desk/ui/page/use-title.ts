import { useEffect } from 'react';
import { useDesk } from './desk-context';

/** Names the page in the browser's tab. Never with anything about a person: tabs are seen by who walks by. */
export function useTitle(title: string): void {
  const { words } = useDesk();
  useEffect(() => {
    document.title = `${title} · Madobe ${words.desk}`;
  }, [title, words]);
}
