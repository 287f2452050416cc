import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Queue } from '../../api';
import { useDesk } from './desk-context';

/** Who waits, whom one has, what presses. The live line says when it has changed; a look now and then makes sure. */
export function useQueue(): UseQueryResult<Queue> {
  const { api } = useDesk();
  return useQuery({ queryKey: ['queue'], queryFn: api.queue, refetchInterval: 60_000 });
}

/** The present on the server's clock, looked at every half minute. */
export function useServerNow(queue: Pick<Queue, 'now'>): number {
  const [ahead, setAhead] = useState(() => queue.now - Date.now());
  const [now, setNow] = useState(Date.now);
  useEffect(() => setAhead(queue.now - Date.now()), [queue.now]);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return Math.max(now, Date.now()) + ahead;
}
