import { Group, NativeSelect, Radio } from '@mantine/core';
import type { Settings } from '../../api';
import { daysOfMonth } from '../model/settings-form';
import { useDesk } from './desk-context';
import { TimeField } from './settings-time';

const two = (number: number) => String(number).padStart(2, '0');

/** The year-end break, or none. */
export function SettingsYearEnd(props: {
  readonly value: Settings['yearEnd'];
  readonly change: (value: Settings['yearEnd']) => void;
}) {
  const { words } = useDesk();
  const { value, change } = props;
  return (
    <>
      <Radio.Group
        aria-label={words.settings.names.yearEnd}
        value={value === 'none' ? 'none' : 'on'}
        onChange={(next) => change(next === 'none' ? 'none' : { from: '12-29', to: '01-03' })}
      >
        <Group gap="lg">
          <Radio value="on" label={words.settings.yearEndOn} />
          <Radio value="none" label={words.settings.yearEndNone} />
        </Group>
      </Radio.Group>
      {value !== 'none' && (
        <div className="setting-span">
          <MonthDayField
            label={words.settings.yearEndFrom}
            value={value.from}
            change={(from) => change({ ...value, from })}
          />
          <span aria-hidden="true">–</span>
          <MonthDayField
            label={words.settings.yearEndTo}
            value={value.to}
            change={(to) => change({ ...value, to })}
          />
        </div>
      )}
    </>
  );
}

function MonthDayField(props: {
  readonly label: string;
  readonly value: string;
  readonly change: (value: string) => void;
}) {
  const { words } = useDesk();
  const { label, value, change } = props;
  const [month = 1, day = 1] = value.split('-').map(Number);
  return (
    <div className="setting-span">
      <NativeSelect
        size="sm"
        aria-label={`${label} ${words.settings.month}`}
        value={month}
        data={Array.from({ length: 12 }, (_, at) => ({
          value: String(at + 1),
          label: words.settings.monthName(at + 1),
        }))}
        onChange={({ currentTarget }) => {
          const next = Number(currentTarget.value);
          change(`${two(next)}-${two(Math.min(day, daysOfMonth(next)))}`);
        }}
      />
      <NativeSelect
        size="sm"
        aria-label={`${label} ${words.settings.dayOfMonth}`}
        value={day}
        data={Array.from({ length: daysOfMonth(month) }, (_, at) => ({
          value: String(at + 1),
          label: words.settings.dayName(at + 1),
        }))}
        onChange={({ currentTarget }) => change(`${two(month)}-${two(Number(currentTarget.value))}`)}
      />
    </div>
  );
}

/** The hours in which nothing is sent unasked, or none. */
export function SettingsQuiet(props: {
  readonly value: Settings['quietHours'];
  readonly change: (value: Settings['quietHours']) => void;
}) {
  const { words } = useDesk();
  const { value, change } = props;
  const name = words.settings.names.quietHours;
  const isWrong = value !== 'none' && (value.from === '' || value.to === '' || value.from === value.to);
  return (
    <>
      <Radio.Group
        aria-label={name}
        value={value === 'none' ? 'none' : 'on'}
        onChange={(next) => change(next === 'none' ? 'none' : { from: '21:00', to: '09:00' })}
      >
        <Group gap="lg">
          <Radio value="on" label={words.settings.quietOn} />
          <Radio value="none" label={words.settings.quietNone} />
        </Group>
      </Radio.Group>
      {value !== 'none' && (
        <div className="setting-span">
          <TimeField
            label={`${name} ${words.settings.from}`}
            value={value.from}
            isInvalid={isWrong}
            change={(from) => change({ ...value, from })}
          />
          <span aria-hidden="true">–</span>
          <TimeField
            label={`${name} ${words.settings.to}`}
            value={value.to}
            isInvalid={isWrong}
            change={(to) => change({ ...value, to })}
          />
        </div>
      )}
      {isWrong && (
        <p className="setting-fault" role="alert">
          {words.settings.quietFault}
        </p>
      )}
    </>
  );
}
