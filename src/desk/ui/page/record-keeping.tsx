import { IconAlertCircle, IconCheck, IconCloudOff } from '@tabler/icons-react';
import type { Keeping } from '../model/sheet-keeper';
import { useDesk } from './desk-context';

const icons = { still: null, writing: null, kept: IconCheck, later: IconCloudOff, refused: IconAlertCircle };

/** Whether what was written is kept: said calmly, always in the same place. */
export function RecordKeeping({ keeping }: { readonly keeping: Keeping }) {
  const { words } = useDesk();
  const Icon = icons[keeping];
  return (
    <p role="status" className={`record-keeping is-${keeping}`}>
      {Icon !== null && <Icon size={16} aria-hidden />}
      {words.record.keeping[keeping]}
    </p>
  );
}
