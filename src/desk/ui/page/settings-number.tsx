import { TextInput } from '@mantine/core';
import { useDesk } from './desk-context';

const units = {
  lastTakenMinutes: 'minutes',
  mostWaiting: 'persons',
  letterAnswerDays: 'workingDays',
} as const;

/** A number with what it counts. */
export function SettingsNumber(props: {
  readonly name: keyof typeof units;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly change: (value: number) => void;
}) {
  const { words } = useDesk();
  const { name, value, min, max, change } = props;
  const isWrong = !Number.isInteger(value) || value < min || value > max;
  return (
    <div className="setting-number">
      <TextInput
        type="number"
        aria-label={words.settings.names[name]}
        min={min}
        max={max}
        step={1}
        value={Number.isNaN(value) ? '' : value}
        error={isWrong ? words.settings.number : undefined}
        onChange={(event) => change(event.currentTarget.valueAsNumber)}
      />
      <span>{words.settings[units[name]]}</span>
    </div>
  );
}
