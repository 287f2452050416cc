import { IconAlertTriangle } from '@tabler/icons-react';
import type { Risk } from '../../api';
import { useDesk } from './desk-context';

/** How pressing it is, in words and with a sign; nothing where nothing was read. */
export function RiskBadge({ risk }: { readonly risk: Risk }) {
  const { words } = useDesk();
  if (risk === 'none') return null;
  return (
    <span className={`badge is-${risk}`}>
      <IconAlertTriangle size={14} aria-hidden />
      {words.risks[risk]}
    </span>
  );
}
