import {
  type MutationState,
  type UseMutationResult,
  useMutation,
  useMutationState,
  useQueryClient,
} from '@tanstack/react-query';
import type { SendMessage, Sent } from '../../api';
import { asProblem } from '../model/problem';
import { backoffMs } from '../model/timers';
import { useDesk } from './desk-context';

/** Sends to the person. Tried again, under the same id, until the server has taken or refused it; it goes on while one looks elsewhere. */
export function useSending(talkId: string): UseMutationResult<Sent, Error, SendMessage> {
  const { api } = useDesk();
  const client = useQueryClient();
  return useMutation({
    mutationKey: ['send', talkId],
    // One after the other, so that what was written first is read first.
    scope: { id: `send-${talkId}` },
    mutationFn: (message: SendMessage) => api.sendMessage(talkId, message),
    retry: (_, thrown) => asProblem(thrown).isPassing,
    retryDelay: (count) => backoffMs(count + 1),
    onSettled: () =>
      Promise.all(
        [['log', talkId], ['talk', talkId], ['queue']].map((queryKey) =>
          client.invalidateQueries({ queryKey }),
        ),
      ),
  });
}

/** A message that the log does not show yet. */
export interface Outgoing {
  readonly message: SendMessage;
  readonly state: 'sending' | 'paused' | 'taken' | 'refused';
  readonly error: unknown;
  /** Lets go of it. */
  readonly drop: () => void;
}

/** What one has sent in a talk since the page was opened. */
export function useOutgoing(talkId: string): readonly Outgoing[] {
  const client = useQueryClient();
  return useMutationState({
    filters: { mutationKey: ['send', talkId] },
    select: (mutation): Outgoing | null => {
      const { variables, status, error, isPaused } = mutation.state as MutationState<
        Sent,
        Error,
        SendMessage
      >;
      if (variables === undefined) return null;
      const state =
        status === 'error' ? 'refused' : status === 'success' ? 'taken' : isPaused ? 'paused' : 'sending';
      return { message: variables, state, error, drop: () => client.getMutationCache().remove(mutation) };
    },
  }).filter((each) => each !== null);
}
