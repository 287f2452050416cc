import { IconAlertCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useDesk } from './desk-context';

const AN_HOUR_MS = 60 * 60_000;

/** Which numbers for people in danger somebody should call again. Nothing while all are fresh. */
export function StaleFactsLine() {
  const { api, words } = useDesk();
  const stale = useQuery({ queryKey: ['stale-facts'], queryFn: api.staleFacts, staleTime: AN_HOUR_MS });
  const facts = stale.data?.facts ?? [];
  if (facts.length === 0) return null;
  return (
    <details className="stale-facts">
      <summary>
        <IconAlertCircle size={20} aria-hidden />
        {words.staleFacts.title(facts.length)}
      </summary>
      <p className="soft">{words.staleFacts.text}</p>
      <ul>
        {facts.map(({ name, verifiedAt }) => (
          <li key={name}>
            {name}（{words.staleFacts.verifiedAt(verifiedAt)}）
          </li>
        ))}
      </ul>
    </details>
  );
}
