import { Checkbox } from '@mantine/core';
import { type Week, weekdays, withDay } from '../model/settings-form';
import { useDesk } from './desk-context';
import { SpansField } from './settings-time';

const ordinary = [{ from: '10:00', to: '17:00' }];

/** The hours of an ordinary week, day by day. */
export function SettingsWeek(props: { readonly value: Week; readonly change: (value: Week) => void }) {
  const { words } = useDesk();
  const { value, change } = props;
  return (
    <ul className="setting-week">
      {weekdays.map((day) => {
        const spans = value[day] ?? [];
        const name = words.settings.weekdayLong[day];
        const other = weekdays
          .map((each) => value[each])
          .find((each) => each !== undefined && each.length > 0);
        return (
          <li key={day}>
            <Checkbox
              label={name}
              checked={spans.length > 0}
              onChange={({ currentTarget: { checked } }) =>
                change(withDay(value, day, checked ? (other ?? ordinary) : []))
              }
            />
            {spans.length === 0 ? (
              <p className="soft">{words.settings.closedDay}</p>
            ) : (
              <SpansField of={name} spans={spans} change={(next) => change(withDay(value, day, next))} />
            )}
          </li>
        );
      })}
    </ul>
  );
}
