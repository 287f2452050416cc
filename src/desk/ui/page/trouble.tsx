import { Alert } from '@mantine/core';
import { problemWords } from '../model/problem-words';
import { useDesk } from './desk-context';

/** What went wrong, beside what was asked. Read out when it appears. */
export function Trouble({ thrown }: { readonly thrown: unknown }) {
  const { words } = useDesk();
  if (thrown === null || thrown === undefined) return null;
  return (
    <Alert color="red" variant="light" role="alert">
      {problemWords(words, thrown)}
    </Alert>
  );
}
