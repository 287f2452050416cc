import { IconAlertCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { quotaWords } from '../model/quota-words';
import { useDesk } from './desk-context';

const HALF_AN_HOUR_MS = 30 * 60_000;

/** What LINE still allows this month: a quiet line, until it may not last. Without an answer, nothing is said. */
export function QuotaLine({ isOnTop }: { readonly isOnTop: boolean }) {
  const { api, words } = useDesk();
  const quota = useQuery({
    queryKey: ['quota'],
    queryFn: api.lineQuota,
    staleTime: HALF_AN_HOUR_MS,
    refetchInterval: HALF_AN_HOUR_MS,
  });
  const said = quota.data === undefined ? null : quotaWords(words, quota.data);
  // What presses stands above everything; all else at the foot.
  if (said === null || said.isPressing !== isOnTop) return null;
  return (
    <section className={said.isPressing ? 'quota is-pressing' : 'quota'} aria-label={words.quota.label}>
      <p>
        {said.isPressing && <IconAlertCircle size={20} aria-hidden />}
        {said.text}
      </p>
    </section>
  );
}
