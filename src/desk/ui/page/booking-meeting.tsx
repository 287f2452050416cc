import { CopyButton } from '@mantine/core';
import { IconCheck, IconCopy, IconVideo } from '@tabler/icons-react';
import { useDesk } from './desk-context';

/** Where one meets online: to go there, or to take the address along. */
export function BookingMeeting({ address }: { readonly address: string }) {
  const { words } = useDesk();
  return (
    <span className="meeting">
      <a href={address} target="_blank" rel="noopener noreferrer" title={address}>
        <IconVideo size={17} stroke={1.7} aria-hidden />
        {words.bookings.meetingOpen}
      </a>
      <CopyButton value={address}>
        {({ copied, copy }) => (
          <button
            type="button"
            className="icon-button"
            aria-label={copied ? words.common.copied : words.bookings.meetingCopy}
            onClick={copy}
          >
            {copied ? <IconCheck size={17} aria-hidden /> : <IconCopy size={17} aria-hidden />}
          </button>
        )}
      </CopyButton>
    </span>
  );
}
