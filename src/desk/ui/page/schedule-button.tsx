import { Button, Popover, Stack, TextInput } from '@mantine/core';
import { IconClock } from '@tabler/icons-react';
import { useState } from 'react';
import { fromField, toField, tomorrowMorning } from '../model/days';
import { useDesk } from './desk-context';

/** Sends what is written at a chosen time. */
export function ScheduleButton(props: {
  readonly isDisabled: boolean;
  readonly schedule: (at: number) => void;
}) {
  const { words } = useDesk();
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const at = fromField(typed);
  const isPast = at !== null && at <= Date.now();
  return (
    <Popover opened={isOpen} onChange={setOpen} position="top" shadow="md" trapFocus withArrow>
      <Popover.Target>
        <Button
          variant="default"
          size="sm"
          leftSection={<IconClock size={16} aria-hidden />}
          disabled={props.isDisabled}
          onClick={() => {
            setTyped(toField(tomorrowMorning(Date.now())));
            setOpen(!isOpen);
          }}
        >
          {words.talk.schedule}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={words.talk.schedule}>
        <Stack gap="sm">
          <TextInput
            type="datetime-local"
            label={words.talk.scheduleAt}
            min={toField(Date.now())}
            value={typed}
            error={isPast ? words.talk.schedulePast : undefined}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Button
            disabled={at === null || isPast}
            onClick={() => {
              if (at === null) return;
              setOpen(false);
              props.schedule(at);
            }}
          >
            {words.talk.scheduleGo}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
