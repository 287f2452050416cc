import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

const HOUR_MS = 60 * 60_000;

/** What was begun and not sent, kept in this page's memory while one looks elsewhere, for an hour at most. */
export function useUnsent(...about: readonly string[]): readonly [string, (text: string) => void] {
  const client = useQueryClient();
  const queryKey = ['unsent', ...about];
  const [text, setText] = useState(() => client.getQueryData<string>(queryKey) ?? '');
  return [
    text,
    (next) => {
      setText(next);
      client.setQueryDefaults(['unsent'], { gcTime: HOUR_MS });
      client.setQueryData(queryKey, next);
    },
  ];
}
