import { Popover, Stack, Switch } from '@mantine/core';
import { IconBell, IconBellOff } from '@tabler/icons-react';
import { useDesk } from './desk-context';
import type { Rings } from './use-rings';

/** How one is told of what happens. */
export function RingButton({ rings }: { readonly rings: Rings }) {
  const { words } = useDesk();
  const isSilent = !rings.sound && rings.desktop !== 'on';
  const Icon = isSilent ? IconBellOff : IconBell;
  return (
    <Popover position="right-end" shadow="md" trapFocus withArrow>
      <Popover.Target>
        <button type="button" className="rail-link">
          <Icon size={22} stroke={1.7} aria-hidden />
          <span>{words.rings.title}</span>
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={words.rings.title}>
        <Stack>
          <Switch
            label={words.rings.sound}
            checked={rings.sound}
            onChange={(event) => rings.chooseSound(event.currentTarget.checked)}
          />
          <Switch
            label={words.rings.desktop}
            description={rings.desktop === 'refused' ? words.rings.desktopRefused : undefined}
            checked={rings.desktop === 'on'}
            onChange={(event) => rings.chooseDesktop(event.currentTarget.checked)}
          />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
