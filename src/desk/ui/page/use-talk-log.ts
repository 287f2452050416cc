import { type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query';
import { type TalkLog, withNewest, withOlder } from '../model/talk-log';
import { useDesk } from './desk-context';
import { useAct } from './use-act';

/** What was said in a talk, as far back as was asked for. */
export function useTalkLog(id: string): {
  readonly log: UseQueryResult<TalkLog>;
  readonly showOlder: () => void;
  readonly isShowingOlder: boolean;
} {
  const { api } = useDesk();
  const client = useQueryClient();
  const queryKey = ['log', id];
  const log = useQuery({
    queryKey,
    // What came while nobody looked is read when somebody does.
    refetchOnWindowFocus: 'always',
    queryFn: async () => {
      const page = await api.entries(id, undefined, !document.hidden);
      return withNewest(client.getQueryData<TalkLog>(queryKey) ?? null, page);
    },
  });
  const older = useAct({
    run: () => api.entries(id, log.data?.entries[0]?.id),
    after: (page) => client.setQueryData<TalkLog>(queryKey, (known) => known && withOlder(known, page)),
  });
  return { log, showOlder: () => older.mutate(), isShowingOlder: older.isPending };
}
