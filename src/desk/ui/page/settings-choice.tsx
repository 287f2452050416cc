import { Group, Radio } from '@mantine/core';
import { useDesk } from './desk-context';

/** One of two ways, both by their names. */
export function SettingsChoice(props: {
  readonly name: 'closedOnHolidays' | 'bookingsConfirmedByStaff';
  readonly value: boolean;
  readonly yes: string;
  readonly no: string;
  readonly change: (value: boolean) => void;
}) {
  const { words } = useDesk();
  const { name, value, yes, no, change } = props;
  return (
    <Radio.Group
      aria-label={words.settings.names[name]}
      value={value ? 'yes' : 'no'}
      onChange={(next) => change(next === 'yes')}
    >
      <Group gap="lg">
        <Radio value="yes" label={yes} />
        <Radio value="no" label={no} />
      </Group>
    </Radio.Group>
  );
}
