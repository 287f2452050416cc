import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Settings } from '../../api';
import { limits } from '../../limits';
import { twice } from '../model/settings-form';
import { useDesk } from './desk-context';
import { SpansField } from './settings-time';

/** Days on which nobody talks, each with a reason for staff. */
export function SettingsClosures(props: {
  readonly value: Settings['closures'];
  readonly change: (value: Settings['closures']) => void;
}) {
  const { words } = useDesk();
  const { value, change } = props;
  return (
    <DayList
      days={value}
      none={words.settings.noClosures}
      add={words.settings.addClosure}
      make={() => ({ date: '', reason: '' })}
      change={change}
    >
      {(day, put) => (
        <TextInput
          className="grow"
          label={words.settings.reason}
          placeholder={words.settings.reasonExample}
          size="sm"
          maxLength={limits.closureReason}
          value={day.reason}
          onChange={(event) => put({ ...day, reason: event.currentTarget.value })}
        />
      )}
    </DayList>
  );
}

/** Days with hours of their own. */
export function SettingsOpenDays(props: {
  readonly value: Settings['openDays'];
  readonly change: (value: Settings['openDays']) => void;
}) {
  const { words } = useDesk();
  const { value, change } = props;
  return (
    <DayList
      days={value}
      none={words.settings.noOpenDays}
      add={words.settings.addOpenDay}
      make={() => ({ date: '', spans: [{ from: '10:00', to: '17:00' }] })}
      change={change}
    >
      {(day, put) => (
        <SpansField
          of={day.date === '' ? words.settings.aDay : day.date}
          spans={day.spans}
          change={(spans) => put({ ...day, spans: [...spans] })}
        />
      )}
    </DayList>
  );
}

function DayList<Day extends { readonly date: string }>(props: {
  readonly days: readonly Day[];
  readonly none: string;
  readonly add: string;
  readonly make: () => Day;
  readonly change: (days: Day[]) => void;
  readonly children: (day: Day, put: (day: Day) => void) => ReactNode;
}) {
  const { words, when } = useDesk();
  const { days, none, add, make, change, children } = props;
  const doubled = twice(days);
  return (
    <div className="setting-days">
      {days.length === 0 ? (
        <p className="soft">{none}</p>
      ) : (
        <ul>
          {days.map((day, at) => {
            const put = (next: Day) => change(days.map((each, index) => (index === at ? next : each)));
            const name = day.date === '' ? words.settings.aDay : when.date(day.date);
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: its date is what is being written
              <li key={at}>
                <TextInput
                  type="date"
                  size="sm"
                  label={words.settings.date}
                  value={day.date}
                  error={
                    day.date === ''
                      ? words.settings.noDate
                      : doubled.has(day.date)
                        ? words.settings.twice
                        : undefined
                  }
                  onChange={(event) => put({ ...day, date: event.currentTarget.value })}
                />
                {children(day, put)}
                <ActionIcon
                  variant="default"
                  size="lg"
                  aria-label={words.settings.removeDay(name)}
                  onClick={() => change(days.filter((_, index) => index !== at))}
                >
                  <IconTrash size={18} aria-hidden />
                </ActionIcon>
              </li>
            );
          })}
        </ul>
      )}
      <div>
        <Button
          variant="default"
          size="sm"
          leftSection={<IconPlus size={16} aria-hidden />}
          disabled={days.length >= limits.closures}
          onClick={() => change([...days, make()])}
        >
          {add}
        </Button>
      </div>
    </div>
  );
}
