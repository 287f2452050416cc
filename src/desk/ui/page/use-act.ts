import { notifications } from '@mantine/notifications';
import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query';
import { problemWords } from '../model/problem-words';
import { useDesk } from './desk-context';

/** What asks the server to do something: which parts of the page it changes, and what is said when it is done. */
export interface Act<Input, Answer> {
  readonly run: (input: Input) => Promise<Answer>;
  /** Beginnings of the query keys that are asked for anew, whether it worked or not. */
  readonly changes?: readonly (readonly string[])[];
  readonly said?: string;
  readonly after?: (answer: Answer, input: Input) => void;
  /** The place that asked shows what went wrong by itself. */
  readonly isQuiet?: boolean;
}

/** Runs an {@link Act}, and tells what went wrong where everybody looks. */
export function useAct<Input = void, Answer = void>(
  act: Act<Input, Answer>,
): UseMutationResult<Answer, Error, Input> {
  const { words } = useDesk();
  const client = useQueryClient();
  return useMutation({
    mutationFn: act.run,
    onSuccess: (answer, input) => {
      if (act.said !== undefined) notifications.show({ message: act.said });
      act.after?.(answer, input);
    },
    onError: (thrown) => {
      if (act.isQuiet !== true)
        notifications.show({
          color: 'red',
          title: words.problems.title,
          message: problemWords(words, thrown),
          autoClose: 10_000,
        });
    },
    onSettled: () =>
      Promise.all(
        (act.changes ?? []).map((queryKey) => client.invalidateQueries({ queryKey: [...queryKey] })),
      ),
  });
}
