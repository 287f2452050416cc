import { IconCloudOff } from '@tabler/icons-react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useDesk } from './desk-context';

/** Says calmly that the line is gone, once it has been for a while: a short break mends itself. */
export function LineState({ isLive }: { readonly isLive: boolean }) {
  const { words } = useDesk();
  const [isLong, setLong] = useState(false);
  const isOnline = useSyncExternalStore(
    (changed) => {
      addEventListener('online', changed);
      addEventListener('offline', changed);
      return () => {
        removeEventListener('online', changed);
        removeEventListener('offline', changed);
      };
    },
    () => navigator.onLine,
  );
  useEffect(() => {
    setLong(false);
    if (isLive) return;
    const timer = setTimeout(() => setLong(true), 3000);
    return () => clearTimeout(timer);
  }, [isLive]);
  return (
    <div role="status">
      {(!isOnline || (!isLive && isLong)) && (
        <p className="line-state">
          <IconCloudOff size={18} aria-hidden />
          {isOnline ? words.line.lost : words.line.offline}
        </p>
      )}
    </div>
  );
}
