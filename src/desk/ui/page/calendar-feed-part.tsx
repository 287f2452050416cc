import { Button, Code, CopyButton, Group, Modal } from '@mantine/core';
import { IconCalendarShare } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { AskFirst } from './ask-first';
import { useDesk } from './desk-context';
import { Loaded } from './loaded';
import { useAct } from './use-act';

/** One's own address at which a calendar fetches the slots. It is shown once, when it is made. */
export function CalendarFeedPart() {
  const { api, words } = useDesk();
  const [address, setAddress] = useState<string | null>(null);
  const [asking, ask] = useState<'renew' | 'end' | null>(null);
  const feed = useQuery({ queryKey: ['calendar-feed'], queryFn: api.calendarFeed });
  const make = useAct({
    run: api.makeCalendarFeed,
    changes: [['calendar-feed']],
    after: (made) => setAddress(made.address),
  });
  const end = useAct({
    run: api.endCalendarFeed,
    changes: [['calendar-feed']],
    said: words.bookings.feedEnded,
  });
  return (
    <section className="side-part">
      <h2>
        <IconCalendarShare size={18} stroke={1.7} aria-hidden />
        {words.bookings.feed}
      </h2>
      <p className="side-text">{words.bookings.feedText}</p>
      <Loaded query={feed}>
        {({ has }) =>
          has ? (
            <>
              <p className="side-text">{words.bookings.feedHas}</p>
              <Group gap="xs">
                <Button variant="default" size="sm" onClick={() => ask('renew')} loading={make.isPending}>
                  {words.bookings.feedRenew}
                </Button>
                <Button variant="default" size="sm" onClick={() => ask('end')} loading={end.isPending}>
                  {words.bookings.feedEnd}
                </Button>
              </Group>
            </>
          ) : (
            <Group>
              <Button variant="default" size="sm" onClick={() => make.mutate()} loading={make.isPending}>
                {words.bookings.feedMake}
              </Button>
            </Group>
          )
        }
      </Loaded>
      <AskFirst
        isOpen={asking === 'renew'}
        title={words.bookings.feedRenewAsk}
        text={words.bookings.feedRenewText}
        go={words.bookings.feedRenew}
        close={() => ask(null)}
        act={() => make.mutate()}
      />
      <AskFirst
        isOpen={asking === 'end'}
        title={words.bookings.feedEndAsk}
        text={words.bookings.feedEndText}
        go={words.bookings.feedEnd}
        close={() => ask(null)}
        act={() => end.mutate()}
      />
      <AddressDialog address={address} close={() => setAddress(null)} />
    </section>
  );
}

function AddressDialog(props: { readonly address: string | null; readonly close: () => void }) {
  const { words } = useDesk();
  return (
    <Modal
      opened={props.address !== null}
      onClose={props.close}
      title={words.bookings.feedAddress}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': words.common.close }}
    >
      {props.address !== null && (
        <>
          <p className="dialog-text">{words.bookings.feedOnce}</p>
          <Code block className="secret">
            {props.address}
          </Code>
          <Group justify="flex-end" mt="md">
            <CopyButton value={props.address}>
              {({ copied, copy }) => (
                <Button onClick={copy}>{copied ? words.common.copied : words.common.copy}</Button>
              )}
            </CopyButton>
          </Group>
        </>
      )}
    </Modal>
  );
}
